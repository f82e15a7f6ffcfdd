/**
 * What the frame on screen shows and how far to trust it, in plain sentences made from the figures alone. Each null is named with whether it is
 * beaten; what is not known is said to be not known; nothing is called learnt.
 */
import type { AnalysisSettings } from '../../core/analysis/settings.ts';
import type { LayerNulls, AveragingBand, NullTable } from '../../core/nulls/types.ts';
import type { RecordingMetadata, WindowKind } from '../../core/recording/types.ts';
import type { EvidenceState } from '../evidence/evidenceStore.ts';
import { contextGraphIndex } from '../graphs/preparedGraphs.ts';
import type { PanelResult } from '../panels/analysisStore.ts';
import { type CursorMeasures, cursorMeasures } from './cursorMeasures.ts';
import type { FramePosition } from './projection.ts';
import { type NullsResult } from '../evidence/nulls.ts';
import type { BandResult } from '../evidence/averaging.ts';
import type { Slot } from '../panels/slots.ts';

/** A null that the energy is held against. `beaten`: the words lie closer along the graph than 95 % of its draws. */
export interface NullVerdict {
  readonly name: 'relabelling' | 'relabelling in full d' | 'same-degree graphs' | 'averaging null' | 'averaging null in full d';
  readonly beaten: boolean;
  /** How likely chance is, of relabellings that are not beaten. */
  readonly p?: string;
}

export interface Finding {
  /**
   * A few sentences: the frame, the energy in the shown components against relabelling and against the averaging null there and
   * in full d, and which graph's modes the shown components hold.
   */
  readonly sentence: string;
  /** What speaks against making more of it, one sentence each; may be empty while the nulls are on their way. */
  readonly doubts: readonly string[];
  /** Nulls that were drawn for this frame; empty while none is. */
  readonly verdicts: readonly NullVerdict[];
  /** False while evidence for this very view is still missing. */
  readonly complete: boolean;
}

export interface FindingInput {
  readonly metadata: RecordingMetadata;
  /** The figures of the frame shown. */
  readonly measures: CursorMeasures;
  /** Shown components, 0-based. */
  readonly axes: readonly number[];
  /** Controls of this very view, or null. */
  readonly nulls: LayerNulls | null;
  /** The draws of averaging only for this very view, or null. */
  readonly band: AveragingBand | null;
  /** Controls of the embedding layer and of the shuffled recording, where they are known. */
  readonly embedding: CompanionNulls | null;
  readonly shuffled: CompanionNulls | null;
  /** Why there is no embedding layer or shuffled recording to compare with, in sentences. */
  readonly absent: readonly string[];
}

/** Other controls to hold these against. */
export interface CompanionNulls {
  readonly nulls: LayerNulls;
  /** By this recording's graphs: the index there of the graph with the same id, -1 where it has none such. */
  readonly graphs: readonly number[];
}

/** Index of the frame that ends at this context; -1 where there is none. */
function frameOf({ frames }: Pick<LayerNulls, 'frames'>, context: number): number {
  return frames.findIndex((frame) => frame.context === context);
}

/** How a finding writes figures and components. */
export const two = (value: number): string => value.toFixed(2);

/** "PC 1-2", "PC 1, 3 and 4": 1-based, for the reader. */
export function componentsName(axes: readonly number[]): string {
  const sorted = axes.map((axis) => axis + 1).sort((a, b) => a - b);
  const run = sorted.every((pc, i) => i === 0 || pc === sorted[i - 1]! + 1);
  if (run && sorted.length > 1) return `PC ${sorted[0]}-${sorted.at(-1)}`;
  return `PC ${sorted.length > 1 ? `${sorted.slice(0, -1).join(', ')} and ` : ''}${sorted.at(-1)}`;
}

/** "0.08 to 0.12", or "0.75" where both ends read the same. */
export function rangeText(low: number, high: number): string {
  return two(low) === two(high) ? two(low) : `${two(low)} to ${two(high)}`;
}

// An observed energy beside its relabelling null, as a finding speaks of it.

