/** Measures of one frame: of its own geometry in all dimensions, and of the axes that are shown. */
import { normalisedDirichletEnergy } from '../geometry/dirichletEnergy.ts';
import { distanceCorrelation } from '../geometry/distanceCorrelation.ts';
import { distancesFromGram, distancesFromPoints } from '../geometry/squaredDistances.ts';
import { capturedVariance, gramParticipationRatio } from '../geometry/variance.ts';
import type { GramPca, PcaParts } from '../linalg/gramPca.ts';
import type { FrameRows } from './frameSource.ts';
import type { PreparedGraph } from './preparedGraph.ts';
import type { LayerAnalysis } from './settings.ts';

/** What one frame says by itself, in all its dimensions, before any basis is chosen. */
export interface OwnGeometry {
  /** [n] tokens behind every node. */
  readonly tokenCounts: Int32Array;
  /** [m] present nodes, ascending. */
  readonly present: Int32Array;
  /** The frame's own PCA; null with fewer than two present nodes, and then every measure is NaN. */
  readonly pca: GramPca | null;
  readonly participationRatio: number;
  /** [G] normalised Dirichlet energy per graph. */
  readonly energy: readonly number[];
  /** [G] Spearman rho with shortest-path distance per graph. */
  readonly distanceCorrelation: readonly number[];
}

/** Everything comes from one Gram matrix of the centred rows. `components`: PCA components wanted, taken as far as `parts`. */
export function* ownGeometry(
  frame: FrameRows,
  graphs: readonly PreparedGraph[],
  components: number,
  parts: PcaParts,
): Generator<void, OwnGeometry> {
  const { rows, tokenCounts } = frame;
  const undefinedPerGraph = graphs.map(() => NaN);
  if (rows.count < 2) {
    return { tokenCounts, present: rows.nodes, pca: null, participationRatio: NaN, energy: undefinedPerGraph, distanceCorrelation: undefinedPerGraph };
  }
  const nodes = tokenCounts.length;
  const matrix = yield* rows.gram();
  const squared = distancesFromGram(matrix, rows.nodes, nodes);
  const energy: number[] = [];
  const correlation: number[] = [];
  for (const graph of graphs) {
    energy.push(normalisedDirichletEnergy(squared, nodes, graph.edges));
    correlation.push(distanceCorrelation(squared, nodes, graph.pathLengths));
    yield;
  }
  return {
    tokenCounts,
    present: rows.nodes,
    pca: yield* rows.pca(matrix, components, parts),
    participationRatio: gramParticipationRatio(matrix, rows.count),
    energy,
    distanceCorrelation: correlation,
  };
}

/** What the shown axes alone say about one frame. */
export interface FrameMeasures {
  /** [G] normalised Dirichlet energy within the shown axes. */
  readonly shownEnergy: readonly number[];
  /** [G] Spearman rho with shortest-path distance within the shown axes. */
  readonly shownDistanceCorrelation: readonly number[];
  /** Variance within the shown axes / what the same axes of the frame's own PCA hold (capturedVariance). */
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
