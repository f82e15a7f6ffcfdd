/**
 * Makes rows orthonormal against `basis` and against one another by modified Gram-Schmidt, each pass done twice
 * ("twice is enough", Giraud and Langou 2005). A row that keeps less than `drop` of its length is linearly dependent
 * and left out.
 *
 * @param basis orthonormal vectors, each [size]
 * @param rows vectors to add, each [size]; modified
 * @returns the surviving rows, unit length
 */
export function orthonormalBlock(basis: readonly Float64Array[], rows: readonly Float64Array[], drop = 1e-14): Float64Array[] {
  const kept: Float64Array[] = [];
  for (const row of rows) {
    const before = norm(row);
    if (before === 0) continue;
    for (let pass = 0; pass < 2; pass++) {
      for (const vector of basis) removeComponent(row, vector);
      for (const vector of kept) removeComponent(row, vector);
    }
    const after = norm(row);
    if (after <= drop * before) continue;
    for (let i = 0; i < row.length; i++) row[i] = row[i]! / after;
    kept.push(row);
  }
  return kept;
}

function norm(row: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < row.length; i++) sum += row[i]! * row[i]!;
  return Math.sqrt(sum);
}

function removeComponent(row: Float64Array, unit: Float64Array): void {
  let dot = 0;
  for (let i = 0; i < row.length; i++) dot += row[i]! * unit[i]!;
  for (let i = 0; i < row.length; i++) row[i] = row[i]! - dot * unit[i]!;
}
