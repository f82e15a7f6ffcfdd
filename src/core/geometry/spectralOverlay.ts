import { scaledProcrustes } from '../linalg/scaledProcrustes.ts';
import type { Edge } from '../recording/types.ts';
import { graphModes } from './graphModes.ts';
import { inducedEdges } from './inducedGraph.ts';

export interface SpectralOverlay {
  /** [n, axes] row-major in the units and at the place of the shown points; NaN for missing nodes. */
  readonly points: Float64Array;
  /** ||s U Q - Y||_F / ||Y||_F over the present nodes: 0 = the points are the spectral embedding, 1 = nothing in common. */
  readonly residual: number;
}

/**
 * The spectral embedding of a graph (its two or three slowest eigenvectors; of the induced graph on the present nodes)
 * laid over the shown points by Procrustes with scaling. Null with fewer present nodes than axes + 1, or no spread.
 *
 * @param points [n, K] row-major; a node with a NaN in a shown axis is missing
 * @param axes shown columns
 */
export function spectralOverlay(points: ArrayLike<number>, components: number, axes: readonly number[], edges: readonly Edge[]): SpectralOverlay | null {
  const nodes = components === 0 ? 0 : points.length / components;
  const k = axes.length;
  const present = Int32Array.from(Array.from({ length: nodes }, (_, i) => i).filter((i) => axes.every((axis) => Number.isFinite(points[i * components + axis]))));
  const m = present.length;
  if (m < k + 1 || axes.some((axis) => axis >= components)) return null;
  const { vectors } = graphModes(m, inducedEdges(edges, present, nodes));
  const ideal = Float64Array.from({ length: m * k }, (_, at) => vectors[(at % k) * m + Math.floor(at / k)]!);
  const shown = Float64Array.from({ length: m * k }, (_, at) => points[present[Math.floor(at / k)]! * components + axes[at % k]!]!);
  const centre = axes.map((_, a) => present.reduce((sum, _node, row) => sum + shown[row * k + a]!, 0) / m);
  const fit = scaledProcrustes(ideal, shown.map((value, at) => value - centre[at % k]!), k);
  if (Number.isNaN(fit.residual)) return null;
  const out = new Float64Array(nodes * k).fill(NaN);
  present.forEach((node, row) => {
    for (let a = 0; a < k; a++) out[node * k + a] = fit.points[row * k + a]! + centre[a]!;
  });
  return { points: out, residual: fit.residual };
}
