/**
 * What the frame on screen shows and how far to trust it: one sentence in everyday words, the exact terms behind it, and the
 * doubts. Verdicts are those of verdict.ts; what is not known is said to be not known; nothing is called learnt.
 */
import { undirectedEdges } from '../../core/geometry/graph.ts';
import type { AveragedTokens, AveragingBand, LayerNulls, NullTable } from '../../core/nulls/types.ts';
import type { RecordingGraph } from '../../core/recording/types.ts';
import type { AssignmentsResult, NullsResult } from '../evidence/nulls.ts';
import type { EvidenceState } from '../evidence/evidenceStore.ts';
import { contextGraphIndex } from '../graphs/preparedGraphs.ts';
import type { PanelResult } from '../panels/analysisStore.ts';
import type { Slot } from '../panels/slots.ts';
import { behaviourIn } from './behaviour.ts';
import { cursorMeasures } from './cursorMeasures.ts';
import { findingDoubts, frameDoubts } from './findingDoubts.ts';
import { type CompanionNulls, type FindingInput, frameOf } from './findingInput.ts';
import { allOf, componentsName, pText, rangeText, two } from './findingWords.ts';
import { knownOrder, orderLine } from './knownOrder.ts';
import { pairSentences } from './pairHolding.ts';
import { plainSentence, plainVerdict, type PlainVerdict, type Situation } from './plainVerdict.ts';
import type { FramePosition } from './projection.ts';
import { bandsOf, nullsOf, sameView } from './viewEvidence.ts';
import { type Behaviour, type PerSpace, type Relabelled, SPACES, type Space, type Verdict, verdicts } from './verdict.ts';

export interface Finding {
  /** The verdict in a few everyday words, and how the frame stands to each null. */
  readonly plain: PlainVerdict;
  /** What the frame shows, in everyday words. */
  readonly line: string;
  /** The same in exact terms, a sentence each: every test with its figures, which pair holds which graph, the averaging nulls. */
  readonly terms: readonly string[];
  /** What speaks against making more of it, one sentence each; may be empty while the nulls are on their way. */
  readonly doubts: readonly string[];
  /** Null while nothing has been drawn, and where there is no graph. */
  readonly verdict: Verdict | null;
  /** False while evidence for this very view is still missing. */
  readonly complete: boolean;
}

export function findingOf(input: FindingInput): Finding {
  const { metadata, measures, nulls } = input;
  const g = contextGraphIndex(metadata);
  const when = `At ${measures.context} tokens`;
  const without = (situation: Situation): PlainVerdict => ({ situation, sentence: plainSentence(situation, metadata), chips: [] });
  const graph = measures.graphs[g];
  if (graph === undefined) {
    const line = `${when} there is nothing to hold the picture against: the recording names no graph of its context.`;
    return { plain: without('no graph'), line, terms: [], doubts: [], verdict: null, complete: true };
  }
  const frame = nulls === null ? -1 : frameOf(nulls, measures.context);
  if (nulls === null || frame === -1) {
    const energy = Number.isFinite(graph.shownEnergy)
      ? `the normalised energy along ${graph.title} in ${componentsName(input.axes)} is ${two(graph.shownEnergy)} (1 = neighbours no closer than any pair)`
      : `too few words occur to tell how they lie along ${graph.title}`;
    return { plain: without('waiting'), line: `${when} ${energy}; what chance would give has not been drawn yet.`, terms: [], doubts: frameDoubts(measures), verdict: null, complete: false };
  }
  const at = g * nulls.frames.length + frame;
  const verdict = verdicts({
    nulls,
    graph: g,
    bands: input.bands,
    others: (input.assignments ?? []).map(({ nulls: other, graphs }): Relabelled => ({ nulls: other, graph: graphs[g] ?? -1 })),
    shuffled: input.shuffled === null ? null : { nulls: input.shuffled.nulls, graph: input.shuffled.graphs[g] ?? -1 },
    familiar: knownOrder(metadata)?.walked ?? false,
  })(frame, input.behaviour);
  const told = verdict.level !== 'undefined';
  return {
    plain: plainVerdict(input, nulls, at, verdict),
    line: [`${when} ${lineOf(verdict, input, graph.title)}`, ...orderLine(input)].join(' '),
    terms: told ? [...testSentences(input, nulls, at, verdict), ...pairSentences(input, nulls, g), ...averagingSentences(input, g), ...behaviourSentence(input.behaviour)] : [],
    doubts: findingDoubts(input, nulls, at, verdict),
    verdict,
    complete: input.bands !== null || metadata.windows === 'fixed',
  };
}

// The line: everyday words.

