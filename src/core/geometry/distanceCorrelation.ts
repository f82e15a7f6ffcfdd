/** Spearman correlation of activation distances with shortest paths, on ranks that share ties. */
import { UNREACHABLE } from './graph.ts';
import type { SquaredDistances } from './squaredDistances.ts';

/** Ranks from 1, ties sharing the mean of their ranks. Values must be finite. */
export function averageRanks(values: Float64Array): Float64Array {
  const sorted = values.slice().sort();
  return values.map((value) => {
    const below = bound(sorted, value, false);
    return sorted[below + 1] === value ? (below + bound(sorted, value, true) + 1) / 2 : below + 1;
  });
}

/** The same for whole numbers, which are counted rather than sorted. */
export function averageRanksOfCounts(values: Uint16Array): Float64Array {
  const ranks = new Float64Array(values.reduce((most, value) => Math.max(most, value), 0) + 1);
  for (const value of values) ranks[value]!++;
  let below = 0;
  ranks.forEach((count, value) => {
    ranks[value] = below + (count + 1) / 2;
    below += count;
  });
  return Float64Array.from(values, (value) => ranks[value]!);
}

/** How many sorted values lie below `value`, or below and at it. */
function bound(sorted: Float64Array, value: number, inclusive: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value || (inclusive && sorted[middle] === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Spearman rho between activation distance and shortest-path distance over the pairs of present nodes that a path joins;
 * ties share their mean rank. NaN with fewer than two pairs or when one side does not vary. (Ranks of squared distances
 * are ranks of distances.)
 *
 * @param pathLengths [n, n] of shortestPaths
 */
export function distanceCorrelation(squared: SquaredDistances, nodes: number, pathLengths: Uint16Array): number {
  const pairs = (nodes * (nodes - 1)) / 2;
  const distances = new Float64Array(pairs);
  const lengths = new Uint16Array(pairs);
  let count = 0;
  for (let i = 0; i < nodes; i++) {
    for (let j = i + 1; j < nodes; j++) {
      const at = i * nodes + j;
      if (Number.isNaN(squared[at]) || pathLengths[at] === UNREACHABLE) continue;
      distances[count] = squared[at]!;
      lengths[count++] = pathLengths[at]!;
    }
  }
  return pearson(averageRanks(distances.subarray(0, count)), averageRanksOfCounts(lengths.subarray(0, count)));
}

function pearson(x: Float64Array, y: Float64Array): number {
  const mean = (x.length + 1) / 2;
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (let i = 0; i < x.length; i++) {
    const a = x[i]! - mean;
    const b = y[i]! - mean;
    xy += a * b;
    xx += a * a;
    yy += b * b;
  }
  return xx === 0 || yy === 0 ? NaN : xy / Math.sqrt(xx * yy);
}
