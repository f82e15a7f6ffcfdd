import { distancesFromPoints, type SquaredDistances } from '../geometry/squaredDistances.ts';
import type { LayerAnalysis } from './types.ts';

/** Squared distances of one frame within the shown axes; those beyond the components add nothing, and without any all are NaN. */
export function shownDistances({ nodes, components: K, scores }: LayerAnalysis, frame: number, axes: readonly number[]): SquaredDistances {
  const shown = axes.filter((axis) => axis < K);
  if (shown.length === 0) return new Float64Array(nodes * nodes).fill(NaN);
  return distancesFromPoints(scores.subarray(frame * nodes * K, (frame + 1) * nodes * K), K, shown);
}
