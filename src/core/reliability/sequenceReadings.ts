/** What one frame says when its sequences are weighted: how far they agree, and its figures pooled, across and held out. */
import type { PreparedGraph } from '../analysis/preparedGraph.ts';
import { normalisedDirichletEnergy, pointEnergy } from '../geometry/dirichletEnergy.ts';
import { distanceCorrelation } from '../geometry/distanceCorrelation.ts';
import { distancesFromGram, type SquaredDistances } from '../geometry/squaredDistances.ts';
import { columnSpan, type Span, subspaceR2 } from '../geometry/subspaceR2.ts';
import { directEigenpairs } from '../linalg/eigenpairs.ts';
import { centredProducts, pooled, type Pooled, productsOf, withoutOffsets } from './pooling.ts';
import type { SequenceFrame } from './sequenceFrames.ts';
import type { Measure, Reading, READINGS } from './types.ts';

/** What readings need beside the frame. */
export interface ReadingContext {
  /** n. */
  readonly nodes: number;
  readonly graphs: readonly PreparedGraph[];
  /** [q, m] the slowest modes of graph g on the present nodes. */
  readonly leading: (graph: number, present: Int32Array) => Float64Array;
  readonly splits: readonly Uint8Array[];
  readonly pair: readonly [number, number];
}

/** All figures of one frame. */
export interface FrameReadings {
  readonly words: number;
  readonly sharedWords: number;
  readonly halves: number;
  readonly reliability: number;
  /** [G] of a reading's measure; NaN where it is not defined. */
  readonly of: (reading: Reading, measure: Measure) => readonly number[];
}

/** Fewest words that both halves must have for their agreement to be told. */
const FEWEST_WORDS = 3;
/** Eigenvalues this far below the first are rounding. */
const ROUNDING = 1e-10;

interface Split {
  readonly halves: readonly [Pooled, Pooled];
  /** Words that both have. */
  readonly shared: Int32Array;
  /** [n, n] products of the first half's means with the second's, and each half's with its own. */
  readonly across: Float64Array;
  readonly own: readonly [Float64Array, Float64Array];
}

/**
 * A half without any sequence (of a resample) drops its split.
 *
 * @param weights [R] how often each sequence counts
 */
export function sequenceReadings(frame: SequenceFrame, weights: Float64Array, context: ReadingContext): FrameReadings {
  const { nodes } = context;
  const all = pooled(frame, weights, nodes);
  const splits = context.splits.map((split) => splitOf(frame, weights, split, nodes)).filter((split) => split !== null);
  const halves = mean(splits.map(agreement));
  const across = acrossSquared(splits, nodes);
  const without = withoutOffsets(frame, weights, nodes);
  const together = sharedSequences(frame, weights, nodes);
  const apart = squaredOf(without.products, all.present, nodes).map((value, at) => (together[at] === 1 ? value : NaN));
  const whole = productsOf(frame, all, all, nodes);
  const found = {
    pooled: {
      ...fullFigures(squaredOf(whole, all.present, nodes), context),
      ...ownFigures(centredProducts(whole, nodes, all.present, all.present), all.present, context),
    },
    offsetsRemoved: {
      ...fullFigures(apart, context),
      ...(without.linked ? ownFigures(centredProducts(without.products, nodes, all.present, all.present), all.present, context) : undefinedPair(context)),
    },
    acrossSequences: { ...fullFigures(across, context), r2: acrossR2(across, all.present, context) },
    heldOut: heldOutFigures(splits, context),
  } satisfies { readonly [R in Reading]: { readonly [M in (typeof READINGS)[R][number]]: readonly number[] } };
  return {
    words: all.present.length,
    sharedWords: mean(splits.map(({ shared }) => shared.length)),
    halves,
    reliability: spearmanBrown(halves),
    of: (reading, measure) => (found[reading] as Partial<Record<Measure, readonly number[]>>)[measure] ?? [],
  };
}

/**
 * Reliability of two halves together from the correlation of the halves (Spearman 1910, Brown 1910): 2 r / (1 + r). Halves that do
 * not agree at all, r at most 0, are not extrapolated.
 */
export function spearmanBrown(correlation: number): number {
  return correlation > 0 ? (2 * correlation) / (1 + correlation) : correlation;
}

