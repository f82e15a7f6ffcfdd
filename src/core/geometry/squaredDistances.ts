/**
 * Squared distances between nodes, [n, n] row-major and symmetric with a zero diagonal. Rows and columns of missing nodes
 * are NaN throughout, the diagonal included.
 */
export type SquaredDistances = Float64Array;

/**
 * From a Gram matrix: G_ii + G_jj - 2 G_ij, clamped at 0 against rounding.
 *
 * @param gram [m, m] of the rows of the present nodes
 * @param present [m] the node behind every row
 * @param nodes n
 */
export function distancesFromGram(gram: Float64Array, present: Int32Array, nodes: number): SquaredDistances {
  const m = present.length;
  const out = new Float64Array(nodes * nodes).fill(NaN);
  for (let a = 0; a < m; a++) {
    for (let b = 0; b < m; b++) {
      const squared = a === b ? 0 : gram[a * m + a]! + gram[b * m + b]! - 2 * gram[a * m + b]!;
      out[present[a]! * nodes + present[b]!] = Math.max(0, squared);
    }
  }
  return out;
}

/**
 * From coordinates, within chosen columns.
 *
 * @param points [n, K] row-major; a node with a NaN in a chosen column is missing
 */
export function distancesFromPoints(points: ArrayLike<number>, components: number, columns: readonly number[]): SquaredDistances {
  const nodes = components === 0 ? 0 : points.length / components;
  const out = new Float64Array(nodes * nodes);
  for (let i = 0; i < nodes; i++) {
    for (let j = 0; j < nodes; j++) {
      let sum = 0;
      for (const k of columns) sum += (points[i * components + k]! - points[j * components + k]!) ** 2;
      out[i * nodes + j] = sum;
    }
  }
  return out;
}

/** Nodes that are not missing, ascending. */
export function nodesWithDistances(squared: SquaredDistances, nodes: number): Int32Array {
  const present = [];
  for (let i = 0; i < nodes; i++) if (!Number.isNaN(squared[i * nodes + i])) present.push(i);
  return Int32Array.from(present);
}