/** One-sided level on either side at which a frame is said to differ from chance. */
const CHANCE_LEVEL = 0.05;

export type Chance =
  /** `beaten` of `draws` relabellings lie strictly on the other side. */
  | { readonly kind: 'closer' | 'further'; readonly beaten: number; readonly draws: number }
  | { readonly kind: 'chance'; readonly p: string }
  | { readonly kind: 'undefined' };

/** Two digits; exact, since no p is below 1 / (1 + draws). */
export function pText(p: number): string {
  return p.toPrecision(2);
}

/** @param table energies, of which the small ones are close to the graph */
export function chanceOf(table: NullTable, at: number): Chance {
  const p = table.p[at]!;
  const pAbove = table.pAbove[at]!;
  const draws = table.draws[at]!;
  if (!Number.isFinite(p) || !Number.isFinite(pAbove) || draws === 0) return { kind: 'undefined' };
  if (p <= CHANCE_LEVEL) return { kind: 'closer', beaten: draws - table.atMost[at]!, draws };
  if (pAbove <= CHANCE_LEVEL) return { kind: 'further', beaten: draws - Math.round(pAbove * (1 + draws) - 1), draws };
  return { kind: 'chance', p: pText(p) };
}

// The frame against many draws of averaging only: in the shown components and in all dimensions.

/** One energy beside the draws. `within`: neither 95 % of them are further apart nor 95 % closer. */
export interface AveragingStanding {
  readonly chance: Chance;
  readonly observed: number;
  readonly low: number;
  readonly high: number;
  readonly draws: number;
}

export interface AveragingStandings {
  readonly shown: AveragingStanding;
  readonly full: AveragingStanding;
}

/** Null where the band has no such frame. */
function averagingStandings(band: AveragingBand | null, graph: number, context: number): AveragingStandings | null {
  const frame = band === null ? -1 : frameOf(band, context);
  if (band === null || frame === -1) return null;
  const at = graph * band.frames.length + frame;
  const of = (table: NullTable): AveragingStanding => {
    const [observed, low, high] = [table.observed[at]!, table.low[at]!, table.high[at]!];
    const known = [observed, low, high].every(Number.isFinite);
    return { chance: known ? chanceOf(table, at) : { kind: 'undefined' }, observed, low, high, draws: table.draws[at]! };
  };
  return { shown: of(band.shownEnergy), full: of(band.energy) };
}

/** "They lie within the 5-95 % band of 199 draws of averaging only (...); in all dimensions the null lies closer in 199 of 199 (...)." */
function averagingSentence({ shown, full }: AveragingStandings): readonly string[] {
  if (shown.chance.kind === 'undefined') return [];
  return [`${shownClause(shown)}${full.chance.kind === 'undefined' ? '' : `; ${bandInFullClause(full)}`}.`];
}

function shownClause({ chance, observed, low, high, draws }: AveragingStanding): string {
  const against = `energy ${two(observed)} against ${rangeText(low, high)}`;
  if (chance.kind === 'closer') return `They lie closer than in ${chance.beaten} of ${chance.draws} draws of averaging only (${against})`;
  if (chance.kind === 'further') return `They lie further apart than in ${chance.beaten} of ${chance.draws} draws of averaging only (${against})`;
  return `They lie within the 5-95 % band of ${draws} draws of averaging only (${against})`;
}

function bandInFullClause({ chance, observed, low, high }: AveragingStanding): string {
  const against = `${two(observed)} against ${rangeText(low, high)}`;
  if (chance.kind === 'closer') return `in all dimensions too they lie closer than in ${chance.beaten} of ${chance.draws} (${against})`;
  if (chance.kind === 'further') return `in all dimensions the null lies closer in ${chance.beaten} of ${chance.draws} (${against})`;
  return `in all dimensions they lie within its band (${against})`;
}

function averagingVerdicts({ shown, full }: AveragingStandings): readonly NullVerdict[] {
  const verdict = (name: NullVerdict['name'], { chance }: AveragingStanding): readonly NullVerdict[] =>
    chance.kind === 'undefined' ? [] : [{ name, beaten: chance.kind === 'closer' }];
  return [...verdict('averaging null', shown), ...verdict('averaging null in full d', full)];
}

