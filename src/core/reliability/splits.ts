/** Splits of the sequences into two halves, and resamples of the sequences. */
import { seededIndex } from '../linalg/random.ts';

/** Most splits behind a figure: all of up to five sequences, and of six. */
export const MAX_SPLITS = 10;

/**
 * Balanced splits into halves that differ by at most one sequence: all of them where there are at most `most`, else `most` distinct
 * seeded ones. Each is [R] of 0 and 1, the half a sequence is in; which half is which means nothing, and sequence 0 is in the
 * first half of even splits. Empty with fewer than two sequences.
 */
export function balancedSplits(sequences: number, seed: number, most = MAX_SPLITS): Uint8Array[] {
  if (sequences < 2) return [];
  const first = Math.floor(sequences / 2);
  const all: Uint8Array[] = [];
  const choose = (from: number, chosen: readonly number[]): void => {
    if (all.length > most) return;
    if (chosen.length === first) {
      if (2 * first === sequences && chosen[0] !== 0) return;
      all.push(Uint8Array.from({ length: sequences }, (_, r) => (chosen.includes(r) ? 0 : 1)));
      return;
    }
    for (let r = from; r < sequences; r++) choose(r + 1, [...chosen, r]);
  };
  choose(0, []);
  return all.length <= most ? all : seededSplits(sequences, first, seed, most);
}

function seededSplits(sequences: number, first: number, seed: number, most: number): Uint8Array[] {
  const index = seededIndex(seed);
  const found = new Map<string, Uint8Array>();
  while (found.size < most) {
    const order = Array.from({ length: sequences }, (_, r) => r);
    for (let k = sequences - 1; k > 0; k--) {
      const other = index(k + 1);
      [order[k], order[other]] = [order[other]!, order[k]!];
    }
    const chosen = new Set(order.slice(0, first));
    const split = Uint8Array.from({ length: sequences }, (_, r) => (chosen.has(r) ? 0 : 1));
    if (2 * first === sequences && split[0] === 1) split.forEach((half, r) => (split[r] = 1 - half));
    found.set(split.join(''), split);
  }
  return [...found.values()];
}

/** How often each sequence was drawn, and in how many of the resamples it came out so. */
export interface Resample {
  /** [R] */
  readonly weights: Float64Array;
  readonly times: number;
}

/**
 * Resamples of the sequences with replacement (Efron 1979): R draws of seededIndex(R) each, one resample after the other. Equal
 * ones are counted rather than repeated: of four sequences there are 35.
 */
export function resamples(sequences: number, draws: number, seed: number): Resample[] {
  const index = seededIndex(seed);
  const found = new Map<string, { weights: Float64Array; times: number }>();
  for (let draw = 0; draw < draws; draw++) {
    const weights = new Float64Array(sequences);
    for (let k = 0; k < sequences; k++) {
      const drawn = index(sequences);
      weights[drawn] = weights[drawn]! + 1;
    }
    const key = weights.join();
    const known = found.get(key);
    if (known === undefined) found.set(key, { weights, times: 1 });
    else known.times++;
  }
  return [...found.values()];
}
