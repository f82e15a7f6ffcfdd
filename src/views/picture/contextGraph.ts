/** The graph the walk was made on, seen as a shape: what colours, the key and the highlighted neighbours are based on. */
import type { LayoutPoint, RecordingGraph, RecordingMetadata } from '../../core/recording/types.ts';

export function contextGraph(metadata: RecordingMetadata): RecordingGraph | null {
  return metadata.graphs.find((graph) => graph.role === 'context') ?? metadata.graphs[0] ?? null;
}

/** Neighbours of every node, directions ignored, each once, ascending. */
export function neighboursOf(graph: RecordingGraph | null, nodes: number): readonly (readonly number[])[] {
  const sets = Array.from({ length: nodes }, () => new Set<number>());
  for (const [source, target] of graph?.edges ?? []) {
    if (source === target) continue;
    sets[source]?.add(target);
    sets[target]?.add(source);
  }
  return sets.map((set) => [...set].sort((a, b) => a - b));
}

/**
 * Position of every node along the graph when it is one closed cycle through all nodes, else null. Starts at node 0 and
 * leaves it along its first listed edge, so a directed cycle is followed in its own direction.
 */
export function cyclePositions(graph: RecordingGraph | null, nodes: number): readonly number[] | null {
  if (graph === null || nodes < 3) return null;
  const neighbours = neighboursOf(graph, nodes);
  if (neighbours.some((list) => list.length !== 2)) return null;
  const first = graph.edges.find(([source, target]) => source !== target && (source === 0 || target === 0));
  if (first === undefined) return null;
  const positions = new Array<number>(nodes).fill(-1);
  positions[0] = 0;
  let previous = 0;
  let current = first[0] === 0 ? first[1] : first[0];
  for (let step = 1; step < nodes; step++) {
    if (positions[current] !== -1) return null;
    positions[current] = step;
    const [left, right] = neighbours[current]!;
    const next = left === previous ? right! : left!;
    previous = current;
    current = next;
  }
  return current === 0 ? positions : null;
}

export type GraphShape =
  | { readonly kind: 'cycle'; readonly points: readonly LayoutPoint[]; readonly turns: readonly number[] }
  | { readonly kind: 'layout'; readonly points: readonly LayoutPoint[] }
  | { readonly kind: 'list'; readonly points: readonly LayoutPoint[]; readonly turns: readonly number[] };

/**
 * Where every node stands on the graph, in [-1, 1]^2 with y up and the aspect kept; the first row of a grid is on top. Cycles and graphs without a layout lie
 * on the unit circle, clockwise from the top; `turns` is the fraction of the way round.
 */
export function graphShape(metadata: RecordingMetadata): GraphShape {
  const nodes = metadata.nodes.length;
  const graph = contextGraph(metadata);
  const cycle = cyclePositions(graph, nodes);
  const rows = metadata.task.size?.rows;
  const isGrid = rows !== undefined && rows > 1;
  if (cycle !== null && !(isGrid && graph?.layout)) {
    const turns = cycle.map((position) => position / nodes);
    return { kind: 'cycle', turns, points: turns.map(onCircle) };
  }
  if (graph?.layout && graph.layout.length === nodes && nodes > 1) {
    return { kind: 'layout', points: fitSquare(isGrid ? firstRowUp(graph.layout) : graph.layout) };
  }
  const turns = Array.from({ length: nodes }, (_, i) => i / Math.max(1, nodes));
  return { kind: 'list', turns, points: turns.map(onCircle) };
}

function onCircle(turn: number): LayoutPoint {
  return [Math.sin(2 * Math.PI * turn), Math.cos(2 * Math.PI * turn)];
}

/** Grids are recorded as (column, row), rows counted downwards as text is read. */
function firstRowUp(layout: readonly LayoutPoint[]): readonly LayoutPoint[] {
  return layout.map(([column, row]): LayoutPoint => [column, -row]);
}

function fitSquare(layout: readonly LayoutPoint[]): readonly LayoutPoint[] {
  const xs = layout.map((point) => point[0]);
  const ys = layout.map((point) => point[1]);
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const half = Math.max(right - left, high - low) / 2 || 1;
  const [cx, cy] = [(left + right) / 2, (low + high) / 2];
  return layout.map(([x, y]): LayoutPoint => [(x - cx) / half, (y - cy) / half]);
}
