import { averageRanks, averageRanksOfCounts } from './averageRanks.ts';
import { UNREACHABLE } from './shortestPaths.ts';
import type { SquaredDistances } from './squaredDistances.ts';

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