function lineOf(verdict: Verdict, input: FindingInput, title: string): string {
  const { level, relabelling, assignments } = verdict;
  const where = whereClause(SPACES.filter((space) => relabelling[space].direction === (level === 'further' ? 'further' : 'closer')), input.axes);
  const sets = assignments === 1 ? ', in one set of words' : '';
  switch (level) {
    case 'undefined':
      return `too few words occur to tell how they lie along ${title}.`;
    case 'none':
      return `the words lie no closer along ${title} than chance puts them${behaviourTail(input.behaviour, ', while', ', and')}.`;
    case 'further':
      return `neighbours on ${title} lie further apart than chance puts them${where}${sets}${behaviourTail(input.behaviour, ', while', ', and')}.`;
    case 'single':
      return `the words lie closer along ${title} than chance puts them${where}${sets || `, but not in ${allOf(assignments)} sets of words`}${averagingTail(verdict)}${behaviourTail(input.behaviour, ', and', ', but')}.`;
    case 'pooled':
    case 'strong':
      return `in ${allOf(assignments)} sets of words they lie closer along ${title} than chance puts them${where}${averagingTail(verdict)}${behaviourTail(input.behaviour, ', and', ', but')}.`;
  }
}

/** Nothing where both spaces agree: the plain case needs no qualification. */
function whereClause(spaces: readonly Space[], axes: readonly number[]): string {
  if (spaces.length !== 1) return '';
  return spaces[0] === 'shown' ? ` in ${componentsName(axes)}, though not in all dimensions` : ` in all dimensions, though not in ${componentsName(axes)}`;
}

function averagingTail({ beyond }: Verdict): string {
  const anywhere = (found: PerSpace<boolean> | null) => found !== null && SPACES.some((space) => found[space]);
  if (beyond.previous === null) return '';
  if (!anywhere(beyond.previous)) return ', no more than mixing each with the word before gives';
  if (beyond.lags === null || anywhere(beyond.lags)) return ', more than mixing with the words before gives';
  return ', more than mixing each with the word before gives (a mix of the last eight gives as much)';
}

function behaviourTail(behaviour: Behaviour | null, follows: string, not: string): string {
  if (behaviour === null) return '';
  const figures = `accuracy ${two(behaviour.accuracy)}, word counts alone ${two(behaviour.unigram)}`;
  return behaviour.follows ? `${follows} the model follows the graph (${figures})` : `${not} the model does not follow the graph (${figures})`;
}

// The exact terms.

/** Energies in both spaces against relabelling, and the energy of the picture's basis where that is another one. */
function testSentences({ axes, measures, ownBasis }: FindingInput, nulls: LayerNulls, at: number, { relabelling, assignments }: Verdict): readonly string[] {
  const where = (space: Space) => (space === 'shown' ? `In ${componentsName(axes)} of the context's own PCA` : 'In all dimensions');
  const pictured = measures.graphs[Math.floor(at / nulls.frames.length)]!.shownEnergy;
  return [
    ...SPACES.flatMap((space) => {
      const table: NullTable = space === 'shown' ? nulls.shownEnergy : nulls.energy;
      const { direction, p, pooled, adjusted } = relabelling[space];
      if (direction === 'undefined') return [];
      const range = `${two(table.observed[at]!)}, relabelled ${rangeText(table.low[at]!, table.high[at]!)}`;
      const chances = [`p = ${pText(p)}`, ...(assignments > 1 ? [`${pText(pooled)} over ${assignments} assignments of words`] : []), `${pText(adjusted)} ${direction === 'further' ? 'towards further apart ' : ''}corrected over all contexts`];
      return [`${where(space)} the energy is ${range} (${chances.join(', ')}).`];
    }),
    ...(ownBasis || !Number.isFinite(pictured) ? [] : [`In the basis of the picture it is ${two(pictured)}, which no verdict rests on.`]),
  ];
}

const MIXED: Readonly<Record<AveragedTokens, string>> = { previous: 'Averaging with the previous word', lags: 'Averaging the last eight words' };

/** Every averaging null with its fitted weights, its energy and its share of the slowest mode, by source of the word vectors. */
function averagingSentences({ bands, measures, axes }: FindingInput, graph: number): readonly string[] {
  const frame = bands === null ? -1 : frameOf(bands, measures.context);
  if (bands === null || frame === -1) return [];
  const at = graph * bands.frames.length + frame;
  return (['previous', 'lags'] as const).flatMap((tokens) => {
    const nulls = bands.nulls.filter((band) => band.tokens === tokens && band.shownEnergy.draws[at]! > 0);
    const first = nulls[0];
    const spectrum = first?.spectra[frame]?.[graph] ?? null;
    if (first === undefined || spectrum === null) return [];
    const ranges = (of: (band: AveragingBand) => readonly [number, number]) => nulls.map((band) => rangeText(...of(band))).join(' or ');
    const vectors = nulls.map((band) => band.vectors).join(' or ');
    const energies = ranges((band) => [band.shownEnergy.low[at]!, band.shownEnergy.high[at]!]);
    // A draw is looked at where it holds the graph best, which is named where it is elsewhere.
    const block = axes.map((_, k) => first.block[at]! * axes.length + k);
    const place = block.every((axis) => axes.includes(axis)) ? '' : ` (in its best components, mostly ${componentsName(block)})`;
    const share = (mode: number) => ranges((band) => [band.spectra[frame]![graph]!.low[mode]!, band.spectra[frame]![graph]!.high[mode]!]);
    const rough = spectrum.share.length - 1;
    return [
      `${MIXED[tokens]}, ${vectors} word vectors (${weightsText(first, frame)}): energy in ${componentsName(axes)} ${two(first.shownEnergy.observed[at]!)} against ${energies}${place}; ` +
        `slowest mode ${two(spectrum.share[0]!)} of the variance against ${share(0)}${rough === 0 ? '' : `, roughest ${two(spectrum.share[rough]!)} against ${share(rough)}`}.`,
    ];
  });
}