export interface PairFit {
  readonly r2: number;
  /** 95 % quantile under relabelling. */
  readonly high: number;
  readonly p: number;
}

type Pair = readonly [number, number];

/** R2 of one compared pair with one graph at a context; null where it is not defined. */
function pairFit(nulls: LayerNulls, graph: number, context: number, pair: Pair): PairFit | null {
  const frame = frameOf(nulls, context);
  const index = nulls.pairs.pairs.findIndex(([a, b]) => a === pair[0] && b === pair[1]);
  if (frame === -1 || index === -1 || graph === -1) return null;
  const at = (index * nulls.graphs + graph) * nulls.frames.length + frame;
  const fit = { r2: nulls.pairs.r2[at]!, high: nulls.pairs.high[at]!, p: nulls.pairs.p[at]! };
  return Number.isFinite(fit.r2) && Number.isFinite(fit.high) ? fit : null;
}

/** The fit if no more than CHANCE_LEVEL of the relabellings have as much. */
const beyond = (fit: PairFit | null): PairFit | null => (fit !== null && fit.p <= CHANCE_LEVEL ? fit : null);

/**
 * The clause on the graph of the walk ("PC 1-2 hold 0.93 of its two slowest modes (...)"), and a sentence each for the
 * reference graphs that a shown pair holds beyond chance, for a pair out of sight that holds the walk's graph where no
 * shown one does, and for another graph that the pair held earlier.
 */
function modesFindings(input: FindingInput, nulls: LayerNulls, own: number): { readonly clause: string; readonly sentences: readonly string[] } {
  const { context, graphs } = input.measures;
  const compared = nulls.pairs.pairs;
  const shown = compared.filter((pair) => pair.every((axis) => input.axes.includes(axis)));
  const title = (graph: number): string => graphs[graph]!.title;
  const held = (pair: Pair, graph: number, fit: PairFit, of: string, name = componentsName(pair)): string =>
    `${name} hold ${two(fit.r2)} of ${of} (${givenText(input, pair, graph, fit)})`;

  const clauses = shown.flatMap((pair) => {
    const fit = pairFit(nulls, own, context, pair);
    if (fit === null) return [];
    if (beyond(fit) !== null) return [held(pair, own, fit, 'its two slowest modes')];
    return [`${componentsName(pair)} hold ${two(fit.r2)} of its two slowest modes, no more than relabellings may (up to ${two(fit.high)})`];
  });
  const references = shown.flatMap((pair) =>
    graphs.flatMap((_, graph) => {
      const fit = graph === own ? null : beyond(pairFit(nulls, graph, context, pair));
      return fit === null ? [] : [`${held(pair, graph, fit, `the two slowest modes of ${title(graph)}`)}.`];
    }),
  );
  const seen = shown.some((pair) => beyond(pairFit(nulls, own, context, pair)) !== null);
  const hidden = compared.filter((pair) => !seen && !shown.includes(pair)).flatMap((pair) => {
    const fit = beyond(pairFit(nulls, own, context, pair));
    return fit === null ? [] : [`${held(pair, own, fit, `those of ${title(own)}`, `Out of sight, ${componentsName(pair)}`)}.`];
  });
  return { clause: clauses.join('; '), sentences: [...references, ...hidden.slice(0, 1), ...shown.flatMap((pair) => earlierHolder(nulls, context, pair, title))] };
}

/** What else gives of the same modes: relabelling, the averaging null, the embedding layer, the shuffled recording. */
function givenText({ measures, band, embedding, shuffled }: FindingInput, pair: Pair, graph: number, fit: PairFit): string {
  const other = (companion: CompanionNulls | null, name: string): readonly string[] => {
    const there = companion === null ? null : pairFit(companion.nulls, companion.graphs[graph] ?? -1, measures.context, pair);
    return there === null ? [] : [`${name} ${two(there.r2)}`];
  };
  const averaging = [];
  const index = band?.pairs.findIndex(([a, b]) => a === pair[0] && b === pair[1]) ?? -1;
  if (band !== null && index !== -1) {
    const at = (index * band.graphs + graph) * band.frames.length + frameOf(band, measures.context);
    const [low, high] = [band.r2.low[at], band.r2.high[at]];
    if (low !== undefined && high !== undefined && Number.isFinite(low)) averaging.push(`averaging only ${rangeText(low, high)}`);
  }
  return [`relabelled up to ${two(fit.high)}`, ...averaging, ...other(embedding, 'embedding layer'), ...other(shuffled, 'shuffled recording')].join(', ');
}

