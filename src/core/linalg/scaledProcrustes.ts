import { procrustes, rotate } from './procrustes.ts';

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
