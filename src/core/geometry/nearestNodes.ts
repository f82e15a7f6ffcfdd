export interface NearNode {
  readonly node: number;
  /** Euclidean, within the chosen columns. */
  readonly distance: number;
}

/**
 * The nodes nearest to one node, nearest first, ties by index. Missing nodes (NaN) are left out; empty when `node` itself
 * is missing.
 *
 * @param points [n, K] row-major
 */
export function nearestNodes(points: ArrayLike<number>, components: number, columns: readonly number[], node: number, count: number): NearNode[] {
  const near: NearNode[] = [];
  for (let other = 0; other * components < points.length; other++) {
    if (other === node) continue;
    let sum = 0;
    for (const k of columns) sum += (points[other * components + k]! - points[node * components + k]!) ** 2;
    if (!Number.isNaN(sum)) near.push({ node: other, distance: Math.sqrt(sum) });
  }
  return near.sort((a, b) => a.distance - b.distance || a.node - b.node).slice(0, count);
}
