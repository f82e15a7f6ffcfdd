/**
 * The weights of an averaging null, fitted to a frame. With independent word vectors of one size the expected inner products
 * of a null's means are those of its rows of shares, so that expected energies and spectra need no draws.
 */
import { normalisedDirichletEnergy } from '../geometry/dirichletEnergy.ts';
import type { GraphModes } from '../geometry/graphModes.ts';
import type { Edge } from '../recording/types.ts';
import { type FrameLags, mixedShares } from './lagShares.ts';

/** Most of a token that the previous one can be: beyond one half the roles of the two turn round. */
const MOST_PREVIOUS = 0.5;

/**
 * The weight w of the previous token, 0 to 1/2, at which (1 - w) own + w previous has the normalised energy that was observed
 * in all dimensions, to 1e-6: the first on a grid of steps of 1/100 where the difference changes sign, refined by bisection;
 * the one that comes nearest where none does.
 *
 * @param edges between the m rows of the lags
 * @param observed normalised Dirichlet energy in all dimensions; with NaN the weight is 1/2
 */
export function fitPreviousWeight(lags: FrameLags, edges: readonly Edge[], observed: number): number {
  if (Number.isNaN(observed)) return MOST_PREVIOUS;
  const missed = (weight: number): number => expectedEnergy(lags, [1 - weight, weight], edges) - observed;
  const steps = Array.from({ length: 51 }, (_, i) => (i * MOST_PREVIOUS) / 50);
  const misses = steps.map(missed);
  const crossing = misses.findIndex((miss, i) => i > 0 && miss * misses[i - 1]! <= 0);
  if (crossing === -1) {
    const sizes = misses.map((miss) => (Number.isNaN(miss) ? Infinity : Math.abs(miss)));
    return steps[sizes.indexOf(Math.min(...sizes))]!;
  }
  let [low, high] = [steps[crossing - 1]!, steps[crossing]!];
  const sign = Math.sign(misses[crossing - 1]!);
  while (high - low > 1e-7) {
    const middle = (low + high) / 2;
    if (Math.sign(missed(middle)) === sign) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Normalised energy of the rows of shares: what a null with these weights has on average over its word vectors, to first order. */
export function expectedEnergy(lags: FrameLags, weights: ArrayLike<number>, edges: readonly Edge[]): number {
  const m = lags.present.length;
  const n = m === 0 ? 0 : lags.lags[0]!.length / m;
  const rows = mixedShares(lags, weights);
  const squared = new Float64Array(m * m);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < i; j++) {
      let sum = 0;
      for (let c = 0; c < n; c++) sum += (rows[i * n + c]! - rows[j * n + c]!) ** 2;
      squared[i * m + j] = squared[j * m + i] = sum;
    }
  }
  return normalisedDirichletEnergy(squared, m, edges);
}

/** Sweeps over the pairs of weights, and the shortest step that is tried. */
const SWEEPS = 60;
const LEAST_STEP = 1e-4;

/**
 * Weights of the last tokens, none negative, that sum to 1 and whose averaging comes nearest, by least squares, to the
 * observed share of the variance in every mode of the graph. Moves weight between two lags at a time while that helps, from
 * several starts: the likeliest averaging of all, fitted to the very shares that are then held against it.
 *
 * @param observed [modes.spaces.length] shares of the variance, smooth to rough
 * @returns [lags]
 */
export function fitLagWeights({ present, lags }: FrameLags, modes: GraphModes, observed: Float64Array): Float64Array {
  const L = lags.length;
  const own = Float64Array.from({ length: L }, (_, lag) => (lag === 0 ? 1 : 0));
  if (modes.spaces.length === 0 || observed.some(Number.isNaN)) return own;
  const forms = spaceForms(present.length, lags, modes);
  const missed = (weights: Float64Array): number => {
    const shares = sharesOf(forms, weights);
    return shares === null ? Infinity : shares.reduce((sum, share, space) => sum + (share - observed[space]!) ** 2, 0);
  };
  const starts = [own, new Float64Array(L).fill(1 / L), ...Array.from({ length: Math.min(2, L - 1) }, (_, k) => Float64Array.from({ length: L }, (_, lag) => (lag === 0 || lag === k + 1 ? 0.5 : 0)))];
  return starts.map((start) => descend(start, missed)).reduce((best, one) => (one.miss < best.miss ? one : best)).weights;
}

function descend(start: Float64Array, missed: (weights: Float64Array) => number): { weights: Float64Array; miss: number } {
  const weights = start.slice();
  let miss = missed(weights);
  let step = 0.25;
  for (let sweep = 0; sweep < SWEEPS && step >= LEAST_STEP; sweep++) {
    const before = miss;
    for (let from = 0; from < weights.length; from++) {
      for (let to = 0; to < weights.length; to++) {
        const moved = Math.min(step, weights[from]!);
        if (from === to || moved === 0) continue;
        const [a, b] = [weights[from]!, weights[to]!];
        weights[from] = a - moved;
        weights[to] = b + moved;
        const now = missed(weights);
        if (now < miss) miss = now;
        else [weights[from], weights[to]] = [a, b];
      }
    }
    if (miss > before * (1 - 1e-3)) step /= 2;
  }
  return { weights, miss };
}

/** By eigenspace [L, L]: the variance in the space is w' F w, up to a factor that all share. */
function spaceForms(m: number, lags: readonly Float64Array[], { vectors, spaces }: GraphModes): readonly Float64Array[] {
  const L = lags.length;
  const n = lags[0]!.length / m;
  return spaces.map(({ from, to }) => {
    const form = new Float64Array(L * L);
    for (let k = from; k < to; k++) {
      const along = lags.map((shares) => {
        const out = new Float64Array(n);
        for (let i = 0; i < m; i++) for (let c = 0; c < n; c++) out[c] = out[c]! + vectors[k * m + i]! * shares[i * n + c]!;
        return out;
      });
      for (let a = 0; a < L; a++) for (let b = 0; b < L; b++) form[a * L + b] = form[a * L + b]! + along[a]!.reduce((sum, value, c) => sum + value * along[b]![c]!, 0);
    }
    return form;
  });
}

/** Expected shares of the variance; null where there is none. */
function sharesOf(forms: readonly Float64Array[], weights: Float64Array): Float64Array | null {
  const L = weights.length;
  const parts = Float64Array.from(forms, (form) => {
    let sum = 0;
    for (let a = 0; a < L; a++) {
      if (weights[a] === 0) continue;
      for (let b = 0; b < L; b++) sum += weights[a]! * weights[b]! * form[a * L + b]!;
    }
    return sum;
  });
  const total = parts.reduce((sum, value) => sum + value, 0);
  return total > 0 ? parts.map((value) => value / total) : null;
}
