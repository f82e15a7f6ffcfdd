/**
 * The graphs of an imported recording: out of matrices and lists of pairs, built, and the calendar of days and months.
 */
import { shortened } from '../recording/failure.ts';
import { MAX_EDGES } from '../recording/limits.ts';
import type { Edge, RecordingGraph } from '../recording/types.ts';
import type { ArrayFile } from './arrayFile.ts';
import { type Fail, failIn } from './importError.ts';
import { builtEdges, builtShape, calendarEdges, graphShape, type GraphShape, sameEdges, sortedEdges } from './knownGraphs.ts';
import type { GraphPiece, ImportPlan } from './planTypes.ts';

export interface ArrayGraph {
  /** Undirected: i < j, ascending. Directed: from its first node to its second. */
  readonly edges: readonly Edge[];
  readonly directed: boolean;
  /** Sentences for the reader. */
  readonly notes: readonly string[];
}

type Values = Float32Array | Float64Array;

const EDGES_ONLY = 'Choose the graph that the words follow, or name a ring or a grid.';

/** `values` [n, n] row-major. Throws RecordingError on what is not finite, without an edge, or with too many. */
function adjacencyGraph(name: string, values: Values, nodes: number, above: number, fail: Fail): ArrayGraph {
  const array = `Array ${shortened(name)}`;
  const edges: Edge[] = [];
  const notes: string[] = [];
  let loops = 0;
  let weighted = false;
  for (let i = 0; i < nodes; i++) {
    for (let j = 0; j < nodes; j++) {
      const value = values[i * nodes + j]!;
      if (!Number.isFinite(value)) {
        throw fail('non-finite', name, `${array} is ${value} at [${i}, ${j}]; an adjacency matrix is finite.`, 'Write 0 where there is no edge.');
      }
      if (value !== 0 && value !== 1) weighted = true;
      if (!(value > above)) continue;
      if (i === j) loops += 1;
      else edges.push([i, j]);
    }
  }
  const pairs = new Set(edges.map(([a, b]) => a * nodes + b));
  const directed = edges.some(([a, b]) => !pairs.has(b * nodes + a));
  if (weighted) notes.push(`${array} is weighted: values above ${above} are edges, and the weights are left out.`);
  if (loops > 0) notes.push(`${array} joins ${loops} ${loops === 1 ? 'word' : 'words'} to themselves; those edges are left out.`);
  if (directed) notes.push(`${array} is not symmetric: the graph is read as directed, from row to column.`);
  return checked(name, directed ? edges : sortedEdges(edges), directed, notes, fail);
}

/** `values` [E, 2] row-major node numbers. */
function edgeListGraph(name: string, values: Values, nodes: number, fail: Fail): ArrayGraph {
  const array = `Array ${shortened(name)}`;
  const edges: Edge[] = [];
  for (let e = 0; e * 2 < values.length; e++) {
    const [from, to] = [values[2 * e]!, values[2 * e + 1]!];
    if (![from, to].every((node) => Number.isInteger(node) && node >= 0 && node < nodes)) {
      throw fail('invalid', name, `${array} has the edge [${from}, ${to}]; nodes run from 0 to ${nodes - 1}.`, 'Number the words from 0 in the order of the class means.');
    }
    // A node is 0 whatever the sign of its zero.
    edges.push([from + 0, to + 0]);
  }
  const kept = sortedEdges(edges);
  const notes = kept.length < edges.length ? [`${array} gives an edge twice, or joins a word to itself; each edge is taken once.`] : [];
  return checked(name, kept, false, notes, fail);
}

function checked(name: string, edges: readonly Edge[], directed: boolean, notes: readonly string[], fail: Fail): ArrayGraph {
  if (edges.length === 0) throw fail('invalid', name, `Array ${shortened(name)} has no edge.`, EDGES_ONLY);
  if (edges.length > MAX_EDGES) throw fail('too-large', name, `Array ${shortened(name)} has ${edges.length} edges; at most ${MAX_EDGES} are read.`, EDGES_ONLY);
  return { edges, directed, notes };
}

/** The graphs of an imported recording: of the context, of reference, and the calendar where the words are days or months. */
export interface ImportedGraphs {
  readonly graphs: readonly RecordingGraph[];
  /** What the graph of the context turns out to be. */
  readonly shape: GraphShape;
  readonly notes: readonly string[];
}

const CUSTOM: GraphShape = { kind: 'custom', size: null, layout: null };

export async function importedGraphs(file: ArrayFile, plan: ImportPlan, labels: readonly string[], signal: AbortSignal | undefined): Promise<ImportedGraphs> {
  const { contextGraph, nodes } = plan;
  const context: ArrayGraph = 'array' in contextGraph ? await readGraph(file, contextGraph, nodes, signal) : { edges: builtEdges(contextGraph, nodes), directed: false, notes: [] };
  const built = 'array' in contextGraph ? null : builtShape(contextGraph, nodes);
  const shape = built ?? (context.directed ? CUSTOM : graphShape(context.edges, nodes));
  const ids = new Set<string>();
  const graphs: RecordingGraph[] = [graphOf(idOf('array' in contextGraph ? contextGraph.array : contextGraph.kind, ids), 'context', built?.title ?? titleOf(shape, nodes), context, shape.layout)];
  const notes = [...context.notes];
  for (const piece of plan.references) {
    const reference = await readGraph(file, piece, nodes, signal);
    const layout = reference.directed ? null : graphShape(reference.edges, nodes).layout;
    graphs.push(graphOf(idOf(piece.array, ids), 'reference', piece.array.slice(0, 200), reference, layout));
    notes.push(...reference.notes);
  }
  const calendar = plan.calendar ? calendarEdges(labels) : null;
  if (calendar !== null && !graphs.some(({ edges, directed }) => !directed && sameEdges(edges, calendar))) {
    graphs.push(graphOf(idOf('calendar', ids), 'reference', 'Calendar', { edges: calendar, directed: false }, graphShape(calendar, nodes).layout));
    notes.push('The calendar is added as a reference graph, because the words are those of a calendar; it is not in the file.');
  }
  return { graphs, shape, notes };
}

async function readGraph(file: ArrayFile, { array, form, above }: GraphPiece, nodes: number, signal: AbortSignal | undefined): Promise<ArrayGraph> {
  const values = await file.readNumbers(array, signal);
  return form === 'adjacency' ? adjacencyGraph(array, values, nodes, above, failIn(file.name)) : edgeListGraph(array, values, nodes, failIn(file.name));
}

function graphOf(id: string, role: RecordingGraph['role'], title: string, { edges, directed }: { readonly edges: readonly Edge[]; readonly directed: boolean }, layout: RecordingGraph['layout']): RecordingGraph {
  return { id, role, title, directed, edges, layout };
}

function titleOf({ kind, size }: GraphShape, nodes: number): string {
  if (kind === 'ring') return `Ring of ${nodes}`;
  return kind === 'grid' ? `Grid of ${size?.rows} x ${size?.cols}` : 'Graph of the context';
}

/** The name, cut short and numbered where another graph has it. */
function idOf(name: string, taken: Set<string>): string {
  const stem = name.slice(0, 90) || 'graph';
  let id = stem;
  for (let copy = 2; taken.has(id); copy++) id = `${stem}-${copy}`;
  taken.add(id);
  return id;
}
