/** Orthonormal columns spanning 1, x and a hinge (x - b)+ for every break b: the continuous piecewise-linear functions of x. */
export interface PiecewiseBasis {
  readonly breaks: readonly number[];
  readonly columns: readonly Float64Array[];
}

/** Null when a hinge is not independent of the others on these points. */
export function piecewiseBasis(x: Float64Array, breaks: readonly number[]): PiecewiseBasis | null {
  const raw = [x.map(() => 1), x.slice(), ...breaks.map((at) => x.map((value) => Math.max(0, value - at)))];
  const columns: Float64Array[] = [];
  for (const column of raw) {
    const before = Math.sqrt(dot(column, column));
    for (let pass = 0; pass < 2; pass++) {
      for (const unit of columns) {
        const along = dot(column, unit);
        for (let i = 0; i < column.length; i++) column[i] = column[i]! - along * unit[i]!;
      }
    }
    const after = Math.sqrt(dot(column, column));
    if (!(after > 1e-9 * before)) return null;
    columns.push(column.map((value) => value / after));
  }
  return { breaks, columns };
}

/** Sum of squares that the basis explains of y. */
export function explainedSquares({ columns }: PiecewiseBasis, y: Float64Array): number {
  let sum = 0;
  for (const column of columns) sum += dot(column, y) ** 2;
  return sum;
}

/** Least-squares values at the points. */
export function fittedValues({ columns }: PiecewiseBasis, y: Float64Array): Float64Array {
  const out = new Float64Array(y.length);
  for (const column of columns) {
    const along = dot(column, y);
    for (let i = 0; i < out.length; i++) out[i] = out[i]! + along * column[i]!;
  }
  return out;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
