import { spectralEmbedding } from '../core/geometry/spectralEmbedding.ts';
import type { Edge, LayoutPoint } from '../core/recording/types.ts';
import { fitUnitSquare } from './unitSquare.ts';

/** Most nodes that are laid out by eigenvectors: the decomposition takes n^3 steps on the page's own thread. */
export const MAX_SPECTRAL_NODES = 200;

/** Every node at its values in the two smoothest eigenvectors that tell nodes apart, directions ignored. */
export function spectralLayout(nodes: number, edges: readonly Edge[]): readonly LayoutPoint[] {
  const { vectors, spaces } = spectralEmbedding(nodes, edges);
  const first = Math.min(spaces[0]?.to ?? 1, Math.max(0, nodes - 2));
  return fitUnitSquare(Array.from({ length: nodes }, (_, i): LayoutPoint => [vectors[first * nodes + i]!, vectors[(first + 1) * nodes + i]!]));
}
