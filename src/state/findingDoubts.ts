/** What speaks against making more of a finding, one sentence each. */
import type { WindowKind } from '../core/recording/types.ts';
import type { LayerControls } from '../core/analysis/controlsTypes.ts';
import type { CursorMeasures } from './cursorMeasures.ts';
import { chanceOf, pText, type Chance } from './findingChance.ts';
import type { MixingStandings } from './findingMixing.ts';
import { frameOf, type Companion, type FindingInput } from './findingTypes.ts';
import { componentsName, two } from './findingWords.ts';

export interface FindingFrame {
  readonly controls: LayerControls;
  /** Index of the context graph. */
  readonly graph: number;
  /** Cell of that graph and the frame in [G, F]. */
  readonly at: number;
  /** The shown energy against relabelling. */
  readonly shown: Chance;
  readonly mixing: MixingStandings | null;
}

export function findingDoubts(input: FindingInput, frame: FindingFrame): readonly string[] {
  const { measures } = input;
  const { controls, graph, at, shown } = frame;
  return [
    ...relabellingDoubt(controls, at),
    ...fullDoubt(shown, chanceOf(controls.energy, at)),
    ...degreeDoubt(controls, at, shown, measures.graphs[graph]!.shownEnergy),
    ...mixingDoubt(shown, frame.mixing, input.metadata.windows),
    ...closerGraphs(measures, graph),
    ...companionDoubts(input, graph),
    ...frameDoubts(measures),
    ...(shown.kind === 'closer' ? ['This is one frame of one recording: see whether replicates and other contexts agree.'] : []),
  ];
}

/** Few words have few relabellings that differ, and p cannot be smaller than one of them. */
function relabellingDoubt({ distinct, present, frames }: LayerControls, at: number): readonly string[] {
  const different = distinct[at]!;
  const words = present[at % frames.length]!;
  if (different === 0 || words < 2) return [];
  const count = different === 1 ? 'only 1 distinct relabelling' : `only ${different} distinct relabellings`;
  return [`${words} words on this graph have ${count}: no p below ${pText(1 / different)} is possible.`];
}

/** Full d beside the shown components: a picture may show what the whole space hardly has. */
function fullDoubt(shown: Chance, full: Chance): readonly string[] {
  if (shown.kind === full.kind || full.kind === 'undefined') return [];
  if (full.kind === 'chance') return [`In all dimensions together they lie no closer along it than chance (p = ${full.p}).`];
  return [`In all dimensions together they lie ${full.kind === 'closer' ? 'closer' : 'further apart'} along it than in ${full.beaten} of ${full.draws} relabellings.`];
}

function degreeDoubt(controls: LayerControls, at: number, shown: Chance, energy: number): readonly string[] {
  const low = controls.shownRewired.low[at]!;
  if (shown.kind !== 'closer' || !Number.isFinite(low) || !Number.isFinite(energy) || energy < low) return [];
  return ['Random graphs with the same degrees fit as well: it need not be this graph.'];
}

function mixingDoubt(shown: Chance, mixing: MixingStandings | null, windows: WindowKind | undefined): readonly string[] {
  if (shown.kind === 'undefined') return [];
  if (windows === 'fixed') return ['What mixing neighbouring words alone would give cannot be drawn: the file does not say which tokens its windows hold.'];
  if (mixing === null) return ['The mixing null has not been drawn yet.'];
  if (shown.kind !== 'closer' || mixing.shown.chance.kind === 'closer' || mixing.shown.chance.kind === 'undefined') return [];
  return ['Averaging random vectors with the previous word\'s, which learns nothing, brings them as close or closer.'];
}

/** Graphs that the picture fits better than its own. */
function closerGraphs({ graphs }: CursorMeasures, own: number): readonly string[] {
  const energy = graphs[own]!.shownEnergy;
  return graphs.flatMap(({ title, shownEnergy }, g) =>
    g !== own && shownEnergy < energy ? [`The words lie closer along ${title} (energy ${two(shownEnergy)} against ${two(energy)}).`] : [],
  );
}

function companionDoubts({ measures, axes, embedding, shuffled, absent }: FindingInput, own: number): readonly string[] {
  const line = (companion: Companion | null, name: string): readonly string[] => {
    const graph = companion?.graphs[own] ?? -1;
    if (companion === null || graph === -1) return [];
    const { controls } = companion;
    const frame = frameOf(controls, measures.context);
    if (frame === -1) return [];
    const at = graph * controls.frames.length + frame;
    const chance = chanceOf(controls.shownEnergy, at);
    if (chance.kind === 'undefined') return [];
    const standing = chance.kind === 'closer' ? 'already closer than chance' : 'not closer than chance';
    const full = controls.energy.observed[at]!;
    return [
      `${name} has an energy of ${two(controls.shownEnergy.observed[at]!)} in its own ${componentsName(axes)}: ${standing}${Number.isFinite(full) ? `; ${two(full)} in all dimensions` : ''}.`,
    ];
  };
  return [...line(embedding, 'The embedding layer'), ...line(shuffled, 'The order-shuffled recording'), ...absent];
}

export function frameDoubts({ missing, between, context, capturedVariance, graphs }: CursorMeasures): readonly string[] {
  const words = missing.length === 1 ? '1 word does' : `${missing.length} words do`;
  return [
    ...(missing.length > 0 && graphs.length > 0 ? [`${words} not occur in the window and ${missing.length === 1 ? 'is' : 'are'} left out.`] : []),
    ...(between ? [`The figures are those of the recorded context of ${context} tokens, the last before the cursor.`] : []),
    ...(capturedVariance < 0.5 ? [`The shown components hold ${two(capturedVariance)} of the variance that as many of the frame's own would.`] : []),
  ];
}
