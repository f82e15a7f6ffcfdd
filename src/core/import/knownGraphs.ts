/** Graphs that are known without an array of their own, and what a graph of edges turns out to be. */
import { wordOrder } from '../geometry/wordOrder.ts';
import type { Edge, LayoutPoint, RecordingTask } from '../recording/types.ts';
import type { BuiltGraph } from './mapping.ts';

export interface GraphShape {
  readonly kind: 'ring' | 'grid' | 'custom';
  readonly size: RecordingTask['size'];
  readonly layout: readonly LayoutPoint[] | null;
}

/** The words in order once around: edges i < j. */
function ringEdges(order: readonly number[]): Edge[] {
  return sortedEdges(order.map((node, at): Edge => [node, order[(at + 1) % order.length]!]));
}

/** Row by row; neighbours to the right and below. */
function gridEdges(rows: number, cols: number): Edge[] {
  const edges: Edge[] = [];
  for (let i = 0; i < rows * cols; i++) {
    if ((i + 1) % cols !== 0) edges.push([i, i + 1]);
    if (i + cols < rows * cols) edges.push([i, i + cols]);
  }
  return sortedEdges(edges);
}

export function builtEdges(graph: BuiltGraph, nodes: number): Edge[] {
  return graph.kind === 'grid' ? gridEdges(graph.rows, graph.cols) : ringEdges(Array.from({ length: nodes }, (_, i) => i));
}

/** Undirected edges as i < j, each once, ascending. */
export function sortedEdges(edges: readonly Edge[]): Edge[] {
  const known = new Map<string, Edge>();
  for (const [a, b] of edges) {
    const edge: Edge = a < b ? [a, b] : [b, a];
    if (a !== b) known.set(edge.join(), edge);
  }
  return [...known.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

export const sameEdges = (a: readonly Edge[], b: readonly Edge[]): boolean => a.length === b.length && a.every((edge, e) => edge[0] === b[e]![0] && edge[1] === b[e]![1]);

/** What undirected, sorted edges are: one ring through all nodes, a grid recorded row by row, or neither. */
export function graphShape(edges: readonly Edge[], nodes: number): GraphShape {
  const ring = { kind: 'ring', size: { n: nodes } } as const;
  const inOrder = Array.from({ length: nodes }, (_, i) => i);
  if (nodes > 2 && sameEdges(edges, ringEdges(inOrder))) return { ...ring, layout: onCircle(inOrder) };
  for (let rows = 2; rows * 2 <= nodes; rows++) {
    const cols = nodes / rows;
    if (Number.isInteger(cols) && sameEdges(edges, gridEdges(rows, cols))) {
      return { kind: 'grid', size: { rows, cols }, layout: inOrder.map((i): LayoutPoint => [i % cols, Math.floor(i / cols)]) };
    }
  }
  const order = ringOrder(edges, nodes);
  return order === null ? { kind: 'custom', size: null, layout: null } : { ...ring, layout: onCircle(order) };
}

/** Nodes once around from node 0, when the edges are one ring through all of them. */
function ringOrder(edges: readonly Edge[], nodes: number): number[] | null {
  if (nodes < 3 || edges.length !== nodes) return null;
  const neighbours = Array.from({ length: nodes }, (): number[] => []);
  for (const [a, b] of edges) {
    neighbours[a]!.push(b);
    neighbours[b]!.push(a);
  }
  if (neighbours.some((list) => list.length !== 2)) return null;
  const order = [0];
  for (let previous = 0, here = neighbours[0]![0]!; here !== 0; ) {
    order.push(here);
    const next = neighbours[here]!.find((other) => other !== previous)!;
    previous = here;
    here = next;
  }
  return order.length === nodes ? order : null;
}

function onCircle(order: readonly number[]): LayoutPoint[] {
  const points = new Array<LayoutPoint>(order.length);
  order.forEach((node, at) => {
    const angle = (2 * Math.PI * at) / order.length;
    points[node] = [Math.cos(angle), Math.sin(angle)];
  });
  return points;
}

/** Ring of the months or of the days in calendar order, when these are the words; else null. */
export function calendarEdges(labels: readonly string[]): Edge[] | null {
  const order = wordOrder(labels);
  return order !== null && order.closed ? [...order.edges] : null;
}