function splitOf(frame: SequenceFrame, weights: Float64Array, half: Uint8Array, nodes: number): Split | null {
  const [a, b] = [0, 1].map((which) => pooled(frame, weights.map((weight, r) => (half[r] === which ? weight : 0)), nodes)) as [Pooled, Pooled];
  if (a.present.length === 0 || b.present.length === 0) return null;
  const inA = new Set(a.present);
  return {
    halves: [a, b],
    shared: b.present.filter((node) => inA.has(node)),
    across: productsOf(frame, a, b, nodes),
    own: [productsOf(frame, a, a, nodes), productsOf(frame, b, b, nodes)],
  };
}

/** Correlation of the halves' means over the words that both have, each half centred: tr(A'B) / sqrt(tr(A'A) tr(B'B)). */
function agreement({ shared, across, own }: Split): number {
  if (shared.length < FEWEST_WORDS) return NaN;
  const nodes = Math.sqrt(across.length);
  const [ab, aa, bb] = [across, own[0], own[1]].map((products) => traceOf(centredProducts(products, nodes, shared, shared), shared.length)) as [number, number, number];
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : NaN;
}

/**
 * [n, n] cross-validated squared distances (crossnobis without noise normalisation; Walther et al. 2016): the mean over splits of
 * (a_i - a_j)'(b_i - b_j). On average those of the true means, and negative where there is nothing but noise. NaN for pairs that
 * no split has in both halves.
 */
function acrossSquared(splits: readonly Split[], nodes: number): SquaredDistances {
  const sums = new Float64Array(nodes * nodes);
  const counts = new Int32Array(nodes * nodes);
  for (const { shared, across } of splits) {
    for (const i of shared) {
      for (const j of shared) {
        const at = i * nodes + j;
        counts[at]!++;
        sums[at] = sums[at]! + across[i * nodes + i]! + across[j * nodes + j]! - across[at]! - across[j * nodes + i]!;
      }
    }
  }
  return sums.map((sum, at) => (counts[at] === 0 ? NaN : sum / counts[at]!));
}

/** [n, n] 1 where a sequence of the sample has both words. */
function sharedSequences({ node, sequence }: SequenceFrame, weights: Float64Array, nodes: number): Uint8Array {
  const held = weights.reduce<number[][]>((lists) => [...lists, []], []);
  node.forEach((i, row) => held[sequence[row]!]!.push(i));
  const out = new Uint8Array(nodes * nodes);
  held.forEach((list, r) => {
    if (weights[r]! > 0) for (const i of list) for (const j of list) out[i * nodes + j] = 1;
  });
  return out;
}

function squaredOf(products: Float64Array, present: Int32Array, nodes: number): SquaredDistances {
  const m = present.length;
  return distancesFromGram(Float64Array.from({ length: m * m }, (_, at) => products[present[Math.floor(at / m)]! * nodes + present[at % m]!]!), present, nodes);
}

function fullFigures(squared: SquaredDistances, { nodes, graphs }: ReadingContext): { energy: number[]; correlation: number[] } {
  const positive = meanDistance(squared) > 0;
  return {
    energy: graphs.map(({ edges }) => (positive ? normalisedDirichletEnergy(squared, nodes, edges) : NaN)),
    correlation: graphs.map(({ pathLengths }) => distanceCorrelation(squared, nodes, pathLengths)),
  };
}

/** Cross-validated distances of noise alone may be negative on the whole: no ratio to them means anything. */
function meanDistance(squared: SquaredDistances): number {
  return squared.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0);
}

const undefinedPair = ({ graphs }: ReadingContext) => ({ pairEnergy: graphs.map(() => NaN), r2: graphs.map(() => NaN) });

interface Components {
  /** [m, m] eigenvector k in row k. */
  readonly vectors: Float64Array;
  readonly values: Float64Array;
}

/** The wanted pair of components of a centred matrix of products, or null where it has not as many. */
function componentsOf(centred: Float64Array, size: number, pair: readonly [number, number]): Components | null {
  if (size <= Math.max(...pair) + 1) return null;
  const { values, vectors } = directEigenpairs(centred, size);
  return pair.every((k) => values[k]! > ROUNDING * values[0]!) ? { values, vectors } : null;
}

