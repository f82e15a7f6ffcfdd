/** What is wrong with a recording, as data and as an error. */

/** What is wrong with a recording: what happened, where, and what to do about it. Plain, structured-cloneable data. */
export interface RecordingFailure {
  readonly code:
    | 'network'
    | 'not-found'
    | 'truncated'
    | 'wrong-format'
    | 'unknown-version'
    | 'invalid'
    | 'non-finite'
    | 'size-mismatch'
    | 'too-large'
    | 'no-layer'
    /** Not a fault: the reader is to be asked before a large download. */
    | 'confirm-download'
    /** Not a fault: the reader is to say first what the arrays of a file are; `proposal` is there. */
    | 'needs-mapping'
    /** The browser's own storage is missing, blocked or full. */
    | 'storage'
    | 'cancelled'
    | 'worker-lost'
    | 'internal';
  /** File name or address. */
  readonly file: string | null;
  /** Field, tensor or setting at fault. */
  readonly field: string | null;
  /** One sentence: what is wrong, with the offending value. */
  readonly message: string;
  /** One sentence: what the reader can do. */
  readonly remedy: string;
}

/** A recording that cannot be read, with everything the page needs to say so. `message` is the failure's message. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError';
  readonly failure: RecordingFailure;

  constructor(failure: RecordingFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** A JSON value as an error message shows it, at most 60 characters. */
export function shortened(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`;
}
