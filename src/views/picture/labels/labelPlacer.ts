/** Where every label of a picture stands: clear of nodes, edges and one another, and where it stood before if it can. */
import { type Box, segmentCrosses } from '../box.ts';
import { CellIndex, NONE } from './cellIndex.ts';
import type { LabelField } from './labelField.ts';
import { ALL_PLACES, BESIDE, HIDDEN, type LabelPlaces, labelX, labelY, needsLeader, PLACES } from './labelPlaces.ts';

/**
 * Sorts `order`, a permutation of the labels: those that may be shown first, required ones ahead, then by priority, then by
 * index; returns how many may be shown. The order hardly changes from drawing to drawing, so that insertion takes one pass.
 */
export function sortLabels(field: LabelField, order: Int32Array): number {
  for (let at = 1; at < order.length; at++) {
    const label = order[at]!;
    let to = at;
    while (to > 0 && goesBefore(field, label, order[to - 1]!)) {
      order[to] = order[to - 1]!;
      to--;
    }
    order[to] = label;
  }
  let shown = 0;
  while (shown < order.length && mayShow(field, order[shown]!)) shown++;
  return shown;
}

function mayShow({ x, y, wanted }: LabelField, i: number): boolean {
  return wanted[i] === 1 && Number.isFinite(x[i]! + y[i]!);
}

function goesBefore(field: LabelField, i: number, j: number): boolean {
  const shows = mayShow(field, i);
  if (shows !== mayShow(field, j)) return shows;
  if (field.required[i] !== field.required[j]) return field.required[i] === 1;
  if (field.priority[i] !== field.priority[j]) return field.priority[i]! > field.priority[j]!;
  return i < j;
}

/**
 * Label placement for moving points. Greedy over a fixed set of places around each node, most important label first, with
 * memory: a label stays where it was as long as that place is free, so nothing flickers while the picture moves.
 *
 * Works in arrays that it keeps; what is near a label is looked up in grids of cells, so that a call takes about as long
 * per label whether there are 16 or 256.
 */
export interface LabelSurroundings {
  readonly bounds: Box;
  /** Areas that no label may cover: keys, badges. */
  readonly blocked: readonly Box[];
  /** Segments that labels rather avoid, [m, 4] as x1 y1 x2 y2. */
  readonly edges: Float64Array;
  /** Centre of the picture: labels prefer the side away from it. */
  readonly centreX: number;
  readonly centreY: number;
}

/** Room a label needs before it returns nearer to its node or appears again: keeps it from switching back and forth. */
const MARGIN = 4;
const NODE_GAP = 1;
/** How much better another place beside the node must be, in cost, before a label leaves a free one: two crossed edges. */
const WORTH_MOVING = 12;
const RING_COST = 100;
const OUTWARD = 3;
const EDGE_COST = 7;
const CROSSED_NODE_COST = 40;

export class LabelPlacer {
  places: LabelPlaces = new Int16Array(0);
  #before: LabelPlaces = new Int16Array(0);
  #order = new Int32Array(0);
  #waiting = new Int32Array(0);
  /** [taken, 4] boxes of the blocked areas, then of the labels placed so far. */
  #taken = new Float64Array(0);
  #takenCount = 0;
  /** Largest radius, rounded up. */
  #reach = 0;
  readonly #nodes = new CellIndex();
  readonly #boxes = new CellIndex();
  readonly #edges = new CellIndex();
  /** Box under consideration: left, top, right, bottom. */
  readonly #box = new Float64Array(4);
  /** Box around a leader line. */
  readonly #line = new Float64Array(4);
  #field!: LabelField;
  #around!: LabelSurroundings;

