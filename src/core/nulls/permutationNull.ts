/** Permutation nulls: of an energy, of the R2 of a subspace, and of every share of a graph spectrum. */
import { normalisedDirichletEnergy } from '../geometry/dirichletEnergy.ts';
import { inducedEdges } from '../geometry/graph.ts';
import type { GraphModes } from '../geometry/graphModes.ts';
import { graphSpectrum } from '../geometry/graphSpectrum.ts';
import { nodesWithDistances, type SquaredDistances } from '../geometry/squaredDistances.ts';
import { type Span, subspaceR2 } from '../geometry/subspaceR2.ts';
import type { Edge } from '../recording/types.ts';
import { type NullSummary, summariseNull } from './nullSummary.ts';
import { relabellingCount, relabellings } from './relabellings.ts';
import type { GraphSpectrum } from './types.ts';

/**
 * Normalised Dirichlet energy beside its distribution when the labels of the present nodes are shuffled: the points stay,
 * the graph among the present nodes is laid over them at random. p is for "no closer along the graph than chance".
 *
 * @param squared [n, n]
 * @param edges undirected, each once
 * @param draws random relabellings; few nodes are enumerated instead (relabellings)
 */
export function permutationNull(squared: SquaredDistances, nodes: number, edges: readonly Edge[], draws: number, seed: number): NullSummary {
  const observed = normalisedDirichletEnergy(squared, nodes, edges);
  if (Number.isNaN(observed)) return summariseNull(NaN, new Float64Array(0));
  const present = nodesWithDistances(squared, nodes);
  const kept = inducedEdges(edges, present, nodes);
  const m = present.length;
  // Only the mean over edges moves: the number of edges and the mean over all pairs do not depend on the labels.
  const scale = 1 / (kept.length * meanOverPairs(squared, nodes, present));
  const values = new Float64Array(relabellingCount(m, draws));
  const moved = new Int32Array(m);
  let draw = 0;
  for (const order of relabellings(m, draws, seed)) {
    for (let i = 0; i < m; i++) moved[i] = present[order[i]!]!;
    values[draw++] = scale * edgeSum(squared, nodes, kept, moved);
  }
  return summariseNull(observed, values);
}

function meanOverPairs(squared: SquaredDistances, nodes: number, present: Int32Array): number {
  let sum = 0;
  for (const a of present) for (const b of present) sum += squared[a * nodes + b]!;
  return sum / (present.length * (present.length - 1));
}

/** Sum over edges with the ends looked up in `place`. */
function edgeSum(squared: SquaredDistances, nodes: number, edges: readonly Edge[], place: Int32Array): number {
  let sum = 0;
  for (const [a, b] of edges) sum += squared[place[a]! * nodes + place[b]!]!;
  return sum;
}

/**
 * Subspace R2 beside its distribution under relabelling of the present nodes; pAbove is for "no more of the modes than
 * chance".
 *
 * @param modes [q, m] row-major orthonormal vectors on the m present nodes
 */
export function subspaceNull(span: Span, modes: Float64Array, nodes: number, draws: number, seed: number): NullSummary {
  const observed = subspaceR2(span, modes);
  if (Number.isNaN(observed)) return summariseNull(NaN, new Float64Array(0));
  const values = new Float64Array(relabellingCount(nodes, draws));
  let draw = 0;
  for (const order of relabellings(nodes, draws, seed)) values[draw++] = subspaceR2(span, modes, order);
  return summariseNull(observed, values);
}

/** Multiply-adds between two yields: about 20 ms. */
const WORK_PER_STEP = 2e7;

/** Multiply-adds one spectrum may cost: large graphs get fewer relabellings, never fewer than LEAST_DRAWS. */
const WORK_PER_SPECTRUM = 2e8;
const LEAST_DRAWS = 99;

/**
 * The graph spectrum of a frame with the band of every mode under relabelling of the present nodes; null without
 * variance. On large graphs fewer relabellings than asked are drawn, and `draws` says how many.
 *
 * @param gram [m, m] of the centred rows of the present nodes
 * @param modes of the whole graph restricted to them
 * @param complete whether every node of the recording is present
 */
export function* spectrumNull(gram: Float64Array, modes: GraphModes, complete: boolean, draws: number, seed: number): Generator<void, GraphSpectrum | null> {
  const share = graphSpectrum(gram, modes);
  const M = modes.spaces.length;
  if (M === 0 || Number.isNaN(share[0]!)) return null;
  const cost = modes.nodes ** 3;
  const affordable = Math.min(draws, Math.max(LEAST_DRAWS, Math.floor(WORK_PER_SPECTRUM / cost)));
  const N = relabellingCount(modes.nodes, affordable);
  const values = Array.from({ length: M }, () => new Float64Array(N));
  let draw = 0;
  let work = 0;
  for (const order of relabellings(modes.nodes, affordable, seed)) {
    graphSpectrum(gram, modes, order).forEach((value, space) => (values[space]![draw] = value));
    draw++;
    work += cost;
    if (work < WORK_PER_STEP) continue;
    work = 0;
    yield;
  }
  const summaries = values.map((list, space) => summariseNull(share[space]!, list));
  return {
    complete,
    eigenvalues: Float64Array.from(modes.spaces, ({ eigenvalue }) => eigenvalue),
    multiplicity: Int32Array.from(modes.spaces, ({ from, to }) => to - from),
    share,
    mean: Float64Array.from(summaries, ({ mean }) => mean),
    low: Float64Array.from(summaries, ({ low }) => low),
    high: Float64Array.from(summaries, ({ high }) => high),
    p: Float64Array.from(summaries, ({ pAbove }) => pAbove),
    draws: N,
  };
}
