import type { Failure } from './failure.ts';

/** A recording that cannot be read, with everything the page needs to say so. `message` is the failure's message. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** A JSON value as an error message shows it, at most 60 characters. */
export function shortened(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`;
}
