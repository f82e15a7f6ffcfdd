import { boxesOverlap, type Box } from './box.ts';

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
