/** Reads the curves of a whole family of recordings, one recording after the other. */
import { recordedAccuracy } from '../core/analysis/accuracyCurve.ts';
import type { RecordingInfo } from '../core/recording/types.ts';
import type { ScalingCurve } from '../core/scaling/types.ts';
import { failureOf, isCancelled, throwIfCancelled } from '../worker/failure.ts';
import { energySeries } from './accuracySeries.ts';
import type { PanelResult } from './analysisStore.ts';
import type { TaskTools } from './evidenceTasks.ts';
import type { RecordingLibrary } from './recordingLibrary.ts';
import type { EnergyView, ScalingData, ScalingGap, ScalingMember } from './scalingTypes.ts';

export interface ScalingGathering {
  readonly library: Pick<RecordingLibrary, 'open'>;
  /** Ids, smallest recording first. */
  readonly family: readonly string[];
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

/** A recording that cannot be read is left out and named in `gaps`; only a cancellation rejects, or a family none of which can be read. */
export async function gatherScaling({ library, family, view, energyOf }: ScalingGathering, { signal, report }: TaskTools<ScalingData>): Promise<ScalingData> {
  const members: ScalingMember[] = [];
  const gaps: ScalingGap[] = [];
  let about: RecordingInfo | null = null;
  for (const [at, recordingId] of family.entries()) {
    throwIfCancelled(signal);
    report({ what: 'recordings', done: at, total: family.length });
    try {
      const { info } = await library.open(recordingId, { signal });
      const { title, nodes } = info.metadata;
      const energy = view === null ? null : energyScaling(await energyOf(recordingId, signal));
      members.push({ recordingId, title, nodes: nodes.length, accuracy: accuracyScaling(recordingId, info), energy });
      about ??= info;
    } catch (error) {
      if (isCancelled(error) || (members.length === 0 && at === family.length - 1)) throw error;
      gaps.push({ recordingId, message: failureOf(error, recordingId).message });
    }
  }
  const { model, task } = about!.metadata;
  return { model: model.id, task: task.kind, sampler: task.sampler, energyOf: view, members: members.sort((a, b) => a.nodes - b.nodes), gaps };
}
