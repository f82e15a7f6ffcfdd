/**
 * What the frame on screen shows and how far to trust it, in plain sentences made from the figures alone. Each null is
 * named with whether it is beaten; what is not known is said to be not known; nothing is called learnt.
 */
import type { LayerControls } from '../core/analysis/controlsTypes.ts';
import type { RecordingMetadata } from '../core/recording/types.ts';
import type { CursorMeasures } from './cursorMeasures.ts';
import { CHANCE_LEVEL, chanceOf, type Chance } from './findingChance.ts';
import { contextGraphIndex } from './preparedGraphs.ts';

/** A null that the shown energy is held against. `beaten`: the words lie closer along the graph than under it. */
export interface NullVerdict {
  readonly name: 'relabelling' | 'same-degree graphs' | 'mixing null';
  readonly beaten: boolean;
}

export interface Finding {
  /** One sentence: the frame, the energy in the shown components against relabelling, the modes they hold. */
  readonly sentence: string;
  /** What speaks against making more of it, one sentence each; may be empty while the nulls are on their way. */
  readonly doubts: readonly string[];
  /** Nulls that were drawn for this frame; empty while none is. */
  readonly verdicts: readonly NullVerdict[];
  /** False while controls or mixing null for this very view are still missing. */
  readonly complete: boolean;
}

export interface FindingInput {
  readonly metadata: RecordingMetadata;
  /** The figures of the frame shown. */
  readonly measures: CursorMeasures;
  /** Shown components, 0-based. */
  readonly axes: readonly number[];
  /** Controls of this very view, or null. */
  readonly controls: LayerControls | null;
  /** The mixing null at the same frame, or null: energy in the shown components, and R2 of its first two with the slowest modes. */
  readonly mixing: MixingFigures | null;
  /** Controls of the embedding layer and of the shuffled recording, where they are known. */
  readonly embedding: Companion | null;
  readonly shuffled: Companion | null;
}

/** Other controls to hold these against. `graph`: index there of this recording's context graph, -1 when it has none such. */
export interface Companion {
  readonly controls: LayerControls;
  readonly graph: number;
}

export interface MixingFigures {
  readonly shownEnergy: number;
  /** NaN where not defined. */
  readonly r2: number;
}

const two = (value: number): string => value.toFixed(2);

/** "PC 1-2", "PC 1, 3 and 4": 1-based, for the reader. */
export function componentsName(axes: readonly number[]): string {
  const sorted = axes.map((axis) => axis + 1).sort((a, b) => a - b);
  const run = sorted.every((pc, i) => i === 0 || pc === sorted[i - 1]! + 1);
  if (run && sorted.length > 1) return `PC ${sorted[0]}-${sorted.at(-1)}`;
  return `PC ${sorted.length > 1 ? `${sorted.slice(0, -1).join(', ')} and ` : ''}${sorted.at(-1)}`;
}

/** Index of the frame that ends at this context; -1 when the controls have none. */
function frameOf(controls: LayerControls, context: number): number {
  return controls.frames.findIndex((frame) => frame.context === context);
}

interface PairFit {
  readonly r2: number;
  readonly high: number;
  readonly p: number;
}

/** How much of a graph's two slowest modes the shown pair holds; null when the pair is none of those compared. */
function pairFit(controls: LayerControls, graph: number, context: number, axes: readonly number[]): PairFit | null {
  const frame = frameOf(controls, context);
  const pair = axes.length === 2 ? controls.pairs.pairs.findIndex((compared) => compared.every((k) => axes.includes(k))) : -1;
  if (frame === -1 || pair === -1) return null;
  const at = (pair * controls.graphs + graph) * controls.frames.length + frame;
  const fit = { r2: controls.pairs.r2[at]!, high: controls.pairs.high[at]!, p: controls.pairs.p[at]! };
  return Number.isFinite(fit.r2) && Number.isFinite(fit.high) ? fit : null;
}

