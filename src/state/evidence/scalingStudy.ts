/** Reads the curves of a whole family of recordings. */
import { recordedAccuracy } from '../../core/analysis/accuracyCurve.ts';
import type { RecordingInfo } from '../../core/recording/types.ts';
import type { CriticalMethod, ScalingCurve, ScalingSize } from '../../core/scaling/types.ts';
import { failureOf, isCancelled } from '../../worker/failure.ts';
import type { AnalysisClient } from '../../worker/pool/client.ts';
import { sideBySide } from '../base/sideBySide.ts';
import { energySeries } from '../figures/accuracy.ts';
import type { PanelResult } from '../panels/analysisStore.ts';
import type { RecordingLibrary } from '../recordings/recordingLibrary.ts';
import type { TaskTools } from './evidenceTasks.ts';
import type { EnergyView, ScalingChoices, ScalingData, ScalingGap, ScalingMember, ScalingStudy } from './scalingTypes.ts';

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

// From a family's curves and the reader's choices to critical contexts and the power law through them.

/** Bootstrap resamples behind every interval: fewer where each of them is a search for breaks. */
const RESAMPLES: Readonly<Record<CriticalMethod['kind'], number>> = { threshold: 1000, fall: 1000, onset: 400, knee: 400 };

export function criticalMethod({ kind, level, energyLevel }: ScalingChoices): CriticalMethod {
  if (kind === 'threshold') return { kind, level };
  if (kind === 'fall') return { kind, level: energyLevel };
  return { kind };
}

/** The curves of the measure that a method looks at, by size, ascending; members without that curve are left out. */
export function scalingSizes(data: ScalingData, kind: CriticalMethod['kind']): readonly ScalingSize[] {
  const curveOf = ({ accuracy, energy }: ScalingMember): ScalingCurve | null => (kind === 'fall' ? energy : accuracy);
  const sizes = new Map<number, ScalingCurve[]>();
  for (const member of data.members) {
    const curve = curveOf(member);
    if (curve !== null) sizes.set(member.nodes, [...(sizes.get(member.nodes) ?? []), curve]);
  }
  return [...sizes].sort(([a], [b]) => a - b).map(([nodes, curves]) => ({ nodes, curves }));
}

/** Fits all sizes for their points, and again without the dropped ones for the law. Rejects with a FailureError. */
export async function fitStudy(
  client: Pick<AnalysisClient, 'fitScaling'>,
  data: ScalingData,
  choices: ScalingChoices,
  seed: number,
  { signal, report }: TaskTools<ScalingStudy>,
): Promise<ScalingStudy> {
  const method = criticalMethod(choices);
  const sizes = scalingSizes(data, method.kind);
  const dropped = new Set(choices.dropped);
  const kept = sizes.filter(({ nodes }) => !dropped.has(nodes));
  const resamples = RESAMPLES[method.kind];
  const common = { method, resamples, seed };
  const onProgress = ({ done, total }: { readonly done: number; readonly total: number | null }) => report({ what: 'resamples', done, total });
  const all = await client.fitScaling({ ...common, sizes }, { signal, onProgress });
  const law = kept.length === sizes.length ? all : await client.fitScaling({ ...common, sizes: kept }, { signal, onProgress });
  const idsOf = new Map(sizes.map(({ nodes, curves }) => [nodes, curves.map(({ id }) => id)]));
  return {
    method,
    energyOf: method.kind === 'fall' ? data.energyOf : null,
    resamples,
    law: law.law,
    refusal: law.refusal,
    points: all.points.map((point) => ({ ...point, dropped: dropped.has(point.nodes), recordingIds: idsOf.get(point.nodes) ?? [] })),
  };
}
