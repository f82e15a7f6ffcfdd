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

export type Corner = 'top-right' | 'bottom-right' | 'top-left' | 'bottom-left';

const CORNERS: readonly Corner[] = ['top-right', 'bottom-right', 'top-left', 'bottom-left'];

export function cornerBox(corner: Corner, plot: Box, width: number, height: number, inset: number): Box {
  const left = corner.endsWith('left') ? plot.left + inset : plot.right - inset - width;
  const top = corner.startsWith('top') ? plot.top + inset : plot.bottom - inset - height;
  return { left, top, right: left + width, bottom: top + height };
}

/** The corner of the plot whose box, grown by `clearance`, holds the fewest of the points [m, 2] and lies on no area to avoid; the first of equals. */
export function quietCorner(
  points: Float64Array,
  plot: Box,
  width: number,
  height: number,
  inset: number,
  clearance: number,
  avoid: readonly Box[] = [],
): Corner {
  let best: Corner = CORNERS[0]!;
  let least = Infinity;
  for (const corner of CORNERS) {
    const box = cornerBox(corner, plot, width, height, inset);
    let inside = avoid.some((area) => boxesOverlap(area, box)) ? points.length : 0;
    for (let at = 0; at < points.length; at += 2) {
      const [x, y] = [points[at]!, points[at + 1]!];
      if (x > box.left - clearance && x < box.right + clearance && y > box.top - clearance && y < box.bottom + clearance) inside++;
    }
    if (inside < least) {
      least = inside;
      best = corner;
    }
  }
  return best;
}
