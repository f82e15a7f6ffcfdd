/** Local files as recordings. */
import { failureOf } from '../worker/failure.ts';
import type { Notices } from './notices.ts';
import type { RecordingLibrary } from './recordingLibrary.ts';

export interface OpenFilesOptions {
  readonly library: RecordingLibrary;
  readonly notices: Notices;
  /** Called when a file takes the id of an earlier one: what is known of that is out of date. */
  readonly onReplaced: (recordingId: string) => void;
}

/** Id of a local file: its name, so that opening it again restores a view of it. */
export function fileRecordingId(name: string): string {
  return `file:${name}`;
}

/** Opens all; resolves with the id of the first, in the order given, that reads, or null. A failure becomes a notice. */
export async function openLocalFiles(files: readonly File[], { library, notices, onReplaced }: OpenFilesOptions): Promise<string | null> {
  const attempts = files.map(async (file) => {
    const id = fileRecordingId(file.name);
    const replaced = library.has(id);
    library.add(id, { kind: 'file', file, name: file.name });
    try {
      await library.open(id);
      if (replaced) onReplaced(id);
      return id;
    } catch (error) {
      notices.error(`${file.name} could not be opened`, failureOf(error, file.name));
      return null;
    }
  });
  const ids = await Promise.all(attempts);
  return ids.find((id) => id !== null) ?? null;
}
