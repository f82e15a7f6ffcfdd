import { determinant, Matrix, SVD } from 'ml-matrix';

export interface Procrustes {
  /** [k, k] row-major orthogonal Q of X Q, nearest to Y. */
  readonly rotation: Float64Array;
  /** ||X Q - Y||_F / ||Y||_F; NaN when Y is zero. */
  readonly residual: number;
}

/**
 * Orthogonal Procrustes without scaling or translation: the orthogonal Q that minimises ||X Q - Y||_F is U V' of the SVD
 * X'Y = U S V' (Schoenemann 1966). Shrinkage is left in the residual because it is signal. A reflection is allowed
 * unless forbidden: PCA axes have no handedness.
 *
 * @param x [m, k] row-major
 * @param y [m, k] row-major
 */
export function procrustes(x: Float64Array, y: Float64Array, k: number, allowReflection = true): Procrustes {
  const m = x.length / k;
  const cross = Matrix.zeros(k, k);
  for (let i = 0; i < m; i++) {
    for (let a = 0; a < k; a++) {
      for (let b = 0; b < k; b++) cross.set(a, b, cross.get(a, b) + x[i * k + a]! * y[i * k + b]!);
    }
  }
  const { leftSingularVectors: u, rightSingularVectors: v } = new SVD(cross);
  if (!allowReflection && determinant(u) * determinant(v) < 0) v.mulColumn(k - 1, -1);
  const rotation = Float64Array.from(u.mmul(v.transpose()).to1DArray());
  return { rotation, residual: residualOf(rotate(x, rotation, k), y) };
}

/** X Q for row-major X [m, k] and Q [k, k]. */
export function rotate(x: Float64Array, rotation: Float64Array, k: number): Float64Array {
  const out = new Float64Array(x.length);
  for (let row = 0; row < x.length; row += k) {
    for (let b = 0; b < k; b++) {
      let sum = 0;
      for (let a = 0; a < k; a++) sum += x[row + a]! * rotation[a * k + b]!;
      out[row + b] = sum;
    }
  }
  return out;
}

function residualOf(turned: Float64Array, y: Float64Array): number {
  let error = 0;
  let size = 0;
  for (let i = 0; i < y.length; i++) {
    error += (turned[i]! - y[i]!) ** 2;
    size += y[i]! ** 2;
  }
  return size === 0 ? NaN : Math.sqrt(error / size);
}
