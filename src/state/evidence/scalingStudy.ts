/** The scaling study: the curves of a whole family of recordings, critical contexts from them, and the power law through those. */
import { recordedAccuracy } from '../../core/analysis/accuracyCurve.ts';
import type { RecordingInfo } from '../../core/recording/types.ts';
import type { CriticalMethod, ScalingCurve, ScalingSize, ScalingInput, ScalingResult } from '../../core/scaling/types.ts';
import { failureOf, isCancelled } from '../../worker/failure.ts';
import { sideBySide } from '../base/sideBySide.ts';
import { energySeries } from '../figures/accuracy.ts';
import type { PanelResult } from '../panels/analysisStore.ts';
import type { RecordingLibrary } from '../recordings/recordingLibrary.ts';
import type { EnergyView, ScalingChoices, ScalingData, ScalingGap, ScalingMember, ScalingStudy } from './scalingTypes.ts';
import type { CallOptions } from '../../worker/pool/jobRunner.ts';
import { type Piece, onTabs, absent, run } from './piece.ts';
import { scalingFamily } from '../recordings/families.ts';
import type { TaskTools } from '../panels/slots.ts';

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

/**
 * Accuracy of every sequence in every recorded segment, at the segment's middle, for it is a mean over the segment; where the
 * file gives it for a context, at that. Null when every position is masked.
 */
export function accuracyScaling(id: string, info: RecordingInfo): ScalingCurve | null {
  const { perSequence, positions } = recordedAccuracy(info);
  if (positions.every((count) => count === 0)) return null;
  const { segments, windows } = info.metadata;
  const contexts = segments.slice(1).map((end, s) => (windows === 'fixed' ? end : Math.max(1, (segments[s]! + end) / 2)));
  return { id, contexts, values: perSequence };
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
  fit: (input: ScalingInput, options: CallOptions) => Promise<ScalingResult>,
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
  const all = await fit({ ...common, sizes }, { signal, onProgress });
  const law = kept.length === sizes.length ? all : await fit({ ...common, sizes: kept }, { signal, onProgress });
  const idsOf = new Map(sizes.map(({ nodes, curves }) => [nodes, curves.map(({ id }) => id)]));
  return {
    method,
    energyOf: method.kind === 'fall' ? data.energyOf : null,
    resamples,
    law: law.law,
    refusal: law.refusal,
    alphaByLevel: law.alphaByLevel,
    points: all.points.map((point) => ({ ...point, dropped: dropped.has(point.nodes), recordingIds: idsOf.get(point.nodes) ?? [] })),
  };
}

export const scalingData: Piece<ScalingData> = {
  name: 'scalingData',
  lane: 'quick',
  shown: onTabs('scaling'),
  wish({ panel, view, members, member, tools }) {
    const family = member === undefined ? [] : scalingFamily(members, member);
    if (new Set(family.map(({ nodes }) => nodes)).size < 2) return absent('There is only one size of this task with this model: nothing to scale.');
    const ids = family.map(({ id }) => id);
    const withEnergy = view.scalingChoices.kind === 'fall';
    const { window, weighting } = view;
    return run({
      key: tools.keyOf('scaling', ids, withEnergy ? tools.panelKey({ ...panel, recordingId: '' }, view) : null),
      run: (task) =>
        gatherScaling(
          {
            library: tools.library,
            family: ids,
            width: tools.client.aside,
            view: withEnergy ? { layer: panel.layer, window, weighting } : null,
            energyOf: (recordingId, signal) => tools.analysed({ ...panel, recordingId }, view, { signal }),
          },
          task,
        ),
    });
  },
};

export const scaling: Piece<ScalingStudy> = {
  name: 'scaling',
  lane: 'quick',
  shown: onTabs('scaling'),
  wish({ view: { scalingChoices, seed }, slotOf, tools: { client, keyOf, memo } }) {
    const { status, value, key: dataKey, note, failure } = slotOf(scalingData);
    if (status === 'absent') return absent(note);
    if (status !== 'ready' || value === null || dataKey === null) return { kind: 'wait', failure };
    if (scalingChoices.kind === 'fall' && value.energyOf === null) return { kind: 'wait', failure: null };
    return run({
      key: keyOf('law', dataKey, scalingChoices, seed),
      run(task) {
        // A size dropped or taken back leaves the fit over all sizes as it was.
        const fit = (input: ScalingInput, options: CallOptions) =>
          memo(keyOf(dataKey, input.method, input.seed, input.sizes.map(({ nodes }) => nodes)), () => client.run('fitScaling', input, { ...options, aside: 'anything' }));
        return fitStudy(fit, value, scalingChoices, seed, task);
      },
    });
  },
};