function energyClause(chance: Chance, where: string, graph: string): string {
  switch (chance.kind) {
    case 'closer':
      return `in ${where} the words lie closer along ${graph} than in ${chance.beaten} of ${chance.draws} relabellings`;
    case 'further':
      return `in ${where} the words lie further apart along ${graph} than in ${chance.beaten} of ${chance.draws} relabellings`;
    case 'chance':
      return `in ${where} the words lie no closer along ${graph} than relabelled ones do (p = ${chance.p})`;
    case 'undefined':
      return `too few words occur to tell how they lie along ${graph}`;
  }
}

function modesClause({ r2, high, p }: PairFit, where: string): string {
  const held = `${where} hold ${two(r2)} of its two slowest modes`;
  return p <= CHANCE_LEVEL ? `${held} (95 % of relabellings: up to ${two(high)})` : `${held}, no more than relabellings may (95 % of them: up to ${two(high)})`;
}

export function findingOf(input: FindingInput): Finding {
  const { metadata, measures, axes, controls, mixing } = input;
  const g = contextGraphIndex(metadata);
  const when = `At ${measures.context} tokens`;
  const graph = measures.graphs[g];
  if (graph === undefined) {
    return { sentence: `${when} there is nothing to hold the picture against: the recording names no graph of its context.`, doubts: [], verdicts: [], complete: true };
  }
  const where = componentsName(axes);
  const frame = controls === null ? -1 : frameOf(controls, measures.context);
  const mixable = metadata.windows !== 'fixed';
  const complete = frame !== -1 && (mixing !== null || !mixable);
  if (controls === null || frame === -1) {
    const energy = Number.isFinite(graph.shownEnergy)
      ? `the normalised energy along ${graph.title} in ${where} is ${two(graph.shownEnergy)} (1 = neighbours no closer than any pair)`
      : `too few words occur to tell how they lie along ${graph.title}`;
    return { sentence: `${when} ${energy}; what chance would give has not been drawn yet.`, doubts: frameDoubts(measures), verdicts: [], complete };
  }
  const at = g * controls.frames.length + frame;
  const shown = chanceOf(controls.shownEnergy, at);
  const full = chanceOf(controls.energy, at);
  const fit = pairFit(controls, g, measures.context, axes);
  const holds = fit === null ? '' : `; ${modesClause(fit, where)}`;
  const verdicts = verdictsOf(controls, at, shown, graph.shownEnergy, mixing);
  return {
    sentence: `${when} ${energyClause(shown, where, graph.title)}${shown.kind === 'undefined' ? '' : holds}.`,
    doubts: [
      ...fullDoubt(shown, full),
      ...nullDoubts(controls, at, shown, graph.shownEnergy, mixing, mixable, fit),
      ...otherGraphs(controls, measures, g, axes),
      ...companionDoubts(input, where),
      ...frameDoubts(measures),
      ...(shown.kind === 'closer' ? ['This is one frame of one recording: see whether replicates and other contexts agree.'] : []),
    ],
    verdicts,
    complete,
  };
}

function verdictsOf(controls: LayerControls, at: number, shown: Chance, energy: number, mixing: MixingFigures | null): readonly NullVerdict[] {
  const verdicts: NullVerdict[] = [];
  if (shown.kind !== 'undefined') verdicts.push({ name: 'relabelling', beaten: shown.kind === 'closer' });
  const rewired = controls.shownRewired.low[at]!;
  if (Number.isFinite(rewired) && Number.isFinite(energy)) verdicts.push({ name: 'same-degree graphs', beaten: energy < rewired });
  if (mixing !== null && Number.isFinite(mixing.shownEnergy) && Number.isFinite(energy)) {
    verdicts.push({ name: 'mixing null', beaten: energy < mixing.shownEnergy });
  }
  return verdicts;
}

/** Full d beside the shown components: a picture may show what the whole space hardly has. */
function fullDoubt(shown: Chance, full: Chance): readonly string[] {
  if (shown.kind === full.kind || full.kind === 'undefined') return [];
  if (full.kind === 'chance') return [`In all dimensions together they lie no closer along it than chance (p = ${full.p}).`];
  return [`In all dimensions together they lie ${full.kind === 'closer' ? 'closer' : 'further apart'} along it than in ${full.beaten} of ${full.draws} relabellings.`];
}

