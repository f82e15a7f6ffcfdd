/**
 * Label placement for moving points. Greedy over a fixed set of places around each node, most important label first, with
 * memory: a label stays where it was as long as that place is free, so nothing flickers while the picture moves.
 *
 * Pure: pixels in, pixels out; y points down. O(n^2) per call with a small constant, a fraction of a millisecond for
 * the usual 10 to 60 nodes.
 */
import { segmentCrossesBox, type Box } from './box.ts';

export interface LabelRequest {
  /** Centre of the node; NaN when it is not drawn, which hides its label. */
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly width: number;
  readonly height: number;
  /** Higher is placed first. */
  readonly priority: number;
  /** Shown even where there is no room. */
  readonly required: boolean;
  /** False: no label, only an obstacle for the others. */
  readonly wanted: boolean;
}

export interface LabelScene {
  readonly labels: readonly LabelRequest[];
  readonly bounds: Box;
  /** Areas that no label may cover: keys, badges. */
  readonly blocked: readonly Box[];
  /** Segments that labels rather avoid, [m, 4] as x1 y1 x2 y2. */
  readonly edges: Float64Array;
  /** Centre of the picture: labels prefer the side away from it. */
  readonly centre: readonly [x: number, y: number];
}

/** Place number, or -1 for hidden. */
export type LabelPlaces = Int16Array;

export const HIDDEN = -1;
/** East, north, south, west, then the diagonals, then the directions between; y points down. */
const DIRECTIONS: readonly (readonly [number, number])[] = [0, 90, 270, 180, 45, 315, 135, 225, 22, 338, 158, 202, 67, 113, 247, 293].map(
  (degrees) => [Math.cos((degrees * Math.PI) / 180), -Math.sin((degrees * Math.PI) / 180)] as const,
);

interface Place {
  readonly ring: number;
  readonly order: number;
  readonly dx: number;
  readonly dy: number;
  readonly gap: number;
}

/** Rings of places around the node; those beyond the first are tied to their node by a leader line. */
const RINGS = [{ gap: 3, count: 8 }, { gap: 15, count: 8 }, { gap: 30, count: 16 }, { gap: 48, count: 16 }] as const;
const ALL_PLACES: readonly Place[] = RINGS.flatMap(({ gap, count }, ring) =>
  DIRECTIONS.slice(0, count).map(([dx, dy], order) => ({ ring, order, dx, dy, gap })),
);
export const PLACES = ALL_PLACES.length;
/** Places right beside the node. */
const BESIDE = RINGS[0].count;
/** Room a label needs before it returns nearer to its node or appears again: keeps it from switching back and forth. */
const MARGIN = 4;
const NODE_GAP = 1;
/** How much better another place beside the node must be, in cost, before a label leaves a free one: two crossed edges. */
const WORTH_MOVING = 12;

export function needsLeader(place: number): boolean {
  return place >= BESIDE;
}

/** The box of a label at a place. */
export function labelBox(label: LabelRequest, place: number): Box {
  const { dx, dy, gap } = ALL_PLACES[place]!;
  const reach = label.radius + gap;
  const cx = label.x + dx * reach + clampUnit(dx * Math.SQRT2) * (label.width / 2);
  const cy = label.y + dy * reach + clampUnit(dy * Math.SQRT2) * (label.height / 2);
  return {
    left: cx - label.width / 2,
    top: cy - label.height / 2,
    right: cx + label.width / 2,
    bottom: cy + label.height / 2,
  };
}

const clampUnit = (value: number) => Math.max(-1, Math.min(1, value));

/** Chooses a place for every label. `previous` holds the places of the frame before, or null. */
export function placeLabels(scene: LabelScene, previous: LabelPlaces | null): LabelPlaces {
  const { labels } = scene;
  const places = new Int16Array(labels.length).fill(HIDDEN);
  const taken: Box[] = [...scene.blocked];
  const order = labels.map((_, i) => i).filter((i) => labels[i]!.wanted && Number.isFinite(labels[i]!.x + labels[i]!.y));
  order.sort((i, j) => Number(labels[j]!.required) - Number(labels[i]!.required) || labels[j]!.priority - labels[i]!.priority || i - j);

  const settle = (i: number, place: number) => {
    places[i] = place;
    taken.push(labelBox(labels[i]!, place));
  };
  const waiting: number[] = [];
  for (const i of order) {
    const before = previous?.[i] ?? HIDDEN;
    const keeps = before !== HIDDEN && !needsLeader(before) && isFree(scene, taken, i, before, 0);
    if (keeps && !betterBeside(scene, taken, i, before)) settle(i, before);
    else waiting.push(i);
  }
  for (const i of waiting) {
    const before = previous?.[i] ?? HIDDEN;
    const known = previous !== null;
    if (known && before !== HIDDEN && isFree(scene, taken, i, before, 0)) {
      const nearer = bestPlace(scene, taken, i, BESIDE, MARGIN);
      settle(i, nearer === HIDDEN || (!needsLeader(before) && !betterBeside(scene, taken, i, before)) ? before : nearer);
      continue;
    }
    const place = bestPlace(scene, taken, i, PLACES, known && before === HIDDEN ? MARGIN : 0);
    if (place !== HIDDEN) settle(i, place);
    else if (labels[i]!.required) settle(i, leastCovered(scene, taken, i));
  }
  return places;
}

