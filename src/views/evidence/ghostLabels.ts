/** Labels of a picture that is drawn once: see LabelPlacer, which this wraps. Pure: pixels in, pixels out; y points down. */
import { type Box, nearestOnBox } from '../picture/box.ts';
import { LabelField, shownLabel } from '../picture/labels/labelField.ts';
import { LabelPlacer } from '../picture/labels/labelPlacer.ts';
import { HIDDEN, labelBox, type LabelPlaces, type LabelSize, needsLeader } from '../picture/labels/labelPlaces.ts';

export interface LabelRequest extends LabelSize {
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
  readonly blocked: readonly Box[];
  /** [m, 4] as x1 y1 x2 y2. */
  readonly edges: Float64Array;
  readonly centre: readonly [x: number, y: number];
}

/** Chooses a place for every label. `previous` holds the places of the frame before, or null. */
export function placeLabels({ labels, bounds, blocked, edges, centre }: LabelScene, previous: LabelPlaces | null): LabelPlaces {
  const field = new LabelField(labels.length);
  labels.forEach(({ x, y, radius, width, height, priority, required, wanted }, i) => {
    [field.x[i], field.y[i], field.radius[i], field.width[i], field.height[i], field.priority[i]] = [x, y, radius, width, height, priority];
    field.required[i] = Number(required);
    field.wanted[i] = Number(wanted);
  });
  const placer = new LabelPlacer();
  if (previous !== null) placer.places = previous.slice();
  placer.place(field, { bounds, blocked, edges, centreX: centre[0], centreY: centre[1] }, previous !== null);
  return placer.places;
}

/** Where the labels of the averaging null's picture stand: clear of each other, of the nodes and of the borders, as on the real picture. */
interface Point {
  readonly x: number;
  readonly y: number;
}

export interface GhostLabel extends Point {
  readonly node: number;
  readonly text: string;
  /** From the node's rim to a label that stands apart; null for one right beside its node. */
  readonly leader: { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number } | null;
}

interface GhostFrame {
  readonly width: number;
  readonly height: number;
  readonly radius: number;
  /** Width of a text in pixels. */
  readonly measure: (text: string) => number;
}

const HEIGHT = 15;
const PADDING = 3;
const BORDER = 3;

/**
 * Labels that find no room are left out.
 * @param words one of every node of the recording
 * @param drawn pixels of the nodes that are drawn; @param edges pixels of both ends
 */
export function ghostLabels(
  words: readonly string[],
  drawn: readonly (Point & { readonly node: number })[],
  edges: readonly (readonly [Point, Point])[],
  { width, height, radius, measure }: GhostFrame,
): readonly GhostLabel[] {
  const requests = drawn.map(({ node, x, y }): LabelRequest => ({
    x, y, radius, width: measure(shownLabel(words[node]!)) + 2 * PADDING, height: HEIGHT, priority: 0, required: false, wanted: true,
  }));
  const count = Math.max(1, drawn.length);
  const centre = [drawn.reduce((sum, { x }) => sum + x, 0) / count, drawn.reduce((sum, { y }) => sum + y, 0) / count] as const;
  const bounds = { left: BORDER, top: BORDER, right: width - BORDER, bottom: height - BORDER };
  const segments = Float64Array.from(edges.flatMap(([from, to]) => [from.x, from.y, to.x, to.y]));
  const places = placeLabels({ labels: requests, bounds, blocked: [], edges: segments, centre }, null);
  return drawn.flatMap(({ node, x, y }, i): GhostLabel[] => {
    const place = places[i]!;
    if (place === HIDDEN) return [];
    const box = labelBox(requests[i]!, place);
    const [nearX, nearY] = nearestOnBox(box, x, y);
    const length = Math.hypot(nearX - x, nearY - y) || 1;
    const leader = { x1: x + ((nearX - x) * radius) / length, y1: y + ((nearY - y) * radius) / length, x2: nearX, y2: nearY };
    return [{ node, text: shownLabel(words[node]!), x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2, leader: needsLeader(place) ? leader : null }];
  });
}
