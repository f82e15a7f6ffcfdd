/** Several tests together: one p of independent tests of one hypothesis, and the false discovery rate over a family of hypotheses. */

/**
 * Fisher's method: with independent uniform p the statistic -2 sum ln p is chi squared with twice as many degrees of freedom
 * as there are tests, whose tail is a finite sum. Discrete p, as of permutations, make it conservative. NaN where a p is.
 *
 * @param p in (0, 1]; at least one
 */
export function fisherP(p: readonly number[]): number {
  if (p.length === 1) return p[0]!;
  const half = -p.reduce((sum, value) => sum + Math.log(value), 0);
  let term = 1;
  let sum = 1;
  for (let i = 1; i < p.length; i++) {
    term *= half / i;
    sum += term;
  }
  return Math.min(1, Math.exp(-half) * sum);
}

/**
 * Adjusted p after Benjamini and Yekutieli (2001): rejecting those of at most q keeps the expected share of false ones
 * among the rejected at q under any dependence between the tests. Tests that are not defined (NaN) are not of the family.
 *
 * @returns in the order of `p`, NaN where that is; never below p
 */
export function benjaminiYekutieli(p: ArrayLike<number>): Float64Array {
  const out = new Float64Array(p.length).fill(NaN);
  const order = Array.from({ length: p.length }, (_, i) => i).filter((i) => !Number.isNaN(p[i]!)).sort((a, b) => p[a]! - p[b]!);
  const m = order.length;
  let harmonic = 0;
  for (let i = 1; i <= m; i++) harmonic += 1 / i;
  let least = 1;
  for (let rank = m; rank >= 1; rank--) {
    const at = order[rank - 1]!;
    least = Math.min(least, (p[at]! * m * harmonic) / rank);
    out[at] = least;
  }
  return out;
}
