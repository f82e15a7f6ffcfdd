/**
 * Reads a graph that a reader types or pastes: an edge list (`a b`, `0 1`, `a,b`, `a -> b`, comments after `#`), or an
 * adjacency matrix (0 and 1 in rows, comma-separated, or a JSON array). Every line that cannot be read is named.
 */
import type { Edge } from '../../core/recording/types.ts';
import { MAX_CUSTOM_EDGES } from '../../state/graphs/customGraphs.ts';
import { MAX_GRAPH_TEXT } from '../../state/graphs/recorderGraph.ts';
import { adjacencyRows, matrixEdges } from './adjacencyText.ts';
import { shownNames } from './edgeListText.ts';
import { MAX_FAULTS, type GraphTextReading, type TextFault } from './graphReading.ts';
import { lineEnds } from './lineEnds.ts';

/** @param labels names of the nodes; a number that is no name is an index, counted from 0 */
export function readGraphText(text: string, labels: readonly string[]): GraphTextReading {
  if (text.length > MAX_GRAPH_TEXT) return unread(`The text holds ${text.length} characters; at most ${MAX_GRAPH_TEXT} are read.`);
  const rows = adjacencyRows(text);
  if (rows !== null) return rows.length === 0 ? unread('This is no list of rows of 0 and 1, and no list of pairs.') : matrixEdges(rows, labels.length);
  return readEdgeList(text, labels);
}

function unread(message: string): GraphTextReading {
  return { kind: 'edges', edges: [], directed: null, faults: [{ line: 1, message }] };
}

function readEdgeList(text: string, labels: readonly string[]): GraphTextReading {
  const find = nodeFinder(labels);
  const edges: Edge[] = [];
  const faults: TextFault[] = [];
  let arrows = false;
  for (const [at, whole] of text.split(/\r\n|\r|\n/).entries()) {
    const read = lineEnds(whole, (name) => find(name) !== null);
    if (read === null) continue;
    const [node, other] = 'ends' in read ? read.ends.map(find) : [];
    const fault = 'fault' in read ? read.fault : lineFault(read.ends, node ?? null, other ?? null, labels.length);
    if (fault === null) edges.push([node!, other!]);
    else if (faults.length < MAX_FAULTS) faults.push({ line: at + 1, message: fault });
    arrows ||= 'arrow' in read && read.arrow;
    if (edges.length > MAX_CUSTOM_EDGES) return unread(`There are more than ${MAX_CUSTOM_EDGES} edges.`);
  }
  return { kind: 'edges', edges, directed: arrows ? true : null, faults };
}

function lineFault([from, to]: readonly [string, string], node: number | null, other: number | null, nodes: number): string | null {
  const unknown = node === null ? from : other === null ? to : null;
  if (unknown !== null) {
    const range = /^\d+$/.test(unknown) ? ` Numbers run from 0 to ${nodes - 1}.` : '';
    return `“${unknown.slice(0, 40)}” is none of the ${nodes} nodes.${range}`;
  }
  return node === other ? `“${from.slice(0, 40)}” cannot be its own neighbour.` : null;
}

/** A name, in any case where that is not ambiguous, or else an index. */
function nodeFinder(labels: readonly string[]): (name: string) => number | null {
  const exact = new Map<string, number>();
  const folded = new Map<string, number | null>();
  shownNames(labels).forEach((name, i) => {
    exact.set(name, i);
    const lower = name.toLowerCase();
    folded.set(lower, folded.has(lower) ? null : i);
  });
  return (name) => {
    const known = exact.get(name) ?? folded.get(name.toLowerCase()) ?? null;
    if (known !== null || !/^\d{1,4}$/.test(name)) return known;
    return Number(name) < labels.length ? Number(name) : null;
  };
}
