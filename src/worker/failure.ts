/** Failures as values: how any error becomes the plain data that reaches the screen. */
import type { ImportProposal } from '../core/import/importProposal.ts';
import { RecordingError, type RecordingFailure } from '../core/recording/failure.ts';

/** An error as it reaches the screen. Plain, structured-cloneable data. */
export interface Failure extends RecordingFailure {
  /** What the arrays of the file were taken to be, where that may be corrected. */
  readonly proposal?: ImportProposal;
}

/** An error that already knows what the reader can do about it. */
export class FailureError extends Error {
  override readonly name = 'FailureError';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

export function cancelledFailure(file: string | null = null): Failure {
  return {
    code: 'cancelled',
    file,
    field: null,
    message: 'The request was cancelled.',
    remedy: 'Run it again when you want its result.',
  };
}

/** Asked for under a handle that nothing is open under: a defect, or a call after the recording was closed. */
export function unknownHandle(handle: string): FailureError {
  return new FailureError({
    code: 'internal',
    file: null,
    field: 'handle',
    message: `No recording is open under "${handle}".`,
    remedy: 'Choose the recording again.',
  });
}

export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** Throws the cancelled failure when the signal has fired. */
export function throwIfCancelled(signal: AbortSignal | undefined, file: string | null = null): void {
  if (signal?.aborted) throw new FailureError(cancelledFailure(file));
}

/** Never throws. Unknown errors become `internal`, with their own text in the message. */
export function failureOf(error: unknown, file: string | null): Failure {
  if (error instanceof FailureError) return error.failure;
  if (error instanceof RecordingError) {
    const { code, field, message, remedy } = error.failure;
    return { code, file: error.failure.file ?? file, field, message, remedy };
  }
  if (isAbort(error)) return cancelledFailure(file);
  if (error instanceof RangeError) return rangeFailure(error, file);
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    code: 'internal',
    file,
    field: null,
    message: `Something failed inside the explorer (${text}).`,
    remedy: 'Try again; if it fails again, please report it with this message and the recording.',
  };
}

/** The core throws RangeError on settings that do not fit the data; the engine throws it when memory runs out. */
function rangeFailure(error: RangeError, file: string | null): Failure {
  const memory = /allocation failed|invalid (typed )?array length|out of memory/i.test(error.message);
  return {
    code: memory ? 'too-large' : 'invalid',
    file,
    field: null,
    message: memory ? 'There is not enough memory for this layer.' : `The recording cannot be shown so: ${error.message}.`,
    remedy: memory ? 'Close other tabs, or choose a recording with fewer nodes or segments.' : 'Choose other settings, or another layer.',
  };
}

export function isCancelled(error: unknown): boolean {
  return isAbort(error) || (error instanceof FailureError && error.failure.code === 'cancelled');
}
