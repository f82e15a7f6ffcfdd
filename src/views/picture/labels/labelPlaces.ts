/** The places around a node where its label may stand, and the box of a label at one of them. */
import type { Box } from '../box.ts';

/** Place number of every label, or HIDDEN. */
export type LabelPlaces = Int16Array;

export const HIDDEN = -1;
/** East, north, south, west, then the diagonals, then the directions between; y points down. */
const DEGREES = [0, 90, 270, 180, 45, 315, 135, 225, 22, 338, 158, 202, 67, 113, 247, 293] as const;
/** Rings of places around the node; those beyond the first are tied to their node by a leader line. */
const RINGS = [{ gap: 3, count: 8 }, { gap: 15, count: 8 }, { gap: 30, count: 16 }, { gap: 48, count: 16 }] as const;

interface Place {
  readonly ring: number;
  /** Earlier directions of a ring are preferred. */
  readonly order: number;
  /** Unit vector away from the node. */
  readonly dx: number;
  readonly dy: number;
  /** Pixels between the node's rim and the label. */
  readonly gap: number;
}

export const ALL_PLACES: readonly Place[] = RINGS.flatMap(({ gap, count }, ring) =>
  DEGREES.slice(0, count).map((degrees, order) => {
    const angle = (degrees * Math.PI) / 180;
    return { ring, order, dx: Math.cos(angle), dy: -Math.sin(angle), gap };
  }),
);
export const PLACES = ALL_PLACES.length;
/** Places right beside the node. */
export const BESIDE = RINGS[0].count;

export function needsLeader(place: number): boolean {
  return place >= BESIDE;
}

const clampUnit = (value: number) => Math.max(-1, Math.min(1, value));

/** Middle of a label of this width at a place of a node. */
export function labelX(place: number, x: number, radius: number, width: number): number {
  const { dx, gap } = ALL_PLACES[place]!;
  return x + dx * (radius + gap) + clampUnit(dx * Math.SQRT2) * (width / 2);
}

export function labelY(place: number, y: number, radius: number, height: number): number {
  const { dy, gap } = ALL_PLACES[place]!;
  return y + dy * (radius + gap) + clampUnit(dy * Math.SQRT2) * (height / 2);
}

export interface LabelSize {
  /** Centre of the node. */
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly width: number;
  readonly height: number;
}

/** The box of a label at a place. */
export function labelBox({ x, y, radius, width, height }: LabelSize, place: number): Box {
  const cx = labelX(place, x, radius, width);
  const cy = labelY(place, y, radius, height);
  return { left: cx - width / 2, top: cy - height / 2, right: cx + width / 2, bottom: cy + height / 2 };
}