function pairSpan({ vectors }: Components, size: number, pair: readonly [number, number]): Span {
  const out = new Float64Array(2 * size);
  pair.forEach((k, at) => out.set(vectors.subarray(k * size, (k + 1) * size), at * size));
  return { vectors: out, count: 2 };
}

function ownFigures(centred: Float64Array, present: Int32Array, context: ReadingContext): { pairEnergy: number[]; r2: number[] } {
  const { nodes, graphs, leading, pair } = context;
  const m = present.length;
  const components = componentsOf(centred, m, pair);
  if (components === null) return undefinedPair(context);
  const points = new Float64Array(2 * nodes).fill(NaN);
  present.forEach((node, row) => pair.forEach((k, at) => (points[2 * node + at] = components.vectors[k * m + row]! * Math.sqrt(components.values[k]!))));
  const span = pairSpan(components, m, pair);
  return { pairEnergy: graphs.map(({ edges }) => pointEnergy(points, 2, [0, 1], edges)), r2: graphs.map((_, g) => subspaceR2(span, leading(g, present))) };
}

/** R2 of the pair of largest axes of cross-validated distances (classical scaling); NaN while any pair of words has none. */
function acrossR2(squared: SquaredDistances, present: Int32Array, { nodes, graphs, leading, pair }: ReadingContext): number[] {
  const m = present.length;
  const half = squared.map((value) => -value / 2);
  const centred = centredProducts(half, nodes, present, present);
  const components = centred.some(Number.isNaN) ? null : componentsOf(centred, m, pair);
  return graphs.map((_, g) => (components === null ? NaN : subspaceR2(pairSpan(components, m, pair), leading(g, present))));
}

/** Both ways of every split: PCA of one half, the other half's words drawn in it, measured there; the mean over all. */
function heldOutFigures(splits: readonly Split[], context: ReadingContext): { pairEnergy: number[]; r2: number[] } {
  const runs = splits.flatMap((split) => [0, 1].map((basis) => drawnIn(split, basis as 0 | 1, context)));
  const over = (read: (run: { pairEnergy: number[]; r2: number[] }) => number[]) => context.graphs.map((_, g) => mean(runs.map((run) => read(run)[g]!)));
  return { pairEnergy: over(({ pairEnergy }) => pairEnergy), r2: over(({ r2 }) => r2) };
}

function drawnIn({ halves, across, own }: Split, basis: 0 | 1, context: ReadingContext): { pairEnergy: number[]; r2: number[] } {
  const { nodes, graphs, leading, pair } = context;
  const fitted = halves[basis].present;
  const drawn = halves[1 - basis]!.present;
  const components = componentsOf(centredProducts(own[basis], nodes, fitted, fitted), fitted.length, pair);
  if (components === null || drawn.length < 3) return undefinedPair(context);
  const products = basis === 1 ? across : transposed(across, nodes);
  // Scores of row j: sum over fitted words of their product with it, times eigenvector / sqrt(eigenvalue).
  const between = centredProducts(products, nodes, drawn, fitted);
  const m = fitted.length;
  const scores = new Float64Array(2 * drawn.length);
  const points = new Float64Array(2 * nodes).fill(NaN);
  drawn.forEach((node, j) => {
    pair.forEach((k, at) => {
      let sum = 0;
      for (let i = 0; i < m; i++) sum += between[j * m + i]! * components.vectors[k * m + i]!;
      scores[2 * j + at] = points[2 * node + at] = sum / Math.sqrt(components.values[k]!);
    });
  });
  const span = columnSpan(scores, 2, [0, 1]);
  return { pairEnergy: graphs.map(({ edges }) => pointEnergy(points, 2, [0, 1], edges)), r2: graphs.map((_, g) => subspaceR2(span, leading(g, drawn))) };
}

function transposed(matrix: Float64Array, size: number): Float64Array {
  return matrix.map((_, at) => matrix[(at % size) * size + Math.floor(at / size)]!);
}

function traceOf(matrix: Float64Array, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += matrix[i * size + i]!;
  return sum;
}

/** Of the numbers that there are; NaN of none. */
function mean(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length === 0 ? NaN : known.reduce((sum, value) => sum + value, 0) / known.length;
}
