import type { Rows } from './rowProducts.ts';

/** A row that keeps less than this of its length is linearly dependent. */
export const DEPENDENT = 1e-14;

/**
 * Makes rows orthonormal against `basis` and against one another by modified Gram-Schmidt, each pass done twice
 * ("twice is enough", Giraud and Langou 2005). A row that is linearly dependent is left out.
 *
 * @param basis orthonormal vectors
 * @param rows vectors to add; not modified
 * @returns the surviving rows, unit length
 */
export function orthonormalBlock(basis: Rows, { values, count, length }: Rows): Rows {
  const kept = values.slice();
  let rank = 0;
  for (let i = 0; i < count; i++) {
    const row = kept.subarray(rank * length, (rank + 1) * length);
    row.set(values.subarray(i * length, (i + 1) * length));
    const before = norm(row);
    if (before === 0) continue;
    for (let pass = 0; pass < 2; pass++) {
      for (let b = 0; b < basis.count; b++) removeComponent(row, basis.values, b * length);
      for (let k = 0; k < rank; k++) removeComponent(row, kept, k * length);
    }
    const after = norm(row);
    if (after <= DEPENDENT * before) continue;
    for (let c = 0; c < length; c++) row[c] = row[c]! / after;
    rank++;
  }
  return { values: kept.subarray(0, rank * length), count: rank, length };
}

function norm(row: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < row.length; i++) sum += row[i]! * row[i]!;
  return Math.sqrt(sum);
}

/** The unit vector is `units` from index `at` on. */
function removeComponent(row: Float64Array, units: Float64Array, at: number): void {
  let dot = 0;
  for (let i = 0; i < row.length; i++) dot += row[i]! * units[at + i]!;
  for (let i = 0; i < row.length; i++) row[i] = row[i]! - dot * units[at + i]!;
}
