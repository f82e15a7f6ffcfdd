import { type RecordingFailure, RecordingError } from '../recording/failure.ts';

/** Makes the error of one file; `field` is the array or part at fault. */
export type Fail = (code: RecordingFailure['code'], field: string | null, message: string, remedy: string) => RecordingError;

export const failIn =
  (file: string): Fail =>
  (code, field, message, remedy) =>
    new RecordingError({ code, file, field, message, remedy });

export const DOWNLOAD_AGAIN = 'Download or copy the file again; it was cut short.';
export const SAVE_AGAIN = 'Save or download the file again; its contents contradict one another.';

/** The file's own name in a command that the reader copies, where that cannot alter the command; else the stand-in. */
export function nameInCommand(file: string, standIn: string): string {
  const base = fileBase(file);
  return /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/.test(base) ? base : standIn;
}

/** Last part of a path or address, without query. */
export function fileBase(file: string): string {
  return /([^/\\?#]*)(?:[?#].*)?$/s.exec(file)?.[1] ?? file;
}

/** File name without its last extension. */
export function fileStem(file: string): string {
  const base = fileBase(file);
  return base.replace(/(.)\.[^.]*$/s, '$1');
}
