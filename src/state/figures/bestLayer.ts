/** The layer that best holds a graph, of those that have been analysed. */
import type { SweptLayer } from '../evidence/sweep.ts';

/**
 * The lowest normalised Dirichlet energy in all dimensions at the last context; null where no layer is closer along the graph
 * than any pair of words (1), and with fewer than two layers.
 *
 * @param graph index among the recording's graphs
 */
export function bestLayer(layers: readonly SweptLayer[], graph: number): number | null {
  if (layers.length < 2 || graph < 0) return null;
  let best: { readonly layer: number; readonly energy: number } | null = null;
  for (const { layer, result: { analysis } } of layers) {
    const F = analysis.frames.length;
    const energy = analysis.energy[graph * F + F - 1]!;
    if (energy < (best?.energy ?? 1)) best = { layer, energy };
  }
  return best?.layer ?? null;
}
