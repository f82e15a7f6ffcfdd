/** A graph's spectral embedding laid over a picture: turned and scaled onto the points by Procrustes. */
import { procrustes, rotate } from '../linalg/procrustes.ts';
import type { Edge } from '../recording/types.ts';
import { centredPart, graphModes } from './graphModes.ts';

export interface SpectralOverlay {
  /** [n, axes] row-major in the units and at the place of the shown points; NaN for missing nodes. */
  readonly points: Float64Array;
  /** ||s U Q - Y||_F / ||Y||_F over the present nodes: 0 = the points are the spectral embedding, 1 = nothing in common. */
  readonly residual: number;
}

/**
 * The spectral embedding of a graph (the two or three slowest eigenvectors of the whole graph, at the present nodes)
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
  const { vectors } = graphModes(nodes, edges);
  const slowest = axes.map((_, a) => centredPart(vectors.subarray(a * nodes, (a + 1) * nodes), present));
  const ideal = Float64Array.from({ length: m * k }, (_, at) => slowest[at % k]![Math.floor(at / k)]!);
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

export interface ScaledProcrustes {
  /** [m, k] row-major: s X Q. */
  readonly points: Float64Array;
  readonly scale: number;
  /** ||s X Q - Y||_F / ||Y||_F, between 0 and 1; NaN when X or Y is zero. */
  readonly residual: number;
}

/**
 * Procrustes with scaling: the orthogonal Q and the scale s that minimise ||s X Q - Y||_F; s = <X Q, Y> / ||X||^2
 * (Gower 1975). For laying an ideal shape of no size of its own over data; frames are never compared this way, because
 * there shrinkage is signal.
 *
 * @param x [m, k] row-major, centred
 * @param y [m, k] row-major, centred
 */
export function scaledProcrustes(x: Float64Array, y: Float64Array, k: number): ScaledProcrustes {
  const turned = rotate(x, procrustes(x, y, k).rotation, k);
  let along = 0;
  let size = 0;
  let target = 0;
  for (let i = 0; i < x.length; i++) {
    along += turned[i]! * y[i]!;
    size += turned[i]! ** 2;
    target += y[i]! ** 2;
  }
  if (size === 0 || target === 0) return { points: new Float64Array(x.length).fill(NaN), scale: NaN, residual: NaN };
  const scale = along / size;
  const points = turned.map((value) => scale * value);
  let error = 0;
  for (let i = 0; i < y.length; i++) error += (points[i]! - y[i]!) ** 2;
  return { points, scale, residual: Math.sqrt(error / target) };
}
