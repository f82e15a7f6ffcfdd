/** Graphs as text: what is read of them, and what is wrong with it, by line. */
import type { Edge } from '../../core/recording/types.ts';
import { MAX_CUSTOM_EDGES } from '../../state/graphs/customGraphs.ts';
import type { DraftGraph } from '../../state/graphs/draftGraph.ts';
import { MAX_GRAPH_TEXT } from '../../state/graphs/recorderGraph.ts';

/** What was read of a graph in text. */
export interface TextFault {
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

export interface GraphTextReading {
  readonly kind: 'edges' | 'matrix';
  readonly edges: readonly Edge[];
  /** What the text itself says of directions; null: it does not say. */
  readonly directed: boolean | null;
  /** At most MAX_FAULTS. Where there is one, the edges are those of the other lines. */
  readonly faults: readonly TextFault[];
}

export const MAX_FAULTS = 5;

// A graph as the text box of the editor shows it: one edge a line, by name, in a form that is read back alike.

/** Names as readers of the page see them; some recordings keep a leading space of the token. */
export function shownNames(labels: readonly string[]): readonly string[] {
  const trimmed = labels.map((label) => label.trim());
  return trimmed.every((name, i) => name !== '' && trimmed.indexOf(name) === i) ? trimmed : labels.map((_, i) => String(i));
}

/** A name that needs no quotes: none of the signs of the list itself, nor one that would make the text a matrix. */
const PLAIN = /^(?!\/\/)[^\s"',;#>[\]-]+$/;

export function edgeListText({ labels, edges, directed }: DraftGraph): string {
  const names = shownNames(labels).map((name) => (PLAIN.test(name) ? name : `"${name.replace(/"/g, '""')}"`));
  return edges.map(([a, b]) => `${names[a]}${directed ? ' -> ' : ' '}${names[b]}`).join('\n');
}

// Adjacency matrices in text: rows of 0 and 1 with spaces, commas or nothing between, or a JSON array of arrays.

/** A row, with the line it stands on. */
export interface MatrixRow {
  readonly line: number;
  readonly cells: readonly unknown[];
}

/**
 * null: the text is no matrix, an edge list perhaps. An empty list: it is JSON, and neither. Two columns are an edge
 * list, whatever is in them.
 */
export function adjacencyRows(text: string): readonly MatrixRow[] | null {
  if (/^\s*\[/.test(text)) return jsonRows(text);
  const rows: MatrixRow[] = [];
  for (const [at, whole] of text.split(/\r\n|\r|\n/).entries()) {
    const line = whole.replace(/#.*/, '').trim();
    if (line === '') continue;
    if (!/^[01][01\s,;]*$/.test(line)) return null;
    const cells = /[\s,;]/.test(line) ? line.split(/[\s,;]+/).filter((cell) => cell !== '') : [...line];
    if (!cells.every((cell) => cell === '0' || cell === '1')) return null;
    rows.push({ line: at + 1, cells: cells.map(Number) });
  }
  return rows.length >= 2 && rows.every(({ cells }) => cells.length > 2) ? rows : null;
}

function jsonRows(text: string): readonly MatrixRow[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  if (!Array.isArray(value) || value.length < 2 || !value.every((row): row is unknown[] => Array.isArray(row))) return [];
  return value.map((cells) => ({ line: 1, cells }));
}

/** A pair a row is a list of edges by index; anything else has one row and one column a node. */
export function matrixEdges(rows: readonly MatrixRow[], nodes: number): GraphTextReading {
  const square = rows.length === nodes && rows.every(({ cells }) => cells.length === nodes);
  if (!square && rows.every(({ cells }) => cells.length === 2)) return pairEdges(rows, nodes);
  const faults: TextFault[] = [];
  const fault = (line: number, message: string) => {
    if (faults.length < MAX_FAULTS) faults.push({ line, message });
  };
  if (rows.length !== nodes) fault(rows.at(-1)!.line, `A matrix for ${nodes} nodes has ${nodes} rows; this one has ${rows.length}.`);
  const on = new Set<number>();
  const edges: Edge[] = [];
  rows.slice(0, nodes).forEach(({ line, cells }, i) => {
    if (cells.length !== nodes) fault(line, `Row ${i} has ${cells.length} columns; ${nodes} are expected.`);
    cells.slice(0, nodes).forEach((cell, j) => {
      const set = cell === 1 || cell === true;
      if (!set && cell !== 0 && cell !== false) fault(line, `Row ${i}, column ${j} is neither 0 nor 1.`);
      else if (set && i === j) fault(line, `Row ${i} joins node ${i} to itself.`);
      else if (set) {
        on.add(i * nodes + j);
        edges.push([i, j]);
      }
    });
  });
  const symmetric = edges.every(([i, j]) => on.has(j * nodes + i));
  return { kind: 'matrix', edges, directed: !symmetric, faults };
}

function pairEdges(rows: readonly MatrixRow[], nodes: number): GraphTextReading {
  const faults: TextFault[] = [];
  const edges: Edge[] = [];
  rows.forEach(({ cells: [a, b] }, at) => {
    const inside = (end: unknown): end is number => Number.isInteger(end) && (end as number) >= 0 && (end as number) < nodes;
    if (inside(a) && inside(b) && a !== b) edges.push([a, b]);
    else if (faults.length < MAX_FAULTS) faults.push({ line: 1, message: `Pair ${at} does not join two of the nodes 0 to ${nodes - 1}.` });
  });
  return { kind: 'edges', edges, directed: null, faults };
}

/** One line of an edge list, taken apart. */
export type LineReading =
  | { readonly ends: readonly [string, string]; readonly arrow: boolean }
  | { readonly fault: string };

/** null for a line without an edge. @param isNode tells where a name with spaces ends */
export function lineEnds(whole: string, isNode: (name: string) => boolean): LineReading | null {
  const parts = tokens(whole);
  if (parts === null) return { fault: 'A quotation mark is not closed.' };
  if (parts.length === 0) return null;
  const arrow = parts.some(({ kind }) => kind === 'arrow');
  const marks = parts.filter(({ kind }) => kind !== 'word');
  if (marks.length > 1) return { fault: 'Expected two nodes, and no more than one mark between them.' };
  const [mark] = marks;
  if (mark !== undefined) {
    const at = parts.indexOf(mark);
    return pair([joined(parts.slice(0, at)), joined(parts.slice(at + 1))], arrow);
  }
  if (parts.length <= 2) return pair([parts[0]!.text, parts[1]?.text ?? ''], false);
  const splits = parts.slice(1).map((_, i): readonly [string, string] => [joined(parts.slice(0, i + 1)), joined(parts.slice(i + 1))]);
  const fitting = splits.filter(([from, to]) => isNode(from) && isNode(to));
  if (fitting.length === 1) return pair(fitting[0]!, false);
  return { fault: `Expected two nodes, found ${parts.length} words. Put a comma between the nodes.` };
}

function pair(ends: readonly [string, string], arrow: boolean): LineReading {
  return ends[0] === '' || ends[1] === '' ? { fault: 'Expected two nodes, found one.' } : { ends, arrow };
}

interface Token {
  readonly kind: 'word' | 'arrow' | 'mark';
  readonly text: string;
}

function joined(parts: readonly Token[]): string {
  return parts.map(({ text }) => text).join(' ');
}

const TOKEN = /(\s+)|((?:#|\/\/).*)|"((?:[^"]|"")*)"|(->|→|[,;]|(?:--|[-–—])(?=\s|$))|((?:(?!->|→)[^\s",;#])+)/uy;

/** Words, quoted or not, and the marks between them, up to a comment; null where a quotation does not end. */
function tokens(line: string): Token[] | null {
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < line.length) {
    const match = TOKEN.exec(line);
    if (match === null) return null;
    const [, space, comment, quoted, mark, word] = match;
    if (comment !== undefined) break;
    if (quoted !== undefined) found.push({ kind: 'word', text: quoted.replace(/""/g, '"') });
    else if (mark !== undefined) found.push({ kind: mark === '->' || mark === '→' ? 'arrow' : 'mark', text: mark });
    else if (space === undefined) found.push({ kind: 'word', text: word! });
  }
  return found;
}

// Reads a graph that a reader types or pastes: an edge list (`a b`, `0 1`, `a,b`, `a -> b`, comments after `#`), or an
// adjacency matrix (0 and 1 in rows, comma-separated, or a JSON array). Every line that cannot be read is named.

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
