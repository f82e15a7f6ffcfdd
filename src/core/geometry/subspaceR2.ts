/** A set of vectors on the same m nodes: [count, m] row-major, orthonormal. */
export interface Span {
  readonly vectors: Float64Array;
  readonly count: number;
}

/** Columns this far below the first are rounding, not a direction. */
const DEPENDENT = 1e-9;

/**
 * Orthonormal basis of chosen columns of centred points, by twice-run Gram-Schmidt.
 *
 * @param points [m, K] row-major, finite, every column centred
 */
export function columnSpan(points: ArrayLike<number>, components: number, columns: readonly number[]): Span {
  const m = components === 0 ? 0 : points.length / components;
  const kept: Float64Array[] = [];
  let largest = 0;
  for (const k of columns) {
    const column = Float64Array.from({ length: m }, (_, i) => points[i * components + k]!);
    largest = Math.max(largest, norm(column));
    for (let pass = 0; pass < 2; pass++) {
      for (const unit of kept) {
        const along = dot(column, unit);
        for (let i = 0; i < m; i++) column[i] = column[i]! - along * unit[i]!;
      }
    }
    const left = norm(column);
    if (left <= DEPENDENT * largest) continue;
    kept.push(column.map((value) => value / left));
  }
  const vectors = new Float64Array(kept.length * m);
  kept.forEach((unit, k) => vectors.set(unit, k * m));
  return { vectors, count: kept.length };
}

/**
 * Subspace R2 ||P_S U||_F^2 / ||U||_F^2: the share of the vectors U that the span S holds, independent of how either is
 * turned within itself. Two components cannot hold more than two modes, so where repeated eigenvalues make U wider the
 * whole is counted as two. NaN when either is empty.
 *
 * @param modes [q, m] row-major orthonormal vectors U
 * @param order lays row order[i] of S on column i of U; identity when left out
 */
export function subspaceR2(span: Span, modes: Float64Array, order?: Int32Array): number {
  const m = span.count === 0 ? 0 : span.vectors.length / span.count;
  const q = m === 0 ? 0 : modes.length / m;
  if (q === 0) return NaN;
  let sum = 0;
  for (let k = 0; k < span.count; k++) {
    for (let u = 0; u < q; u++) {
      let along = 0;
      for (let i = 0; i < m; i++) along += span.vectors[k * m + (order === undefined ? i : order[i]!)]! * modes[u * m + i]!;
      sum += along * along;
    }
  }
  return sum / Math.min(2, q);
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
}

function norm(x: Float64Array): number {
  return Math.sqrt(dot(x, x));
}
