/** What the open tab asks for, as one wish for every slot of evidence that it shows. */
import type { Failure } from '../../worker/failure.ts';
import type { AnalysisSlot, PanelResult } from '../panels/analysisStore.ts';
import type { EvidenceTask, EvidenceTasks } from './evidenceTasks.ts';
import { MIXING_DRAWS, type EvidenceName, type EvidenceSlots, type EvidenceState } from './evidenceStore.ts';
import type { EvidenceTab } from './evidenceTypes.ts';
import { familyMembers, replicates, scalingFamily, shuffledControl } from '../recordings/families.ts';
import type { RecordingsState } from '../recordings/recordingsStore.ts';
import type { PanelSpec, ViewState } from '../view/viewStore.ts';

type ValueOf<N extends EvidenceName> = NonNullable<EvidenceSlots[N]['value']>;

/** `wait`: the focus panel itself is not there yet, or has failed. `absent`: there is nothing to compute; `note` says why, null that it goes without saying. */
export type Wish<T> =
  | { readonly kind: 'run'; readonly task: EvidenceTask<T> }
  | { readonly kind: 'wait'; readonly failure: Failure | null }
  | { readonly kind: 'absent'; readonly note: string | null };

export type EvidencePlan = { readonly [N in EvidenceName]?: Wish<ValueOf<N>> };

/**
 * The two lanes in which pieces run side by side, each in the order in which the reader sees them: what is quick or the
 * same work as a panel's, one piece at a time, and the long drawing of nulls, as many pieces at a time as there are workers
 * beside the panels' own. A worker does the first before the second.
 */
export const EVIDENCE_LANES: readonly (readonly EvidenceName[])[] = [
  ['baselines', 'sweep', 'replicates', 'scalingData', 'scaling'],
  ['controls', 'mixing', 'mixingBand', 'embedding', 'shuffled'],
];

export const EVIDENCE_NAMES: readonly EvidenceName[] = EVIDENCE_LANES.flat();

/** The finding under the stage is always in sight: what it is made of is wanted on every tab, what it doubts by last. */
const FINDING: readonly EvidenceName[] = ['controls', 'mixingBand', 'embedding', 'shuffled'];

const WANTED: Readonly<Record<EvidenceTab, readonly EvidenceName[]>> = {
  cursor: FINDING,
  curves: [...FINDING, 'baselines', 'sweep', 'replicates'],
  layers: [...FINDING, 'sweep'],
  controls: [...FINDING, 'mixing', 'baselines'],
  spectrum: FINDING,
  scaling: [...FINDING, 'scalingData', 'scaling'],
};

export interface PlanInput {
  readonly tasks: EvidenceTasks;
  readonly view: ViewState;
  /** The focus panel's slot; null while there is no panel. */
  readonly slot: AnalysisSlot | null;
  readonly recordings: RecordingsState;
  readonly evidence: EvidenceState;
}

export function evidencePlan(input: PlanInput): EvidencePlan {
  const { view, slot, evidence } = input;
  const panel = view.panels[view.focus];
  if (panel === undefined || slot === null) return {};
  const names = evidence.ghostPanel ? [...new Set([...WANTED[evidence.tab], 'mixing' as const])] : WANTED[evidence.tab];
  if (slot.status !== 'ready' || slot.result?.recordingId !== panel.recordingId) {
    const wait: Wish<never> = { kind: 'wait', failure: slot.failure };
    return Object.fromEntries(names.map((name) => [name, wait]));
  }
  const wishes = wishesFor(input, { ...panel, layer: slot.result.analysis.settings.layer }, slot.result);
  return Object.fromEntries(names.map((name) => [name, wishes[name]()]));
}

const run = <T>(task: EvidenceTask<T>): Wish<T> => ({ kind: 'run', task });
const absent = (note: string | null): Wish<never> => ({ kind: 'absent', note });

const NOTHING_TO_MIX = 'The window is fixed by the file, which does not say which tokens it holds: there is nothing to mix.';

/** @param panel the focus panel with the layer that it shows */
function wishesFor(
  { tasks, view, recordings, evidence }: PlanInput,
  panel: PanelSpec & { readonly layer: number },
  focus: PanelResult,
): { readonly [N in EvidenceName]: () => Wish<ValueOf<N>> } {
  const { metadata } = focus.info;
  const { permutations, seed, scalingChoices } = evidence;
  const control = { permutations, seed };
  const members = familyMembers(recordings);
  const member = members.find(({ id }) => id === panel.recordingId);
  const family = member === undefined ? [] : scalingFamily(members, member);
  const needsEnergy = scalingChoices.kind === 'fall';
  const fixed = metadata.windows === 'fixed';

  return {
    baselines: () => {
      if (focus.info.tokens.length === 0) return absent('This recording holds no sequences of words, so there is nothing to remember.');
      return run(tasks.baselines(panel.recordingId));
    },
    controls: () => run(tasks.controls(panel, view, control)),
    mixing: () => (fixed ? absent(NOTHING_TO_MIX) : run(tasks.mixing(panel, view, seed))),
    mixingBand: () => (fixed ? absent(NOTHING_TO_MIX) : run(tasks.mixingBand(panel, view, { draws: MIXING_DRAWS, seed }))),
    sweep: () => {
      const chosen = evidence.tab === 'layers' ? metadata.layers : evidence.curveLayers;
      const wanted = metadata.layers.filter((layer) => layer === panel.layer || chosen.includes(layer));
      return run(tasks.sweep(panel, view, focus, wanted));
    },
    embedding: () => {
      if (metadata.model.layers === 0) return absent(metadata.layers.length === 1 ? null : 'The file does not say which of its layers is the embedding.');
      if (panel.layer === 0) return absent('The shown layer is the embedding layer itself.');
      if (!metadata.layers.includes(0)) return absent('The embedding layer was not recorded.');
      return run(tasks.controls({ ...panel, layer: 0 }, view, control));
    },
    shuffled: () => {
      if (metadata.task.sampler === 'shuffled') return absent('This recording is the order-shuffled control itself.');
      const other = member === undefined ? null : shuffledControl(members, member);
      if (other === null) return absent('There is no order-shuffled recording of this task and model.');
      if (!other.layers.includes(panel.layer)) return absent(`The order-shuffled recording has no layer ${panel.layer}.`);
      return run(tasks.controls({ ...panel, recordingId: other.id }, view, control));
    },
    replicates: () => {
      const others = member === undefined ? [] : replicates(members, member).filter(({ id }) => id !== member.id);
      const withLayer = others.filter(({ layers }) => layers.includes(panel.layer));
      if (withLayer.length === 0) return absent('There is no replicate with other seeds or words that has this layer.');
      return run(tasks.replicates(panel, view, focus, withLayer.map(({ id }) => id)));
    },
    scalingData: () => {
      if (member === undefined || new Set(family.map(({ nodes }) => nodes)).size < 2) {
        return absent('There is only one size of this task with this model: nothing to scale.');
      }
      return run(tasks.scalingData(panel, view, family.map(({ id }) => id), needsEnergy));
    },
    scaling: () => {
      const data = evidence.scalingData;
      if (data.status === 'absent') return absent(data.note);
      if (data.status !== 'ready' || data.value === null || data.key === null) return { kind: 'wait', failure: data.failure };
      if (needsEnergy && data.value.energyOf === null) return { kind: 'wait', failure: null };
      return run(tasks.scaling(data.key, data.value, scalingChoices, seed));
    },
  };
}