function weightsText({ tokens, weights, lags }: AveragingBand, frame: number): string {
  const mine = [...weights.subarray(frame * lags, (frame + 1) * lags)];
  return tokens === 'previous' ? `weight ${two(mine[1]!)}, fitted to the energy in all dimensions` : `weights ${mine.map(two).join(' ')}, own word first, fitted to the spectrum`;
}

function behaviourSentence(behaviour: Behaviour | null): readonly string[] {
  if (behaviour === null) return [];
  const { accuracy, unigram, bigram, chance } = behaviour;
  return [`Accuracy in the window is ${two(accuracy)}; word counts alone give ${two(unigram)}, recall of the successors seen ${two(bigram)}${chance === null ? '' : `, chance ${two(chance)}`}.`];
}

// From the slots of the page.

export type FindingEvidence = Pick<EvidenceState, 'nulls' | 'averagingBand' | 'assignments' | 'embedding' | 'shuffled' | 'baselines'>;

/** The graph of the same id in another recording, else one of the same edges: the calendar may be walked there and a reference here. */
function companion(value: NullsResult, result: PanelResult): CompanionNulls {
  const key = ({ edges }: Pick<RecordingGraph, 'edges'>): string => undirectedEdges(edges).map((edge) => edge.join('-')).sort().join();
  const keys = value.graphs.map(key);
  const graphs = result.info.metadata.graphs.map((graph) => {
    const named = value.graphs.findIndex(({ id }) => id === graph.id);
    return named === -1 ? keys.indexOf(key(graph)) : named;
  });
  return { nulls: value.nulls, graphs };
}

/** Embedding layer or shuffled recording under the shown view; null while there is none or it is that of another view. */
function companionOf({ status, value }: Slot<NullsResult>, result: PanelResult, axes: readonly number[], layer: number): CompanionNulls | null {
  if (status !== 'ready' || value === null || !sameView(result.analysis.settings, value.nulls.settings, axes, layer)) return null;
  return companion(value, result);
}

/** Other assignments of words; null while they are on their way, empty where there are none. */
function assignmentsOf({ status, value }: Slot<AssignmentsResult>, result: PanelResult, axes: readonly number[]): readonly CompanionNulls[] | null {
  if (status === 'absent') return [];
  if (status !== 'ready' || value === null || value.recordingId !== result.recordingId) return null;
  const { settings } = result.analysis;
  return value.others.every(({ nulls }) => sameView(settings, nulls.settings, axes)) ? value.others.map((other) => companion(other, result)) : null;
}

const settled = ({ status }: Slot<unknown>): boolean => status !== 'loading' && status !== 'idle';

/** @param axes shown components, 0-based: two in the plane, three in space, as the panel shows them */
export function focusFinding(result: PanelResult, position: FramePosition, axes: readonly number[], evidence: FindingEvidence): Finding {
  const { info } = result;
  const { metadata } = info;
  const { embedding, shuffled, assignments, baselines } = evidence;
  const { layer } = result.analysis.settings;
  const measures = cursorMeasures(result, position, axes);
  const memory = baselines.status === 'ready' && baselines.value?.recordingId === result.recordingId ? baselines.value.baselines : null;
  const finding = findingOf({
    metadata,
    measures,
    axes,
    ownBasis: result.analysis.settings.basis.kind === 'raw',
    nulls: nullsOf(evidence.nulls, result, axes),
    bands: bandsOf(evidence.averagingBand, result, axes),
    assignments: assignmentsOf(assignments, result, axes),
    behaviour: memory === null ? null : behaviourIn(info, memory, measures.window.start, measures.window.end),
    embedding: embedding.value?.recordingId === result.recordingId ? companionOf(embedding, result, axes, 0) : null,
    shuffled: companionOf(shuffled, result, axes, layer),
    waiting: [...(settled(shuffled) ? [] : ['order' as const]), ...(settled(embedding) ? [] : ['embedding' as const]), ...(settled(assignments) && settled(baselines) ? [] : ['others' as const])],
    absent: [embedding, shuffled].flatMap(({ status, note }) => (status === 'absent' && note !== null ? [note] : [])),
  });
  return { ...finding, complete: finding.complete && [embedding, shuffled, assignments, baselines].every(settled) };
}