/** Another graph must have had this much of the pair, beyond chance and more than now, for its place to have been taken. */
const HELD = 0.4;

/** Of earlier frames with as many words: that in which another graph than now had most of the pair. */
function earlierHolder(nulls: LayerNulls, context: number, pair: Pair, title: (graph: number) => string): readonly string[] {
  const graphs = [...Array(nulls.graphs).keys()];
  const best = (at: number): { readonly graph: number; readonly fit: PairFit } | null => {
    const fits = graphs.flatMap((graph) => {
      const fit = beyond(pairFit(nulls, graph, at, pair));
      return fit !== null && fit.r2 >= HELD ? [{ graph, fit }] : [];
    });
    return fits.reduce<{ graph: number; fit: PairFit } | null>((most, one) => (most === null || one.fit.r2 > most.fit.r2 ? one : most), null);
  };
  const now = best(context);
  const frame = frameOf(nulls, context);
  if (now === null || frame === -1) return [];
  let most: { readonly graph: number; readonly fit: PairFit; readonly context: number } | null = null;
  for (const [f, { context: earlier }] of nulls.frames.slice(0, frame).entries()) {
    const then = nulls.present[f] === nulls.present[frame] ? best(earlier) : null;
    if (then === null || then.graph === now.graph || (most !== null && then.fit.r2 <= most.fit.r2)) continue;
    const left = pairFit(nulls, then.graph, context, pair);
    // A graph that is still held has not given way, whatever holds a little more.
    if (left !== null && left.r2 < HELD) most = { ...then, context: earlier };
  }
  return most === null ? [] : [`At ${most.context} tokens ${componentsName(pair)} held ${two(most.fit.r2)} of ${title(most.graph)} instead.`];
}

export interface FindingFrame {
  readonly nulls: LayerNulls;
  /** Index of the context graph. */
  readonly graph: number;
  /** Cell of that graph and the frame in [G, F]. */
  readonly at: number;
  /** The shown energy against relabelling. */
  readonly shown: Chance;
  readonly averaging: AveragingStandings | null;
}

function findingDoubts(input: FindingInput, frame: FindingFrame): readonly string[] {
  const { measures } = input;
  const { nulls, graph, at, shown } = frame;
  return [
    ...relabellingDoubt(nulls, at),
    ...fullDoubt(shown, chanceOf(nulls.energy, at)),
    ...degreeDoubt(nulls, at, shown, measures.graphs[graph]!.shownEnergy),
    ...averagingDoubt(shown, frame.averaging, input.metadata.windows),
    ...closerGraphs(measures, graph),
    ...companionDoubts(input, graph),
    ...frameDoubts(measures),
    ...(shown.kind === 'closer' ? ['This is one frame of one recording: see whether replicates and other contexts agree.'] : []),
  ];
}

