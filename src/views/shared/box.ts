/** An axis-parallel rectangle in pixels, y down. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function boxesOverlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** The point of the box nearest to (x, y); the point itself when it lies inside. */
export function nearestOnBox(box: Box, x: number, y: number): readonly [x: number, y: number] {
  return [Math.min(box.right, Math.max(box.left, x)), Math.min(box.bottom, Math.max(box.top, y))];
}

/** Whether the segment and the box share a point (Liang-Barsky clipping). False when a coordinate is NaN. */
export function segmentCrosses(x1: number, y1: number, x2: number, y2: number, left: number, top: number, right: number, bottom: number): boolean {
  const dx = x2 - x1;
  const dy = y2 - y1;
  let enter = 0;
  let leave = 1;
  if (dx !== 0) {
    enter = Math.max(enter, ((dx > 0 ? left : right) - x1) / dx);
    leave = Math.min(leave, ((dx > 0 ? right : left) - x1) / dx);
  } else if (!(x1 >= left && x1 <= right)) return false;
  if (dy !== 0) {
    enter = Math.max(enter, ((dy > 0 ? top : bottom) - y1) / dy);
    leave = Math.min(leave, ((dy > 0 ? bottom : top) - y1) / dy);
  } else if (!(y1 >= top && y1 <= bottom)) return false;
  return enter <= leave;
}
