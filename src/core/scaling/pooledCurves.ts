import type { ScalingCurve } from './types.ts';

/** Replicates of one size on the contexts they share. */
export interface PooledCurves {
  readonly contexts: readonly number[];
  readonly rows: number;
  /** [rows, P] row-major. */
  readonly values: Float64Array;
}

/** Throws RangeError on values that do not fit their contexts. */
export function pooledCurves(curves: readonly ScalingCurve[]): PooledCurves {
  for (const { id, contexts, values } of curves) {
    if (contexts.length === 0 || values.length % contexts.length !== 0) throw new RangeError(`${id}: ${values.length} values for ${contexts.length} contexts`);
  }
  const [first, ...others] = curves;
  const contexts = first === undefined ? [] : first.contexts.filter((context) => others.every((other) => other.contexts.includes(context)));
  const lines = curves.flatMap((curve) => {
    const P = curve.contexts.length;
    const columns = contexts.map((context) => curve.contexts.indexOf(context));
    return Array.from({ length: curve.values.length / P }, (_, row) => columns.map((column) => curve.values[row * P + column]!));
  });
  return { contexts, rows: lines.length, values: Float64Array.from(lines.flat()) };
}

/** [P] mean over chosen rows, NaN cells left out. */
export function meanOfRows({ contexts, values }: PooledCurves, rows: Int32Array): Float64Array {
  const P = contexts.length;
  const sum = new Float64Array(P);
  const count = new Int32Array(P);
  for (const row of rows) {
    for (let p = 0; p < P; p++) {
      const value = values[row * P + p]!;
      if (Number.isNaN(value)) continue;
      sum[p] = sum[p]! + value;
      count[p] = count[p]! + 1;
    }
  }
  return sum.map((value, p) => (count[p] === 0 ? NaN : value / count[p]!));
}
