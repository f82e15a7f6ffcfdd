/** The figures of one frame that are held against averaging nulls, in the frame's own PCA and in all dimensions. */
import { normalisedDirichletEnergy, pointEnergy } from '../geometry/dirichletEnergy.ts';
import { graphSpectrum } from '../geometry/graphSpectrum.ts';
import { distancesFromGram } from '../geometry/squaredDistances.ts';
import { columnSpan, subspaceR2 } from '../geometry/subspaceR2.ts';
import type { CentredBlock } from '../linalg/centreRows.ts';
import { comparedBlocks, comparedPairs, type PresentGraphs } from './presentGraphs.ts';

/** Of one graph and one frame; NaN where a figure is not defined. */
export interface GraphFigures {
  /** In all dimensions: normalised energy, and the share of the variance in every mode. */
  readonly energy: number;
  readonly spectrum: Float64Array;
  /** By pair of components (comparedPairs): subspace R2 with the graph's slowest modes. */
  readonly r2: readonly number[];
  /** Energy within the shown components. */
  readonly shownEnergy: number;
  /** That block of as many components (comparedBlocks) which holds most of the graph's slowest modes, and the energy within it. */
  readonly best: { readonly block: number; readonly energy: number };
}

/**
 * Everything from one Gram matrix and the PCA of the frame itself.
 *
 * @param axes shown components, 0-based
 * @param components of the PCA that are looked at
 * @returns by graph; null with fewer than two present nodes or no variance
 */
export function* frameFigures(block: CentredBlock, graphs: PresentGraphs, axes: readonly number[], components: number): Generator<void, readonly GraphFigures[] | null> {
  const m = block.count;
  if (m < 2) return null;
  const gram = yield* block.gram();
  const { scores, components: K } = yield* block.pca(gram, components, 'scores');
  if (K === 0) return null;
  const rows = Int32Array.from({ length: m }, (_, i) => i);
  const squared = distancesFromGram(gram, rows, m);
  const shown = axes.filter((axis) => axis < K);
  const spans = comparedPairs(K).map((pair) => columnSpan(scores, K, pair));
  const blocks = comparedBlocks(K, axes.length);
  const blockSpans = axes.length === 2 ? spans : blocks.map((columns) => columnSpan(scores, K, columns));
  return Array.from({ length: graphs.count }, (_, g): GraphFigures => {
    const { edges, modes, leading } = graphs.of(g, block.nodes);
    const within = (columns: readonly number[]): number => (columns.length === 0 ? NaN : pointEnergy(scores, K, columns, edges));
    const held = blockSpans.map((span) => subspaceR2(span, leading));
    const most = held.reduce((best, r2, at) => (r2 > held[best]! ? at : best), 0);
    return {
      energy: normalisedDirichletEnergy(squared, m, edges),
      spectrum: graphSpectrum(gram, modes),
      r2: spans.map((span) => subspaceR2(span, leading)),
      shownEnergy: within(shown),
      best: { block: most, energy: within(blocks[most] ?? shown) },
    };
  });
}
