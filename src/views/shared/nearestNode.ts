/** Half the hit target: a pointer within this many pixels of a node's centre, and nearer to it than to any other, is on it. */
export const HIT_RADIUS = 22;

/**
 * Index of the node nearest to (x, y) within `radius`, or null. `points` is [n, stride] row-major in pixels, NaN for
 * nodes that are not drawn. A plain scan: with at most a few hundred moving points it beats rebuilding a tree per frame.
 */
export function nearestNode(
  points: Float64Array,
  stride: number,
  x: number,
  y: number,
  radius: number = HIT_RADIUS,
): number | null {
  let best: number | null = null;
  let least = radius * radius;
  for (let i = 0, at = 0; at < points.length; i++, at += stride) {
    const dx = points[at]! - x;
    const dy = points[at + 1]! - y;
    const square = dx * dx + dy * dy;
    if (square <= least) {
      least = square;
      best = i;
    }
  }
  return best;
}
