import { boxesOverlap, type Box } from './box.ts';

/** Where the card of a node stands in its panel. */
export interface CardPlacement {
  readonly left: number;
  readonly top: number;
}

/** An area that a card rather leaves in sight, and how much that matters. */
export interface WeighedBox extends Box {
  readonly weight: number;
}

export interface CardScene {
  readonly anchor: { readonly x: number; readonly y: number };
  readonly card: { readonly width: number; readonly height: number };
  readonly panel: { readonly width: number; readonly height: number };
  /** Points [m, 2] in pixels; NaN is skipped. */
  readonly points: Float64Array;
  /** How much it matters not to cover a point, by index. */
  readonly weight: (point: number) => number;
  readonly avoid: readonly WeighedBox[];
}

/** Distances of the card from its node that are tried, in pixels: farther away only where that covers less. */
const GAPS = [22, 48, 90] as const;
const GAP_COST = 0.12;
const BORDER = 8;
/** Sides as fractions of the card to the left of and above the anchor: right, left, below, above, then the corners. */
const SIDES = [[0, 0.5], [1, 0.5], [0.5, 0], [0.5, 1], [0, 0], [0, 1], [1, 0], [1, 1]] as const;
const OUTSIDE_COST = 0.5;
const COVERS_ANCHOR = 1000;

/**
 * The place around the anchor where the card covers the least that matters, pushed inside the panel, so the card is never
 * cut off while the panel can hold it.
 */
export function cardPosition(scene: CardScene): CardPlacement {
  const { anchor, card, panel } = scene;
  const inside = (value: number, most: number) => Math.max(Math.min(BORDER, Math.max(0, most)), Math.min(value, most - BORDER));
  let best: CardPlacement = { left: 0, top: 0 };
  let least = Infinity;
  for (const gap of GAPS) {
    for (const [sideX, sideY] of SIDES) {
      const wantedLeft = anchor.x - sideX * card.width + (1 - 2 * sideX) * gap;
      const wantedTop = anchor.y - sideY * card.height + (1 - 2 * sideY) * gap;
      const left = inside(wantedLeft, panel.width - card.width);
      const top = inside(wantedTop, panel.height - card.height);
      const pushed = Math.abs(left - wantedLeft) + Math.abs(top - wantedTop);
      const cost = (gap - GAPS[0]) * GAP_COST + pushed * OUTSIDE_COST + coveredWeight(scene, left, top);
      if (cost < least) {
        least = cost;
        best = { left, top };
      }
    }
  }
  return best;
}

function coveredWeight({ anchor, card, points, weight, avoid }: CardScene, left: number, top: number): number {
  const holds = (x: number, y: number, clearance: number) =>
    x > left - clearance && x < left + card.width + clearance && y > top - clearance && y < top + card.height + clearance;
  let cost = holds(anchor.x, anchor.y, 0) ? COVERS_ANCHOR : 0;
  for (let i = 0, at = 0; at < points.length; i++, at += 2) if (holds(points[at]!, points[at + 1]!, 8)) cost += weight(i);
  const box: Box = { left, top, right: left + card.width, bottom: top + card.height };
  for (const area of avoid) if (boxesOverlap(area, box)) cost += area.weight;
  return cost;
}
