/** What words bring with them: an order of their own, how it lies to the graph of the walk, and what became of it. */
import { neighbourLists, undirectedEdges } from '../../core/geometry/graph.ts';
import { type WordOrder, wordOrder } from '../../core/geometry/wordOrder.ts';
import type { LayerNulls } from '../../core/nulls/types.ts';
import type { Edge, RecordingMetadata } from '../../core/recording/types.ts';
import { contextGraphIndex } from '../graphs/preparedGraphs.ts';
import { type CompanionNulls, type FindingInput, frameOf } from './findingInput.ts';
import { two } from './findingWords.ts';

export interface KnownOrder {
  readonly order: WordOrder;
  /** Index of the recording's graph that is this order; -1 where it has none such. */
  readonly graph: number;
  /** The walk follows it. */
  readonly walked: boolean;
  /** Eigenvalue of the mode of the walk's graph that is the order's slowest; null where that is no mode of it. */
  readonly harmonic: number | null;
}

const keyOf = (edges: readonly Edge[]): string => undirectedEdges(edges).map((edge) => edge.join('-')).sort().join();

const known = new WeakMap<RecordingMetadata, KnownOrder | null>();

/** Null for words without an order of their own. */
export function knownOrder(metadata: RecordingMetadata): KnownOrder | null {
  const found = known.get(metadata);
  if (found !== undefined) return found;
  const order = wordOrder(metadata.nodes.map(({ label }) => label));
  const own = contextGraphIndex(metadata);
  const graph = order === null ? -1 : metadata.graphs.findIndex(({ edges }) => keyOf(edges) === keyOf(order.edges));
  const made = order === null ? null : { order, graph, walked: graph !== -1 && graph === own, harmonic: own === -1 ? null : harmonicOf(order, metadata.graphs[own]!.edges) };
  known.set(metadata, made);
  return made;
}

/** A mode may miss being one by this much, relative to the largest degree. */
const ROUNDING = 1e-9;

/**
 * The slowest mode of a ring is a cosine around it, that of a chain half a cosine along it: the eigenvalue of the walk's
 * Laplacian where it is a mode of that as well.
 */
function harmonicOf({ nodes, closed }: WordOrder, walk: readonly Edge[]): number | null {
  const n = nodes.length;
  const wave = new Float64Array(n);
  nodes.forEach((node, place) => (wave[node] = closed ? Math.cos((2 * Math.PI * place) / n) : Math.cos((Math.PI * (place + 0.5)) / n)));
  const lists = neighbourLists(n, walk);
  const turned = wave.map((value, node) => lists[node]!.reduce((sum, other) => sum + value - wave[other]!, 0));
  const squares = wave.reduce((sum, value) => sum + value * value, 0);
  const eigenvalue = turned.reduce((sum, value, node) => sum + value * wave[node]!, 0) / squares;
  const degree = Math.max(...lists.map(({ length }) => length));
  return turned.every((value, node) => Math.abs(value - eigenvalue * wave[node]!) <= ROUNDING * degree) ? eigenvalue : null;
}

/** Which of the modes of the walk's graph that is, 0-based, and how many there are; null without a spectrum of all words. */
function modeOf({ nulls, metadata }: Pick<FindingInput, 'nulls' | 'metadata'>, harmonic: number | null): { readonly mode: number; readonly modes: number } | null {
  const own = contextGraphIndex(metadata);
  const spectrum = nulls?.spectra.find((graphs) => graphs[own]?.complete === true)?.[own] ?? null;
  if (spectrum === null || harmonic === null) return null;
  const mode = spectrum.eigenvalues.findIndex((value) => Math.abs(value - harmonic) < 1e-6);
  return mode === -1 ? null : { mode, modes: spectrum.eigenvalues.length };
}

/** What the words' own order has to do with what is seen: first that it is there, then what happened to it. */
export function orderSentences(input: FindingInput): readonly string[] {
  const found = knownOrder(input.metadata);
  if (found === null) return [];
  const { order, graph, walked } = found;
  const mode = modeOf(input, found.harmonic);
  const there = walked
    ? `The words are ${order.name} and the walk follows their own order: the model knew it before it read a word.`
    : `The words are ${order.name}, which have an order of their own${mode === null ? '' : `: it is ${modeText(mode)} of the graph of the walk, so that the picture of the one is part of the other`}.`;
  const embedding = graph === -1 || input.embedding === null ? null : shareAt(input.embedding.nulls, input.embedding.graphs[graph] ?? -1, input.measures.context);
  return [`${there} ${embedding === null ? '' : `The embedding layer has ${two(embedding)} of its variance in that order. `}Only a change against the shuffled recording and the embedding layer speaks for the context.`];
}

/** What happened to that order: the share of the variance in its slowest mode, first and here, beside the shuffled recording. */
export function orderLine(input: FindingInput): readonly string[] {
  const found = knownOrder(input.metadata);
  if (found === null || found.graph === -1) return [];
  const happened = shareChange(input, found.graph);
  return happened === null ? [] : [`The ${found.order.name} in their own order hold ${happened}.`];
}

function modeText({ mode, modes }: { readonly mode: number; readonly modes: number }): string {
  if (mode === modes - 1) return 'the roughest mode';
  return mode === 0 ? 'the slowest mode' : `mode ${mode + 1} of ${modes}`;
}

function shareAt({ spectra, frames }: LayerNulls, graph: number, context: number): number | null {
  const frame = frames.findIndex((one) => one.context === context);
  const spectrum = frame === -1 || graph === -1 ? null : (spectra[frame]?.[graph] ?? null);
  return spectrum === null ? null : spectrum.share[0]!;
}

/** "0.85 of the variance, 0.21 at 10 tokens (shuffled 0.42, 0.47)" */
function shareChange({ nulls, measures, shuffled }: FindingInput, graph: number): string | null {
  if (nulls === null || frameOf(nulls, measures.context) === -1) return null;
  // The first context with as many words: with fewer it is another graph.
  const here = nulls.present[frameOf(nulls, measures.context)];
  const first = nulls.frames.find((_, f) => nulls.present[f] === here)!.context;
  const of = ({ nulls: from, graphs }: CompanionNulls) => [first, measures.context].map((context) => shareAt(from, graphs[graph] ?? -1, context));
  const [then, now] = [shareAt(nulls, graph, first), shareAt(nulls, graph, measures.context)];
  if (then === null || now === null) return null;
  const control = shuffled === null ? [null] : of(shuffled);
  const beside = control.includes(null) ? '' : ` (shuffled ${two(control[1]!)}, ${two(control[0]!)})`;
  return first === measures.context ? `${two(now)} of the variance` : `${two(now)} of the variance, ${two(then)} at ${first} tokens${beside}`;
}
