/** Graphs that are known without an array of their own, and what a graph of edges turns out to be. */
import { wordOrder } from '../geometry/wordOrder.ts';
import type { Edge, LayoutPoint, RecordingTask } from '../recording/types.ts';
import type { BuiltGraph } from './mapping.ts';

export interface GraphShape {
  readonly kind: BuiltGraph['kind'] | 'custom';
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

/** The edges of a named graph, i < j, ascending. */
export function builtEdges(graph: BuiltGraph, nodes: number): Edge[] {
  const inOrder = Array.from({ length: nodes }, (_, i) => i);
  switch (graph.kind) {
    case 'ring':
      return ringEdges(inOrder);
    case 'chain':
      return inOrder.slice(1).map((node): Edge => [node - 1, node]);
    case 'star':
      return inOrder.slice(1).map((node): Edge => [0, node]);
    case 'complete':
      return inOrder.flatMap((a) => inOrder.slice(a + 1).map((b): Edge => [a, b]));
    case 'grid':
      return gridEdges(graph.rows, graph.cols);
    case 'hex':
      return sortedEdges(honeycomb(graph.rows, graph.cols).edges);
  }
}

interface Honeycomb {
  readonly edges: readonly Edge[];
  readonly layout: readonly LayoutPoint[];
}

/**
 * A honeycomb of rows x cols hexagons, numbered as the recorder numbers it (networkx, hexagonal_lattice_graph, its nodes in
 * ascending order): columns of 2 rows + 2 nodes, one less in the first and the last, column by column.
 */
function honeycomb(rows: number, cols: number): Honeycomb {
  const most = 2 * rows;
  const absent = (i: number, j: number): boolean => (i === 0 && j === most + 1) || (i === cols && j === (most + 1) * (cols % 2));
  const names = Array.from({ length: cols + 1 }, (_, i) => Array.from({ length: most + 2 }, (_, j) => [i, j] as const)).flat().filter(([i, j]) => !absent(i, j));
  const numberOf = new Map(names.map(([i, j], node) => [`${i},${j}`, node]));
  const edges: Edge[] = [];
  const join = (a: string, b: string): void => {
    const [from, to] = [numberOf.get(a), numberOf.get(b)];
    if (from !== undefined && to !== undefined) edges.push([from, to]);
  };
  for (let i = 0; i <= cols; i++) {
    for (let j = 0; j < most + 2; j++) {
      if (j <= most) join(`${i},${j}`, `${i},${j + 1}`);
      if (i < cols && i % 2 === j % 2) join(`${i},${j}`, `${i + 1},${j}`);
    }
  }
  const layout = names.map(([i, j]): LayoutPoint => [0.5 + i + Math.floor(i / 2) + (j % 2) * ((i % 2) - 0.5), (Math.sqrt(3) / 2) * j]);
  return { edges, layout };
}

/** What a named graph is called, and where its nodes are drawn. */
export function builtShape(graph: BuiltGraph, nodes: number): GraphShape & { readonly title: string } {
  const size = { n: nodes };
  switch (graph.kind) {
    case 'ring':
      return { ...graphShape(builtEdges(graph, nodes), nodes), title: `Ring of ${nodes}` };
    case 'grid':
      return { ...graphShape(builtEdges(graph, nodes), nodes), title: `Grid of ${graph.rows} x ${graph.cols}` };
    case 'hex':
      return { kind: 'hex', size: { rows: graph.rows, cols: graph.cols }, layout: honeycomb(graph.rows, graph.cols).layout, title: `Honeycomb of ${graph.rows} x ${graph.cols} hexagons` };
    case 'chain':
      return { kind: 'chain', size, layout: Array.from({ length: nodes }, (_, i): LayoutPoint => [i, 0]), title: `Chain of ${nodes}` };
    case 'star':
      return { kind: 'star', size, layout: [[0, 0], ...onCircle(Array.from({ length: nodes - 1 }, (_, i) => i))], title: `Star of ${nodes}` };
    case 'complete':
      return { kind: 'complete', size, layout: onCircle(Array.from({ length: nodes }, (_, i) => i)), title: `Complete graph of ${nodes}` };
  }
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
