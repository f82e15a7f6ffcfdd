/** Opens recordings one after the other, in the order given, each visible as an opening until it is open or has failed. */
import { failureOf, type Failure } from '../../worker/failure.ts';
import type { Progress, RecordingSource } from '../../worker/protocol.ts';
import type { AnalysisScheduler, Trial } from '../panels/analysisScheduler.ts';
import type { Notices } from '../base/notices.ts';
import type { Openings, OpeningTrack } from './openings.ts';
import type { RecordingLibrary } from '../recordings/recordingLibrary.ts';

export interface OpenItem {
  readonly id: string;
  readonly source: RecordingSource;
  /** Called once it is open. */
  readonly onOpened?: () => void;
}

export interface OpenInTurnOptions {
  readonly library: Pick<RecordingLibrary, 'has' | 'offer'>;
  readonly scheduler: Pick<AnalysisScheduler, 'tryOut' | 'replace'>;
  readonly notices: Notices;
  readonly openings: Pick<Openings, 'begin'>;
  /** Called with the first, in the order given, that can be shown, as soon as that is known. */
  readonly onFirst: (recordingId: string) => void;
  /** Offered every failure that comes with a proposal of what the arrays are; true when it has been taken, which then is no notice. */
  readonly onProposal?: (item: OpenItem, failure: Failure) => boolean;
}

/**
 * One that is to be shown, or that takes the place of another of its id, is analysed first: a file whose activations are
 * at fault must not push a good view aside. A failure becomes a notice and changes nothing else; those of an earlier
 * opening are let go.
 */
export async function openInTurn(items: readonly OpenItem[], options: OpenInTurnOptions): Promise<void> {
  const { notices, openings, onFirst } = options;
  notices.clear();
  let found = false;
  const listed = items.map((item) => ({ item, track: openings.begin(item.source) }));
  for (const { item, track } of listed) {
    track.start();
    const opened = await openOne(item, track, found, options).finally(track.end);
    if (!opened) continue;
    item.onOpened?.();
    if (found) continue;
    found = true;
    onFirst(item.id);
  }
}

async function openOne(item: OpenItem, track: OpeningTrack, found: boolean, options: OpenInTurnOptions): Promise<boolean> {
  const { id, source } = item;
  const { library, scheduler, notices } = options;
  const { signal, ask } = track;
  const onProgress = (progress: Progress) => track.progress(progress);
  const tries = !found || library.has(id);
  let trial: Trial | null = null;
  const check: Parameters<RecordingLibrary['offer']>[2] = async (opened, shared) => {
    if (tries) trial = await scheduler.tryOut(id, opened, shared, onProgress);
  };
  try {
    await library.offer(id, source, check, { signal, onProgress, ask });
  } catch (error) {
    const failure = failureOf(error, source.name);
    if (failure.proposal !== undefined && options.onProposal?.(item, failure) === true) return false;
    notices.error(`${source.name} could not be opened`, { ...failure, file: failure.file ?? source.name });
    return false;
  }
  scheduler.replace(id, trial);
  return true;
}