function nullDoubts(controls: LayerControls, at: number, shown: Chance, energy: number, mixing: MixingFigures | null, mixable: boolean, fit: PairFit | null): readonly string[] {
  if (shown.kind === 'undefined' || !Number.isFinite(energy)) return [];
  const doubts: string[] = [];
  const low = controls.shownRewired.low[at]!;
  if (shown.kind === 'closer' && Number.isFinite(low) && !(energy < low)) {
    doubts.push('Random graphs with the same degrees fit as well: it need not be this graph.');
  }
  if (!mixable) doubts.push('What mixing neighbouring words alone would give cannot be drawn: the window is fixed by the file, which does not say which tokens it holds.');
  else if (mixing === null) doubts.push('The mixing null has not been drawn yet.');
  else if (Number.isFinite(mixing.shownEnergy)) {
    const modes = fit !== null && Number.isFinite(mixing.r2) ? ` and hold ${two(mixing.r2)} of the modes` : '';
    doubts.push(
      `${mixingVerdict(shown, energy, mixing.shownEnergy)}: random vectors averaged with the previous word's, which learn nothing, have an energy of ${two(mixing.shownEnergy)}${modes}, against ${two(energy)} here (one draw).`,
    );
  }
  return doubts;
}

function mixingVerdict(shown: Chance, energy: number, mixing: number): string {
  if (shown.kind !== 'closer') return energy < mixing ? 'Neighbour mixing alone does not bring them closer either' : 'Neighbour mixing alone would bring them closer';
  return energy < mixing ? 'The mixing null does not reach this' : 'The mixing null does as well';
}

/** Graphs that the picture fits better than its own, and reference graphs whose modes the shown pair holds beyond chance. */
function otherGraphs(controls: LayerControls, measures: CursorMeasures, own: number, axes: readonly number[]): readonly string[] {
  const ownEnergy = measures.graphs[own]!.shownEnergy;
  const where = componentsName(axes);
  return measures.graphs.flatMap(({ title, shownEnergy }, g) => {
    if (g === own) return [];
    const fit = pairFit(controls, g, measures.context, axes);
    const held = fit !== null && fit.p <= CHANCE_LEVEL ? `${where} hold ${two(fit.r2)} of the two slowest modes of ${title}` : null;
    if (!(shownEnergy < ownEnergy)) return held === null ? [] : [`${held}.`];
    const closer = `The words lie closer along ${title} (energy ${two(shownEnergy)} against ${two(ownEnergy)})`;
    return [held === null ? `${closer}.` : `${closer}; ${held}.`];
  });
}

function companionDoubts({ measures, embedding, shuffled }: FindingInput, where: string): readonly string[] {
  const line = (companion: Companion | null, name: string): readonly string[] => {
    if (companion === null || companion.graph === -1) return [];
    const { controls, graph } = companion;
    const frame = frameOf(controls, measures.context);
    if (frame === -1) return [];
    const at = graph * controls.frames.length + frame;
    const chance = chanceOf(controls.shownEnergy, at);
    if (chance.kind === 'undefined') return [];
    const standing = chance.kind === 'closer' ? 'already closer than chance' : 'not closer than chance';
    return [`${name} has an energy of ${two(controls.shownEnergy.observed[at]!)} in its own ${where}: ${standing}.`];
  };
  return [...line(embedding, 'The embedding layer'), ...line(shuffled, 'The order-shuffled recording')];
}

function frameDoubts({ missing, between, context, capturedVariance, graphs }: CursorMeasures): readonly string[] {
  const words = missing.length === 1 ? '1 word does' : `${missing.length} words do`;
  return [
    ...(missing.length > 0 && graphs.length > 0 ? [`${words} not occur in the window and ${missing.length === 1 ? 'is' : 'are'} left out.`] : []),
    ...(between ? [`The figures are those of the recorded context of ${context} tokens, the last before the cursor.`] : []),
    ...(capturedVariance < 0.5 ? [`The shown components hold ${two(capturedVariance)} of the variance that as many of the frame's own would.`] : []),
  ];
}