  /** Chooses `places` for every label. `known`: `places` are those of the drawing before; otherwise they count for nothing. */
  place(field: LabelField, around: LabelSurroundings, known: boolean): void {
    this.#begin(field, around, known);
    const { places } = this;
    const wanted = sortLabels(field, this.#order);
    let waiting = 0;
    for (let at = 0; at < wanted; at++) {
      const i = this.#order[at]!;
      const before = this.#before[i]!;
      const keeps = before !== HIDDEN && !needsLeader(before) && this.#isFree(i, before, 0);
      if (keeps && !this.#betterBeside(i, before)) this.#settle(i, before);
      else this.#waiting[waiting++] = i;
    }
    for (let at = 0; at < waiting; at++) {
      const i = this.#waiting[at]!;
      const before = this.#before[i]!;
      if (before !== HIDDEN && this.#isFree(i, before, 0)) {
        const nearer = this.#bestPlace(i, BESIDE, MARGIN);
        this.#settle(i, nearer === HIDDEN || (!needsLeader(before) && !this.#betterBeside(i, before)) ? before : nearer);
        continue;
      }
      const place = this.#bestPlace(i, PLACES, known && before === HIDDEN ? MARGIN : 0);
      if (place !== HIDDEN) this.#settle(i, place);
      else if (field.required[i] === 1) this.#settle(i, this.#leastCovered(i));
      else places[i] = HIDDEN;
    }
  }

  #begin(field: LabelField, around: LabelSurroundings, known: boolean): void {
    const n = field.length;
    this.#field = field;
    this.#around = around;
    if (this.places.length !== n) this.places = new Int16Array(n).fill(HIDDEN);
    if (this.#order.length !== n) {
      this.#before = new Int16Array(n);
      this.#order = Int32Array.from({ length: n }, (_, i) => i);
      this.#waiting = new Int32Array(n);
    }
    if (known) this.#before.set(this.places);
    else this.#before.fill(HIDDEN);
    this.places.fill(HIDDEN);
    if (this.#taken.length < (n + around.blocked.length) * 4) this.#taken = new Float64Array((n + around.blocked.length) * 4);
    this.#takenCount = 0;
    this.#boxes.clear(around.bounds);
    for (const { left, top, right, bottom } of around.blocked) {
      this.#box[0] = left;
      this.#box[1] = top;
      this.#box[2] = right;
      this.#box[3] = bottom;
      this.#take();
    }
    this.#indexNodes();
    this.#indexEdges();
  }

  #indexNodes(): void {
    const { x, y, radius, length } = this.#field;
    this.#nodes.clear(this.#around.bounds);
    this.#reach = 0;
    for (let i = 0; i < length; i++) {
      if (!Number.isFinite(x[i]! + y[i]!)) continue;
      this.#nodes.addPoint(i, x, y);
      this.#reach = Math.max(this.#reach, Math.ceil(radius[i]!));
    }
  }

  #indexEdges(): void {
    const { edges, bounds } = this.#around;
    this.#edges.clear(bounds);
    for (let at = 0; at < edges.length; at += 4) {
      if (Number.isFinite(edges[at]! + edges[at + 1]! + edges[at + 2]! + edges[at + 3]!)) {
        this.#edges.addSegment(at / 4, edges);
      }
    }
  }

