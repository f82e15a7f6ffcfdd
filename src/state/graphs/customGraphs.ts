/**
 * Graphs that the reader drew or pasted, laid beside a recording's own as reference graphs. They are part of the view:
 * undo takes them back, the address holds the small ones, a saved view all of them.
 */
import type { Edge, LayoutPoint, RecordingGraph, RecordingMetadata } from '../../core/recording/types.ts';
import { slugOf } from '../../core/recording/words.ts';

/** Begins the id of every graph of the reader's, so that none takes the place of a recorded one. */
export const CUSTOM_PREFIX = 'custom:';

export const MAX_CUSTOM_GRAPHS = 8;
/** Nodes of one graph; a recording with more takes no graph of the reader's. */
export const MAX_CUSTOM_NODES = 512;
export const MAX_CUSTOM_EDGES = 8192;
export const MAX_CUSTOM_TITLE = 80;

export interface CustomGraph {
  /** `custom:` and letters, digits and hyphens. */
  readonly id: string;
  /** 1 to MAX_CUSTOM_TITLE characters. */
  readonly title: string;
  readonly directed: boolean;
  /** Nodes, n. */
  readonly nodes: number;
  /** Fingerprint of the words it was drawn on (`wordsPrint`): it belongs to the recordings with these words in this order. */
  readonly words: string;
  /** Sorted, each once; undirected ones with the smaller node first. */
  readonly edges: readonly Edge[];
  /** One point a node in [-1, 1]^2, y up, on the grid of `onLayoutGrid`; null: none was chosen. */
  readonly layout: readonly LayoutPoint[] | null;
}

const ID = /^custom:[a-z0-9]+(-[a-z0-9]+)*$/;
const MAX_ID = 60;

/** Steps of the grid on which layouts are kept, along each side of the square. */
export const LAYOUT_STEPS = 1295;

/** The nearest point of the grid, so that a layout in an address is the layout that was drawn. */
export function onLayoutGrid([x, y]: LayoutPoint): LayoutPoint {
  const snap = (value: number) => (Math.round(((Math.max(-1, Math.min(1, value)) + 1) / 2) * LAYOUT_STEPS) * 2) / LAYOUT_STEPS - 1;
  return [snap(x), snap(y)];
}

/** 32-bit FNV-1a of the labels, eight hexadecimal digits: tells word lists apart, and is no secret. */
export function wordsPrint(labels: readonly string[]): string {
  let hash = 0x811c9dc5;
  for (const unit of labels.join('\u0000')) {
    hash = Math.imul(hash ^ unit.codePointAt(0)!, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

export function labelsOf({ nodes }: Pick<RecordingMetadata, 'nodes'>): readonly string[] {
  return nodes.map(({ label }) => label);
}

/** What is wrong with a graph that comes from an address or a file, in a few words; null: nothing. */
export function customGraphFault({ id, title, directed, nodes, words, edges, layout }: CustomGraph): string | null {
  if (!ID.test(id) || id.length > MAX_ID) return 'its id is not one of a drawn graph';
  if (title.length < 1 || title.length > MAX_CUSTOM_TITLE) return `its title is not 1 to ${MAX_CUSTOM_TITLE} characters long`;
  if (!Number.isInteger(nodes) || nodes < 2 || nodes > MAX_CUSTOM_NODES) return `it does not have 2 to ${MAX_CUSTOM_NODES} nodes`;
  if (!/^[0-9a-f]{8}$/.test(words)) return 'its words have no fingerprint';
  if (edges.length > MAX_CUSTOM_EDGES) return `it has more than ${MAX_CUSTOM_EDGES} edges`;
  const inside = (node: number) => Number.isInteger(node) && node >= 0 && node < nodes;
  let last = -1;
  for (const [from, to] of edges) {
    const place = from * nodes + to;
    if (!inside(from) || !inside(to) || from === to || (!directed && from > to) || place <= last) return 'its edges are not in order';
    last = place;
  }
  if (layout !== null && layout.length !== nodes) return 'its layout does not have one point a node';
  if (layout !== null && !layout.flat().every((value) => value >= -1 && value <= 1)) return 'its layout leaves the square';
  return null;
}

/** Sorted, each once; undirected pairs with the smaller node first. Edges from a node to itself are dropped. */
export function orderedEdges(edges: readonly Edge[], directed: boolean): readonly Edge[] {
  const seen = new Map<string, Edge>();
  for (const [a, b] of edges) {
    if (a === b) continue;
    const edge: Edge = directed || a < b ? [a, b] : [b, a];
    seen.set(edge.join(), edge);
  }
  return [...seen.values()].sort(([a, b], [c, d]) => a - c || b - d);
}

/** An id from a title, unlike those taken. */
export function customGraphId(title: string, taken: readonly string[]): string {
  const slug = slugOf(title, 40).replace(/-+$/, '') || 'graph';
  const free = (id: string) => !taken.includes(CUSTOM_PREFIX + id);
  let name = slug;
  for (let i = 2; !free(name); i++) name = `${slug}-${i}`;
  return CUSTOM_PREFIX + name;
}

export function isCustomGraph({ id }: Pick<RecordingGraph, 'id'>): boolean {
  return id.startsWith(CUSTOM_PREFIX);
}

/** The graphs that were drawn on the words of this recording, as reference graphs of it. */
export function customGraphsFor(metadata: Pick<RecordingMetadata, 'nodes'>, graphs: readonly CustomGraph[]): readonly RecordingGraph[] {
  if (graphs.length === 0) return [];
  const print = wordsPrint(labelsOf(metadata));
  return graphs
    .filter(({ nodes, words }) => nodes === metadata.nodes.length && words === print)
    .map(({ id, title, directed, edges, layout }) => ({ id, role: 'reference', title, directed, edges, layout }));
}