/** Few words have few relabellings that differ, and p cannot be smaller than one of them. */
function relabellingDoubt({ distinct, present, frames }: LayerNulls, at: number): readonly string[] {
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

function degreeDoubt(nulls: LayerNulls, at: number, shown: Chance, energy: number): readonly string[] {
  const low = nulls.shownRewired.low[at]!;
  if (shown.kind !== 'closer' || !Number.isFinite(low) || !Number.isFinite(energy) || energy < low) return [];
  return ['Random graphs with the same degrees fit as well: it need not be this graph.'];
}

function averagingDoubt(shown: Chance, averaging: AveragingStandings | null, windows: WindowKind | undefined): readonly string[] {
  if (shown.kind === 'undefined') return [];
  if (windows === 'fixed') return ['What mixing neighbouring words alone would give cannot be drawn: the file does not say which tokens its windows hold.'];
  if (averaging === null) return ['Averaging only has not been drawn yet.'];
  if (shown.kind !== 'closer' || averaging.shown.chance.kind === 'closer' || averaging.shown.chance.kind === 'undefined') return [];
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
  const line = (companion: CompanionNulls | null, name: string): readonly string[] => {
    const graph = companion?.graphs[own] ?? -1;
    if (companion === null || graph === -1) return [];
    const { nulls } = companion;
    const frame = frameOf(nulls, measures.context);
    if (frame === -1) return [];
    const at = graph * nulls.frames.length + frame;
    const chance = chanceOf(nulls.shownEnergy, at);
    if (chance.kind === 'undefined') return [];
    const standing = chance.kind === 'closer' ? 'already closer than chance' : 'not closer than chance';
    const full = nulls.energy.observed[at]!;
    return [
      `${name} has an energy of ${two(nulls.shownEnergy.observed[at]!)} in its own ${componentsName(axes)}: ${standing}${Number.isFinite(full) ? `; ${two(full)} in all dimensions` : ''}.`,
    ];
  };
  return [...line(embedding, 'The embedding layer'), ...line(shuffled, 'The order-shuffled recording'), ...absent];
}

function frameDoubts({ missing, between, context, capturedVariance, graphs }: CursorMeasures): readonly string[] {
  const words = missing.length === 1 ? '1 word does' : `${missing.length} words do`;
  return [
    ...(missing.length > 0 && graphs.length > 0 ? [`${words} not occur in the window and ${missing.length === 1 ? 'is' : 'are'} left out.`] : []),
    ...(between ? [`The figures are those of the recorded context of ${context} tokens, the last before the cursor.`] : []),
    ...(capturedVariance < 0.5 ? [`The shown components hold ${two(capturedVariance)} of the variance that as many of the frame's own would.`] : []),
  ];
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

/** A picture that beats chance while the whole space does not is said in the same breath. */
function fullClause(shown: Chance, full: Chance): string {
  return shown.kind === 'closer' && full.kind === 'chance' ? `, but in all dimensions no closer than relabelled ones do (p = ${full.p})` : '';
}

export function findingOf(input: FindingInput): Finding {
  const { metadata, measures, axes, nulls } = input;
  const g = contextGraphIndex(metadata);
  const when = `At ${measures.context} tokens`;
  const graph = measures.graphs[g];
  if (graph === undefined) {
    return { sentence: `${when} there is nothing to hold the picture against: the recording names no graph of its context.`, doubts: [], verdicts: [], complete: true };
  }
  const where = componentsName(axes);
  const frame = nulls === null ? -1 : frameOf(nulls, measures.context);
  const averaging = averagingStandings(input.band, g, measures.context);
  if (nulls === null || frame === -1) {
    const energy = Number.isFinite(graph.shownEnergy)
      ? `the normalised energy along ${graph.title} in ${where} is ${two(graph.shownEnergy)} (1 = neighbours no closer than any pair)`
      : `too few words occur to tell how they lie along ${graph.title}`;
    return { sentence: `${when} ${energy}; what chance would give has not been drawn yet.`, doubts: frameDoubts(measures), verdicts: [], complete: false };
  }
  const at = g * nulls.frames.length + frame;
  const shown = chanceOf(nulls.shownEnergy, at);
  const full = chanceOf(nulls.energy, at);
  const { clause, sentences } = modesFindings(input, nulls, g);
  const first = `${when} ${energyClause(shown, where, graph.title)}${fullClause(shown, full)}${shown.kind === 'undefined' || clause === '' ? '' : `; ${clause}`}.`;
  const more = shown.kind === 'undefined' ? [] : [...sentences, ...(averaging === null ? [] : averagingSentence(averaging))];
  return {
    sentence: [first, ...more].join(' '),
    doubts: findingDoubts(input, { nulls, graph: g, at, shown, averaging }),
    verdicts: verdictsOf(nulls, at, shown, full, graph.shownEnergy, averaging),
    complete: averaging !== null || metadata.windows === 'fixed',
  };
}

/** Each on its own, for a picture may beat chance where the whole space hardly does. */
function relabellingVerdict(name: NullVerdict['name'], chance: Chance): readonly NullVerdict[] {
  if (chance.kind === 'undefined') return [];
  return [{ name, beaten: chance.kind === 'closer', ...(chance.kind === 'chance' && { p: chance.p }) }];
}

function verdictsOf(nulls: LayerNulls, at: number, shown: Chance, full: Chance, energy: number, averaging: AveragingStandings | null): readonly NullVerdict[] {
  const verdicts = [...relabellingVerdict('relabelling', shown), ...relabellingVerdict('relabelling in full d', full)];
  const rewired = nulls.shownRewired.low[at]!;
  if (Number.isFinite(rewired) && Number.isFinite(energy)) verdicts.push({ name: 'same-degree graphs', beaten: energy < rewired });
  return averaging === null ? verdicts : [...verdicts, ...averagingVerdicts(averaging)];
}

export type FindingEvidence = Pick<EvidenceState, 'nulls' | 'averagingBand' | 'embedding' | 'shuffled'>;

/** The shown axes are compared apart: outside the aligned basis an analysis serves any of them. */
function sameView(a: AnalysisSettings, b: AnalysisSettings, axes: readonly number[], layer = a.layer): boolean {
  const of = ({ window, weighting, basis }: AnalysisSettings) => JSON.stringify([window, weighting, basis]);
  return b.layer === layer && of(a) === of(b) && b.axes.length === axes.length && b.axes.every((axis, i) => axis === axes[i]);
}

/** The controls of the shown layer and view, or null; a slot may hold those of an earlier request. */
export function nullsOf(slot: Slot<NullsResult>, result: PanelResult, axes: readonly number[]): LayerNulls | null {
  const { value, status } = slot;
  if (status !== 'ready' || value === null || value.recordingId !== result.recordingId) return null;
  return sameView(result.analysis.settings, value.nulls.settings, axes) ? value.nulls : null;
}

/** The draws of averaging only for the shown layer and view, or null. */
export function bandOf({ status, value }: Slot<BandResult>, result: PanelResult, axes: readonly number[]): AveragingBand | null {
  if (status !== 'ready' || value === null || value.recordingId !== result.recordingId) return null;
  return sameView(result.analysis.settings, value.band.settings, axes) ? value.band : null;
}

/** Embedding layer or shuffled recording under the shown view; null while there is none or it is that of another view. */
function companionOf({ status, value }: Slot<NullsResult>, result: PanelResult, axes: readonly number[], layer: number): CompanionNulls | null {
  if (status !== 'ready' || value === null || !sameView(result.analysis.settings, value.nulls.settings, axes, layer)) return null;
  return { nulls: value.nulls, graphs: result.info.metadata.graphs.map(({ id }) => value.graphs.findIndex((graph) => graph.id === id)) };
}

const settled = ({ status }: Slot<unknown>): boolean => status !== 'loading' && status !== 'idle';

/** @param axes shown components, 0-based: two in the plane, three in space, as the panel shows them */
export function focusFinding(result: PanelResult, position: FramePosition, axes: readonly number[], evidence: FindingEvidence): Finding {
  const { metadata } = result.info;
  const { embedding, shuffled } = evidence;
  const { layer } = result.analysis.settings;
  const finding = findingOf({
    metadata,
    measures: cursorMeasures(result, position, axes),
    axes,
    nulls: nullsOf(evidence.nulls, result, axes),
    band: bandOf(evidence.averagingBand, result, axes),
    embedding: embedding.value?.recordingId === result.recordingId ? companionOf(embedding, result, axes, 0) : null,
    shuffled: companionOf(shuffled, result, axes, layer),
    absent: [embedding, shuffled].flatMap(({ status, note }) => (status === 'absent' && note !== null ? [note] : [])),
  });
  return { ...finding, complete: finding.complete && settled(embedding) && settled(shuffled) };
}
