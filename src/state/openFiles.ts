/** Local files as recordings. */
import { failureOf } from '../worker/failure.ts';
import type { AnalysisScheduler, Trial } from './analysisScheduler.ts';
import type { Notices } from './notices.ts';
import type { RecordingLibrary } from './recordingLibrary.ts';

export interface OpenFilesOptions {
  readonly library: Pick<RecordingLibrary, 'has' | 'offer'>;
  readonly scheduler: Pick<AnalysisScheduler, 'tryOut' | 'replace'>;
  readonly notices: Notices;
  /** Called with the first, in the order given, that can be shown, as soon as that is known. */
  readonly onFirst: (recordingId: string) => void;
}

/** Id of a local file: its name, so that opening it again restores a view of it. */
export function fileRecordingId(name: string): string {
  return `file:${name}`;
}

/**
 * Opens files one after the other. One that is to be shown, or that takes the place of another of its name, is analysed
 * first: a file whose activations are at fault must not push a good view aside. A failure becomes a notice and changes
 * nothing else; those of an earlier opening are let go.
 */
export async function openLocalFiles(files: readonly File[], { library, scheduler, notices, onFirst }: OpenFilesOptions): Promise<void> {
  notices.clear();
  let found = false;
  for (const file of files) {
    const id = fileRecordingId(file.name);
    const tries = !found || library.has(id);
    let trial: Trial | null = null;
    try {
      await library.offer(id, { kind: 'file', file, name: file.name }, async (opened, signal) => {
        if (tries) trial = await scheduler.tryOut(id, opened, signal);
      });
    } catch (error) {
      const failure = failureOf(error, file.name);
      notices.error(`${file.name} could not be opened`, { ...failure, file: failure.file ?? file.name });
      continue;
    }
    scheduler.replace(id, trial);
    if (found) continue;
    found = true;
    onFirst(id);
  }
}
