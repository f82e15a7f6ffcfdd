/** Graphs as they are being drawn, their points, and their layout by eigenvectors. */
import { spectralEmbedding } from '../../core/geometry/graphModes.ts';
import type { Edge, LayoutPoint } from '../../core/recording/types.ts';
import {
  type CustomGraph,
  customGraphId,
  MAX_CUSTOM_EDGES,
  MAX_CUSTOM_NODES,
  MAX_CUSTOM_TITLE,
  onLayoutGrid,
  orderedEdges,
  wordsPrint,
} from './customGraphs.ts';

/** The points moved and scaled alike in x and y, so that they fill [-1, 1]^2. Equal points go to the middle. */
export function fitUnitSquare(points: readonly LayoutPoint[]): readonly LayoutPoint[] {
  const range = (axis: 0 | 1) => {
    let [low, high] = [Infinity, -Infinity];
    for (const point of points) [low, high] = [Math.min(low, point[axis]), Math.max(high, point[axis])];
    return { middle: low / 2 + high / 2, half: high / 2 - low / 2 };
  };
  const [x, y] = [range(0), range(1)];
  const reach = Math.max(x.half, y.half);
  if (!(reach > 0)) return points.map(() => [0, 0]);
  return points.map(([px, py]): LayoutPoint => [(px - x.middle) / reach, (py - y.middle) / reach]);
}

/** Most nodes that are laid out by eigenvectors: the decomposition takes n^3 steps on the page's own thread. */
export const MAX_SPECTRAL_NODES = 200;

/** Every node at its values in the two smoothest eigenvectors that tell nodes apart, directions ignored. */
export function spectralLayout(nodes: number, edges: readonly Edge[]): readonly LayoutPoint[] {
  const { vectors, spaces } = spectralEmbedding(nodes, edges);
  const first = Math.min(spaces[0]?.to ?? 1, Math.max(0, nodes - 2));
  return fitUnitSquare(Array.from({ length: nodes }, (_, i): LayoutPoint => [vectors[first * nodes + i]!, vectors[(first + 1) * nodes + i]!]));
}

/** A graph as it is being drawn: on the words of a recording, or on names of its own. All changes give a new draft. */
export interface DraftGraph {
  readonly title: string;
  /** Names of the nodes, 2 to MAX_CUSTOM_NODES. */
  readonly labels: readonly string[];
  readonly directed: boolean;
  /** In the order of `orderedEdges`. */
  readonly edges: readonly Edge[];
  /** One point a node in [-1, 1]^2, y up. */
  readonly layout: readonly LayoutPoint[];
}

export function ringLayout(nodes: number): readonly LayoutPoint[] {
  return Array.from({ length: nodes }, (_, i): LayoutPoint => [Math.sin((2 * Math.PI * i) / nodes), Math.cos((2 * Math.PI * i) / nodes)]);
}

export function emptyDraft(labels: readonly string[]): DraftGraph {
  return { title: 'My graph', labels, directed: false, edges: [], layout: ringLayout(labels.length) };
}

export function withEdges(draft: DraftGraph, edges: readonly Edge[], directed = draft.directed): DraftGraph {
  return { ...draft, directed, edges: orderedEdges(edges, directed) };
}

export function hasEdge({ edges, directed }: DraftGraph, from: number, to: number): boolean {
  return edges.some(([a, b]) => (a === from && b === to) || (!directed && a === to && b === from));
}

/** Takes the edge away where it is there, adds it where it is not. An edge from a node to itself changes nothing. */
export function toggleEdge(draft: DraftGraph, from: number, to: number): DraftGraph {
  if (from === to) return draft;
  if (!hasEdge(draft, from, to)) return draft.edges.length >= MAX_CUSTOM_EDGES ? draft : withEdges(draft, [...draft.edges, [from, to]]);
  const same = ([a, b]: Edge) => (a === from && b === to) || (!draft.directed && a === to && b === from);
  return { ...draft, edges: draft.edges.filter((edge) => !same(edge)) };
}

export function moveNode(draft: DraftGraph, node: number, to: LayoutPoint): DraftGraph {
  const inside = (value: number) => Math.max(-1, Math.min(1, value));
  return { ...draft, layout: draft.layout.map((point, i) => (i === node ? [inside(to[0]), inside(to[1])] : point)) };
}

/** Other names for the nodes, perhaps more or fewer: edges and places of those that stay by number are kept. */
export function withLabels(draft: DraftGraph, labels: readonly string[]): DraftGraph {
  const taken = labels.slice(0, MAX_CUSTOM_NODES);
  const nodes = taken.length;
  const layout = nodes === draft.labels.length ? draft.layout : ringLayout(nodes);
  return { ...draft, labels: taken, layout, edges: draft.edges.filter(([a, b]) => a < nodes && b < nodes) };
}

/** @param id of the drawn graph that this one takes the place of; null: a new one */
export function asCustomGraph({ title, labels, directed, edges, layout }: DraftGraph, id: string | null, taken: readonly string[]): CustomGraph {
  const name = wholeCharacters(title.trim()).slice(0, MAX_CUSTOM_TITLE).trim() || 'Drawn graph';
  return {
    id: id ?? customGraphId(name, taken),
    title: name,
    directed,
    nodes: labels.length,
    words: wordsPrint(labels),
    edges,
    layout: layout.map(onLayoutGrid),
  };
}

export function draftOf({ title, directed, edges, layout }: CustomGraph, labels: readonly string[]): DraftGraph {
  return { title, labels, directed, edges, layout: layout ?? ringLayout(labels.length) };
}

/** Half a surrogate pair cannot stand in an address. */
function wholeCharacters(text: string): string {
  return text.toWellFormed();
}
