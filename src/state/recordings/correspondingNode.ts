/** Which node of one recording stands for a node of another, so that pointing at one shows the other. */
import type { LayoutPoint, RecordingMetadata } from '../../core/recording/types.ts';
import { contextGraphIndex, preparedGraphs } from '../graphs/preparedGraphs.ts';

/**
 * The same recording: the same node. The same set of words, each once: the same word. Otherwise the node whose place on
 * the context graph is nearest, both layouts fitted to the unit box, or by angle when both are rings. null when nothing fits.
 */
export function correspondingNode(from: RecordingMetadata, node: number, to: RecordingMetadata): number | null {
  if (node < 0 || node >= from.nodes.length) return null;
  if (from === to || from.id === to.id) return node < to.nodes.length ? node : null;
  const labels = from.nodes.map(({ label }) => label);
  const others = to.nodes.map(({ label }) => label);
  if (sameSet(labels, others)) return others.indexOf(labels[node]!);
  const a = graphPlaces(from);
  const b = graphPlaces(to);
  if (a === null || b === null) return null;
  return nearestPlace(a, node, b);
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  const set = new Set(a);
  return set.size === a.length && new Set(b).size === b.length && a.length === b.length && b.every((label) => set.has(label));
}

interface GraphPlaces {
  /** In the unit box. */
  readonly points: readonly LayoutPoint[];
  /** Angle of every node about the middle of the layout, in radians, when the graph is a ring; else null. */
  readonly angles: readonly number[] | null;
}

function graphPlaces(metadata: RecordingMetadata): GraphPlaces | null {
  const graph = contextGraphIndex(metadata);
  const layout = metadata.graphs[graph]?.layout ?? null;
  const edges = preparedGraphs(metadata)[graph]?.edges ?? [];
  if (layout === null || layout.length !== metadata.nodes.length) return null;
  const degrees = layout.map((_, node) => edges.filter((edge) => edge.includes(node)).length);
  const ring = layout.length > 2 && degrees.every((degree) => degree === 2);
  return { points: unitBox(layout), angles: ring ? anglesOf(layout) : null };
}

function anglesOf(layout: readonly LayoutPoint[]): readonly number[] {
  const middle = (axis: 0 | 1) => layout.reduce((sum, point) => sum + point[axis], 0) / layout.length;
  const [x, y] = [middle(0), middle(1)];
  return layout.map((point) => Math.atan2(point[1] - y, point[0] - x));
}

/** Scales each side of the bounding box to [-1, 1]; a side without extent goes to 0. */
function unitBox(layout: readonly LayoutPoint[]): readonly LayoutPoint[] {
  const side = (axis: 0 | 1) => {
    const values = layout.map((point) => point[axis]);
    const low = Math.min(...values);
    const high = Math.max(...values);
    return (value: number) => (high > low ? (2 * (value - low)) / (high - low) - 1 : 0);
  };
  const [x, y] = [side(0), side(1)];
  return layout.map((point): LayoutPoint => [x(point[0]), y(point[1])]);
}

function nearestPlace(a: GraphPlaces, node: number, b: GraphPlaces): number | null {
  const [x, y] = a.points[node]!;
  const angle = a.angles?.[node];
  let best: number | null = null;
  let least = Infinity;
  b.points.forEach(([px, py], i) => {
    const other = b.angles?.[i];
    const distance = angle !== undefined && other !== undefined ? turn(angle - other) : Math.hypot(px - x, py - y);
    // Rounding in a file must not decide between two equally near: the first in order is taken.
    if (distance >= least - 1e-5) return;
    least = distance;
    best = i;
  });
  return best;
}

/** Size of an angle, 0 to pi, whichever way round. */
function turn(angle: number): number {
  const wrapped = Math.abs(angle) % (2 * Math.PI);
  return Math.min(wrapped, 2 * Math.PI - wrapped);
}
