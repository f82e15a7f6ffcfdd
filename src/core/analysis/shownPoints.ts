/** The points of one frame as an analysis places them. */
import { distancesFromPoints, type SquaredDistances } from '../geometry/squaredDistances.ts';
import type { LayerAnalysis } from './types.ts';

/** [n, n] squared distances within the shown axes; all NaN where the basis has none of them. */
export function shownDistances({ nodes, components: K, scores, settings }: LayerAnalysis, frame: number): SquaredDistances {
  const axes = settings.axes.filter((axis) => axis < K);
  if (axes.length === 0) return new Float64Array(nodes * nodes).fill(NaN);
  return distancesFromPoints(scores.subarray(frame * nodes * K, (frame + 1) * nodes * K), K, axes);
}

/** Nodes that occur in the frame's window, ascending. */
export function presentIn({ nodes, tokenCounts }: Pick<LayerAnalysis, 'nodes' | 'tokenCounts'>, frame: number): Int32Array {
  return Int32Array.from([...Array(nodes).keys()].filter((i) => tokenCounts[frame * nodes + i]! > 0));
}

/** [m, K] scores of the present nodes. */
export function presentScores({ nodes, components: K, scores }: LayerAnalysis, frame: number, present: Int32Array): Float64Array {
  return Float64Array.from({ length: present.length * K }, (_, at) => scores[(frame * nodes + present[Math.floor(at / K)]!) * K + (at % K)]!);
}