  /** Nothing else may be placed where `#box` is. */
  #take(): void {
    this.#taken.set(this.#box, this.#takenCount * 4);
    this.#boxes.addBox(this.#takenCount++, this.#taken);
  }

  #settle(i: number, place: number): void {
    this.places[i] = place;
    this.#considerBox(i, place);
    this.#take();
  }

  #considerBox(i: number, place: number): void {
    const { x, y, radius, width, height } = this.#field;
    const cx = labelX(place, x[i]!, radius[i]!, width[i]!);
    const cy = labelY(place, y[i]!, radius[i]!, height[i]!);
    this.#box[0] = cx - width[i]! / 2;
    this.#box[1] = cy - height[i]! / 2;
    this.#box[2] = cx + width[i]! / 2;
    this.#box[3] = cy + height[i]! / 2;
  }

  /** Whether the label shares no pixel with borders, other labels and nodes. Leaves its box in `#box`. */
  #isFree(i: number, place: number, margin: number): boolean {
    this.#considerBox(i, place);
    const left = this.#box[0]!;
    const top = this.#box[1]!;
    const right = this.#box[2]!;
    const bottom = this.#box[3]!;
    const { bounds } = this.#around;
    if (left < bounds.left || right > bounds.right || top < bounds.top || bottom > bounds.bottom) return false;
    const taken = this.#taken;
    this.#boxes.find(this.#box, margin);
    for (let id = this.#boxes.next(); id !== NONE; id = this.#boxes.next()) {
      const at = id * 4;
      if (Math.min(right, taken[at + 2]!) - Math.max(left, taken[at]!) + margin > 0 && Math.min(bottom, taken[at + 3]!) - Math.max(top, taken[at + 1]!) + margin > 0) return false;
    }
    const { x, y, radius } = this.#field;
    this.#nodes.find(this.#box, this.#reach + NODE_GAP + margin);
    for (let j = this.#nodes.next(); j !== NONE; j = this.#nodes.next()) {
      if (j === i) continue;
      const dx = x[j]! - Math.min(right, Math.max(left, x[j]!));
      const dy = y[j]! - Math.min(bottom, Math.max(top, y[j]!));
      const reach = radius[j]! + NODE_GAP + margin / 2;
      if (dx * dx + dy * dy < reach * reach) return false;
    }
    return true;
  }

  #betterBeside(i: number, before: number): boolean {
    this.#considerBox(i, before);
    const cost = this.#cost(i, before);
    if (cost < WORTH_MOVING - 4) return false;
    const best = this.#bestPlace(i, BESIDE, MARGIN);
    if (best === HIDDEN) return false;
    this.#considerBox(i, best);
    return this.#cost(i, best) + WORTH_MOVING <= cost;
  }

  #bestPlace(i: number, places: number, margin: number): number {
    let best = HIDDEN;
    let least = Infinity;
    for (let place = 0; place < places; place++) {
      if (least <= ALL_PLACES[place]!.ring * RING_COST - OUTWARD) break;
      if (!this.#isFree(i, place, margin)) continue;
      const cost = this.#cost(i, place);
      if (cost < least) {
        least = cost;
        best = place;
      }
    }
    return best;
  }

  /** Of the label in `#box`. */
  #cost(i: number, place: number): number {
    const { x, y, radius } = this.#field;
    const { centreX, centreY, edges } = this.#around;
    const { dx, dy, ring, order } = ALL_PLACES[place]!;
    const left = this.#box[0]!;
    const top = this.#box[1]!;
    const right = this.#box[2]!;
    const bottom = this.#box[3]!;
    const outX = x[i]! - centreX;
    const outY = y[i]! - centreY;
    const outward = (outX * dx + outY * dy) / (Math.sqrt(outX * outX + outY * outY) || 1);
    let cost = RING_COST * ring + order - OUTWARD * outward;
    this.#edges.find(this.#box, 0);
    for (let id = this.#edges.next(); id !== NONE; id = this.#edges.next()) {
      const at = id * 4;
      if (segmentCrosses(edges[at]!, edges[at + 1]!, edges[at + 2]!, edges[at + 3]!, left, top, right, bottom)) cost += EDGE_COST;
    }
    if (!needsLeader(place)) return cost;
    const cx = (left + right) / 2;
    const cy = (top + bottom) / 2;
    const line = this.#line;
    line[0] = Math.min(cx, x[i]!);
    line[1] = Math.min(cy, y[i]!);
    line[2] = Math.max(cx, x[i]!);
    line[3] = Math.max(cy, y[i]!);
    this.#nodes.find(line, this.#reach);
    for (let j = this.#nodes.next(); j !== NONE; j = this.#nodes.next()) {
      const r = radius[j]!;
      if (j !== i && segmentCrosses(x[i]!, y[i]!, cx, cy, x[j]! - r, y[j]! - r, x[j]! + r, y[j]! + r)) cost += CROSSED_NODE_COST;
    }
    return cost;
  }

  #leastCovered(i: number): number {
    let best = 0;
    let least = Infinity;
    for (let place = 0; place < PLACES; place++) {
      this.#considerBox(i, place);
      const area = this.#coveredArea(i) + place * 1e-3;
      if (area < least) {
        least = area;
        best = place;
      }
    }
    return best;
  }

  /** Weighed area in square pixels that `#box` shares with borders, other labels and nodes. */
  #coveredArea(i: number): number {
    const left = this.#box[0]!;
    const top = this.#box[1]!;
    const right = this.#box[2]!;
    const bottom = this.#box[3]!;
    const { bounds } = this.#around;
    const outX = Math.max(0, bounds.left - left) + Math.max(0, right - bounds.right);
    const outY = Math.max(0, bounds.top - top) + Math.max(0, bottom - bounds.bottom);
    let area = 10 * (outX * (bottom - top) + outY * (right - left));
    const taken = this.#taken;
    for (let at = 0; at < this.#takenCount * 4; at += 4) {
      const w = Math.min(right, taken[at + 2]!) - Math.max(left, taken[at]!);
      const h = Math.min(bottom, taken[at + 3]!) - Math.max(top, taken[at + 1]!);
      if (w > 0 && h > 0) area += 4 * w * h;
    }
    const { x, y, radius, length } = this.#field;
    for (let j = 0; j < length; j++) {
      if (j === i || Number.isNaN(x[j]!)) continue;
      const dx = x[j]! - Math.min(right, Math.max(left, x[j]!));
      const dy = y[j]! - Math.min(bottom, Math.max(top, y[j]!));
      const reach = radius[j]! + NODE_GAP;
      if (dx * dx + dy * dy < reach * reach) area += radius[j]! * radius[j]!;
    }
    return area;
  }
}
