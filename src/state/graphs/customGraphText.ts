/**
 * The reader's graphs as the address holds them: `name:title:u8:0f3c9a1b:0-1.1-2:layout`, several with commas between.
 * `u` or `d` and the number of nodes, the fingerprint of the words, the edges, and two base-36 digits for each
 * coordinate. Read strictly: a graph that is not exactly so is not taken.
 */
import type { Edge, LayoutPoint } from '../../core/recording/types.ts';
import { CUSTOM_PREFIX, customGraphFault, LAYOUT_STEPS, MAX_CUSTOM_GRAPHS, type CustomGraph } from './customGraphs.ts';

/** Longest text of all graphs together, in characters: an address should survive a mail program. */
export const LONGEST_GRAPHS_TEXT = 3000;

type Code = (text: string) => string;

function writePoint([x, y]: LayoutPoint): string {
  const digits = (value: number) => Math.round(((value + 1) / 2) * LAYOUT_STEPS).toString(36).padStart(2, '0');
  return digits(x) + digits(y);
}

function writeGraph({ id, title, directed, nodes, words, edges, layout }: CustomGraph, escape: Code): string {
  const pairs = edges.map(([a, b]) => `${a}-${b}`).join('.');
  const head = [id.slice(CUSTOM_PREFIX.length), escape(title), `${directed ? 'd' : 'u'}${nodes}`, words, pairs];
  return (layout === null ? head : [...head, layout.map(writePoint).join('')]).join(':');
}

export interface GraphsText {
  readonly text: string;
  /** Those for which there was no room. */
  readonly leftOut: readonly CustomGraph[];
}

/** The first graphs, as many as there is room for. */
export function writeCustomGraphs(graphs: readonly CustomGraph[], escape: Code): GraphsText {
  let text = '';
  const leftOut: CustomGraph[] = [];
  for (const graph of graphs) {
    const more = (text === '' ? '' : ',') + writeGraph(graph, escape);
    if (text.length + more.length > LONGEST_GRAPHS_TEXT) leftOut.push(graph);
    else text += more;
  }
  return { text, leftOut };
}

function readEdges(text: string): readonly Edge[] | undefined {
  if (text === '') return [];
  const pairs = text.split('.').map((pair) => /^(\d{1,3})-(\d{1,3})$/.exec(pair));
  return pairs.every((pair) => pair !== null) ? pairs.map((pair): Edge => [Number(pair[1]), Number(pair[2])]) : undefined;
}

function readLayout(text: string, nodes: number): readonly LayoutPoint[] | undefined {
  if (text.length !== 4 * nodes || !/^[0-9a-z]*$/.test(text)) return undefined;
  const value = (at: number) => (parseInt(text.slice(at, at + 2), 36) * 2) / LAYOUT_STEPS - 1;
  return Array.from({ length: nodes }, (_, i): LayoutPoint => [value(4 * i), value(4 * i + 2)]);
}

function readGraph(text: string, unescape: (text: string) => string | undefined): CustomGraph | undefined {
  const [name = '', titleText = '', kind = '', words = '', edgesText = '', layoutText, ...more] = text.split(':');
  const size = /^([ud])(\d{1,3})$/.exec(kind);
  const title = unescape(titleText);
  const edges = readEdges(edgesText);
  if (size === null || title === undefined || edges === undefined || more.length > 0) return undefined;
  const nodes = Number(size[2]);
  const layout = layoutText === undefined ? null : readLayout(layoutText, nodes);
  if (layout === undefined) return undefined;
  const graph = { id: CUSTOM_PREFIX + name, title, directed: size[1] === 'd', nodes, words, edges, layout };
  return customGraphFault(graph) === null ? graph : undefined;
}

/** undefined: not a list of graphs. */
export function readCustomGraphs(text: string, unescape: (text: string) => string | undefined): readonly CustomGraph[] | undefined {
  if (text.length > LONGEST_GRAPHS_TEXT) return undefined;
  const graphs = text.split(',').map((part) => readGraph(part, unescape));
  if (graphs.length > MAX_CUSTOM_GRAPHS || !graphs.every((graph) => graph !== undefined)) return undefined;
  return new Set(graphs.map(({ id }) => id)).size === graphs.length ? graphs : undefined;
}
