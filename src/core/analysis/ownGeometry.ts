import { distanceCorrelation } from '../geometry/distanceCorrelation.ts';
import { normalisedDirichletEnergy } from '../geometry/dirichletEnergy.ts';
import { gramParticipationRatio } from '../geometry/participationRatio.ts';
import { distancesFromGram } from '../geometry/squaredDistances.ts';
import type { GramPca, PcaParts } from '../linalg/gramPca.ts';
import type { FrameRows } from './frameSource.ts';
import type { PreparedGraph } from './preparedGraph.ts';

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
