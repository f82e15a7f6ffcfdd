/** Adjacency matrices in text: rows of 0 and 1 with spaces, commas or nothing between, or a JSON array of arrays. */
import type { Edge } from '../../core/recording/types.ts';
import { MAX_FAULTS, type GraphTextReading, type TextFault } from './graphReading.ts';

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
