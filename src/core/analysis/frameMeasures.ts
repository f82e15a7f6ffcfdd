import { capturedVariance } from '../geometry/capturedVariance.ts';
import { distanceCorrelation } from '../geometry/distanceCorrelation.ts';
import { normalisedDirichletEnergy } from '../geometry/dirichletEnergy.ts';
import { distancesFromPoints } from '../geometry/squaredDistances.ts';
import type { PreparedGraph } from './preparedGraph.ts';
import type { LayerAnalysis } from './types.ts';

/** What the shown axes alone say about one frame. */
export interface FrameMeasures {
  /** [G] normalised Dirichlet energy within the shown axes. */
  readonly shownEnergy: readonly number[];
  /** [G] Spearman rho with shortest-path distance within the shown axes. */
  readonly shownDistanceCorrelation: readonly number[];
  /** Variance within the shown axes / what the frame's own PCA captures with as many; 1 at best. */
  readonly capturedVariance: number;
  /** [axes] share of this frame's total variance along every shown axis; 0 beyond K, NaN without variance. */
  readonly explainedInFrame: readonly number[];
  /** [axes] share of the basis' own variance along every shown axis; NaN for per-frame bases. */
  readonly explainedInBasis: readonly number[];
}

/**
 * @param graphs prepared in the order of the recording's graphs (prepareGraph)
 * @param axes shown components; those beyond K add nothing
 */
export function frameMeasures(analysis: LayerAnalysis, graphs: readonly PreparedGraph[], frame: number, axes: readonly number[]): FrameMeasures {
  const { nodes, components: K, scores, basisEigenvalues, basisTotalVariance } = analysis;
  const row = <T extends Float64Array | Float32Array>(array: T, width: number): T => array.subarray(frame * width, (frame + 1) * width) as T;
  const shown = axes.filter((axis) => axis < K);
  const squared = shown.length === 0 ? new Float64Array(nodes * nodes).fill(NaN) : distancesFromPoints(row(scores, nodes * K), K, shown);
  const basisVariance = row(analysis.basisVariance, K);
  const total = analysis.totalVariance[frame]!;
  const share = (value: number | undefined, whole: number): number => (whole > 0 ? (value ?? 0) / whole : NaN);
  return {
    shownEnergy: graphs.map((graph) => normalisedDirichletEnergy(squared, nodes, graph.edges)),
    shownDistanceCorrelation: graphs.map((graph) => distanceCorrelation(squared, nodes, graph.pathLengths)),
    capturedVariance: capturedVariance(basisVariance, row(analysis.ownVariance, K), axes),
    explainedInFrame: axes.map((axis) => share(basisVariance[axis], total)),
    explainedInBasis: axes.map((axis) => share(basisEigenvalues[axis], basisTotalVariance)),
  };
}
