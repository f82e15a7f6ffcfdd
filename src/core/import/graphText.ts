/** What a file says of its graph in words, and what of it a remembered mapping is tied to. */
import { lastPart } from './arrayTable.ts';
import { type ArrayListing, type BuiltGraph, byName, type ListedArray } from './mapping.ts';

const GRAPH_NAME = /^(true|ctx|context|task)?_?graph(_?(name|type|kind|family|topology))?$|^topology$/i;

const FAMILIES: readonly (readonly [name: RegExp, kind: BuiltGraph['kind']])[] = [
  [/ring|cycle|circle/, 'ring'],
  [/hex|honeycomb/, 'hex'],
  [/grid|lattice|square/, 'grid'],
  [/chain|line|path/, 'chain'],
  [/star/, 'star'],
  [/complete|clique|uniform/, 'complete'],
];

/** Single texts whose name says that they are the graph, by name. */
function graphTexts({ arrays }: Pick<ArrayListing, 'arrays'>): readonly ListedArray[] {
  return byName(arrays).filter(({ name, texts }) => texts?.length === 1 && GRAPH_NAME.test(lastPart(name)));
}

export interface NamedGraph {
  readonly array: string;
  readonly text: string;
  readonly graph: BuiltGraph;
}

/** The graph that a text of the file names, as one on so many words; null where there is none, or its size does not fit. */
export function namedGraph(listing: Pick<ArrayListing, 'arrays'>, nodes: number): NamedGraph | null {
  for (const { name, texts } of graphTexts(listing)) {
    const text = texts![0]!.trim();
    const kind = FAMILIES.find(([family]) => family.test(text.toLowerCase()))?.[1];
    const graph = kind === undefined ? null : sized(kind, text, nodes);
    if (graph !== null) return { array: name, text, graph };
  }
  return null;
}

function sized(kind: BuiltGraph['kind'], text: string, nodes: number): BuiltGraph | null {
  if (kind !== 'grid' && kind !== 'hex') return { kind };
  const given = /(\d+)\s*[x×*_ ]\s*(\d+)/i.exec(text);
  const count = (rows: number, cols: number) => (kind === 'grid' ? rows * cols : hexNodes(rows, cols));
  if (given !== null) {
    const [rows, cols] = [Number(given[1]), Number(given[2])];
    return count(rows, cols) === nodes ? { kind, rows, cols } : null;
  }
  // Without a size only the one with as many rows as columns is meant.
  const side = kind === 'grid' ? Math.sqrt(nodes) : Math.sqrt((nodes + 2) / 2) - 1;
  return Number.isInteger(side) && side > 0 ? { kind, rows: side, cols: side } : null;
}

/** Nodes of a honeycomb of rows x cols hexagons. */
export function hexNodes(rows: number, cols: number): number {
  return 2 * (rows + 1) * (cols + 1) - 2;
}

/**
 * What a file itself says of its graph: texts that name it, and its small matrices of 0 and 1. Two files with one evidence may
 * share a graph; null: the file says nothing.
 */
export function graphEvidence({ arrays }: Pick<ArrayListing, 'arrays'>): string | null {
  const texts = graphTexts({ arrays }).map(({ name, texts: text }) => [name, text![0]!.trim()]);
  const matrices = byName(arrays).flatMap(({ name, matrix, numbers }) => (matrix?.binary === true ? [[name, matrix.positive, numbers === null ? null : numbers.map((value) => (value > 0 ? '1' : '0')).join('')]] : []));
  if (texts.length + matrices.length === 0) return null;
  return fnv(JSON.stringify([texts, matrices]));
}

/** 64 bits of FNV-1a in two halves of different offsets, in hexadecimal: enough to tell graphs apart that a reader has opened. */
function fnv(text: string): string {
  return [0x811c9dc5, 0x1b873593]
    .map((offset) => {
      let hash = offset;
      for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
      return (hash >>> 0).toString(16).padStart(8, '0');
    })
    .join('');
}
