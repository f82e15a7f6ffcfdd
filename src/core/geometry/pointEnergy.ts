import type { Edge } from '../recording/types.ts';

/**
 * normalisedDirichletEnergy of coordinates within chosen columns, without the distances between all pairs: over n present
 * nodes the squared distances of all pairs sum to n sum |x|^2 - |sum x|^2, of coordinates taken from their mean.
 *
 * @param points [n, K] row-major; a node with a NaN in a chosen column is missing
 * @param edges undirected, each once (undirectedEdges)
 */
export function pointEnergy(points: ArrayLike<number>, components: number, columns: readonly number[], edges: readonly Edge[]): number {
  const nodes = components === 0 ? 0 : points.length / components;
  const means = columns.map(() => 0);
  const present = (node: number) => columns.every((k) => !Number.isNaN(points[node * components + k]!));
  let count = 0;
  for (let node = 0; node < nodes; node++) {
    if (!present(node)) continue;
    count++;
    columns.forEach((k, c) => (means[c]! += points[node * components + k]!));
  }
  let spread = 0;
  for (let node = 0; node < nodes; node++) {
    if (present(node)) columns.forEach((k, c) => (spread += (points[node * components + k]! - means[c]! / count) ** 2));
  }
  let sum = 0;
  let joined = 0;
  for (const [a, b] of edges) {
    if (!present(a) || !present(b)) continue;
    joined++;
    for (const k of columns) sum += (points[a * components + k]! - points[b * components + k]!) ** 2;
  }
  // Mean over the count (count - 1) / 2 pairs of their sum, count times the spread.
  return joined === 0 || spread === 0 || count < 2 ? NaN : sum / joined / ((2 * spread) / (count - 1));
}