function isFree(scene: LabelScene, taken: readonly Box[], i: number, place: number, margin: number): boolean {
  return covered(scene, taken, i, labelBox(scene.labels[i]!, place), margin, true) === 0;
}

function betterBeside(scene: LabelScene, taken: readonly Box[], i: number, before: number): boolean {
  const cost = costOf(scene, i, before);
  if (cost < WORTH_MOVING - 4) return false;
  const best = bestPlace(scene, taken, i, BESIDE, MARGIN);
  return best !== HIDDEN && costOf(scene, i, best) + WORTH_MOVING <= cost;
}

const costOf = (scene: LabelScene, i: number, place: number) => placeCost(scene, i, place, labelBox(scene.labels[i]!, place));

/** Area in square pixels that the box shares with borders, other labels and nodes; stops at the first when asked. */
function covered(scene: LabelScene, taken: readonly Box[], i: number, box: Box, margin: number, stop: boolean): number {
  const { bounds, labels } = scene;
  const { left, top, right, bottom } = box;
  let area = 0;
  const outX = Math.max(0, bounds.left - left) + Math.max(0, right - bounds.right);
  const outY = Math.max(0, bounds.top - top) + Math.max(0, bottom - bounds.bottom);
  if (outX > 0 || outY > 0) {
    area += 10 * (outX * (bottom - top) + outY * (right - left));
    if (stop) return area;
  }
  for (const other of taken) {
    const w = Math.min(right, other.right) - Math.max(left, other.left) + margin;
    const h = Math.min(bottom, other.bottom) - Math.max(top, other.top) + margin;
    if (w <= 0 || h <= 0) continue;
    area += 4 * w * h;
    if (stop) return area;
  }
  for (let j = 0; j < labels.length; j++) {
    const node = labels[j]!;
    if (j === i || Number.isNaN(node.x)) continue;
    const dx = node.x - Math.min(right, Math.max(left, node.x));
    const dy = node.y - Math.min(bottom, Math.max(top, node.y));
    const reach = node.radius + NODE_GAP + margin / 2;
    if (dx * dx + dy * dy >= reach * reach) continue;
    area += node.radius * node.radius;
    if (stop) return area;
  }
  return area;
}

function bestPlace(scene: LabelScene, taken: readonly Box[], i: number, places: number, margin: number): number {
  const label = scene.labels[i]!;
  let best = HIDDEN;
  let least = Infinity;
  for (let place = 0; place < places; place++) {
    const box = labelBox(label, place);
    if (covered(scene, taken, i, box, margin, true) > 0) continue;
    const cost = placeCost(scene, i, place, box);
    if (cost < least) {
      least = cost;
      best = place;
    }
  }
  return best;
}

function placeCost(scene: LabelScene, i: number, place: number, box: Box): number {
  const label = scene.labels[i]!;
  const { dx, dy, ring, order } = ALL_PLACES[place]!;
  const outX = label.x - scene.centre[0];
  const outY = label.y - scene.centre[1];
  const outward = (outX * dx + outY * dy) / (Math.hypot(outX, outY) || 1);
  let cost = 100 * ring + order - 3 * outward;
  const { edges } = scene;
  for (let at = 0; at < edges.length; at += 4) {
    if (segmentCrossesBox(edges[at]!, edges[at + 1]!, edges[at + 2]!, edges[at + 3]!, box)) cost += 7;
  }
  if (needsLeader(place)) {
    const x = (box.left + box.right) / 2;
    const y = (box.top + box.bottom) / 2;
    scene.labels.forEach((node, j) => {
      if (j === i || Number.isNaN(node.x)) return;
      const around = { left: node.x - node.radius, right: node.x + node.radius, top: node.y - node.radius, bottom: node.y + node.radius };
      if (segmentCrossesBox(label.x, label.y, x, y, around)) cost += 40;
    });
  }
  return cost;
}

function leastCovered(scene: LabelScene, taken: readonly Box[], i: number): number {
  let best = 0;
  let least = Infinity;
  for (let place = 0; place < PLACES; place++) {
    const area = covered(scene, taken, i, labelBox(scene.labels[i]!, place), 0, false) + place * 1e-3;
    if (area < least) {
      least = area;
      best = place;
    }
  }
  return best;
}
