/** Reads the curves of a whole family of recordings. */
import { recordedAccuracy } from '../core/analysis/accuracyCurve.ts';
import type { RecordingInfo } from '../core/recording/types.ts';
import type { ScalingCurve } from '../core/scaling/types.ts';
import { failureOf, isCancelled } from '../worker/failure.ts';
import { energySeries } from './accuracySeries.ts';
import type { PanelResult } from './analysisStore.ts';
import type { TaskTools } from './evidenceTasks.ts';
import type { RecordingLibrary } from './recordingLibrary.ts';
import type { EnergyView, ScalingData, ScalingGap, ScalingMember } from './scalingTypes.ts';
import { sideBySide } from './sideBySide.ts';

export interface ScalingGathering {
  readonly library: Pick<RecordingLibrary, 'open'>;
  /** Ids, smallest recording first. */
  readonly family: readonly string[];
  /** Recordings read at a time. */
  readonly width: number;
  /** What the energies are to be of; null: accuracies only. */
  readonly view: EnergyView | null;
  readonly energyOf: (recordingId: string, signal: AbortSignal) => Promise<PanelResult>;
}

/** Accuracy of every sequence in every recorded segment, at the segment's end; null when every position is masked. */
export function accuracyScaling(id: string, info: RecordingInfo): ScalingCurve | null {
  const { perSequence, positions } = recordedAccuracy(info);
  if (positions.every((count) => count === 0)) return null;
  return { id, contexts: info.metadata.segments.slice(1), values: perSequence };
}

/**
 * Normalised energy of every frame against the graph of the walk, one row; null without such a graph. NaN while a word is
 * missing: a short walk stays on few nodes, and the energy of those few says nothing of the graph's size.
 */
export function energyScaling(result: PanelResult): ScalingCurve | null {
  const series = energySeries(result);
  if (series.length === 0) return null;
  const { nodes, tokenCounts } = result.analysis;
  const complete = (frame: number) => tokenCounts.subarray(frame * nodes, (frame + 1) * nodes).every((count) => count > 0);
  return {
    id: result.recordingId,
    contexts: series.map(({ context }) => context),
    values: Float64Array.from(series, ({ value }, frame) => (complete(frame) ? value : NaN)),
  };
}

interface Read {
  readonly member: ScalingMember;
  readonly info: RecordingInfo;
}

/** A recording that cannot be read is left out and named in `gaps`; only a cancellation rejects, or a family none of which can be read. */
export async function gatherScaling(
  { library, family, width, view, energyOf }: ScalingGathering,
  { signal, report }: TaskTools<ScalingData>,
): Promise<ScalingData> {
  const reads = new Map<string, Read>();
  const faults = new Map<string, unknown>();

  async function read(recordingId: string, running: AbortSignal): Promise<Read> {
    const { info } = await library.open(recordingId, { signal: running });
    const { title, nodes } = info.metadata;
    const energy = view === null ? null : energyScaling(await energyOf(recordingId, running));
    return { member: { recordingId, title, nodes: nodes.length, accuracy: accuracyScaling(recordingId, info), energy }, info };
  }

  const tell = () => report({ what: 'recordings', done: reads.size + faults.size, total: family.length });
  tell();
  await sideBySide(family, width, signal, async (recordingId, _, running) => {
    try {
      reads.set(recordingId, await read(recordingId, running));
    } catch (error) {
      if (isCancelled(error)) throw error;
      faults.set(recordingId, error);
    }
    tell();
  });

  const inOrder = family.flatMap((recordingId) => reads.get(recordingId) ?? []);
  if (inOrder[0] === undefined) throw faults.get(family.at(-1)!);
  const { model, task } = inOrder[0].info.metadata;
  const members = inOrder.map(({ member }) => member).sort((a, b) => a.nodes - b.nodes);
  const gaps = family.filter((recordingId) => faults.has(recordingId)).map((recordingId): ScalingGap => ({ recordingId, message: failureOf(faults.get(recordingId), recordingId).message }));
  return { model: model.id, task: task.kind, sampler: task.sampler, energyOf: view, members, gaps };
}
