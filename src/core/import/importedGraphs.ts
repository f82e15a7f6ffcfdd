/** The graphs of an imported recording: of the context, of reference, and the calendar where the words are days or months. */
import type { Edge, RecordingGraph } from '../recording/types.ts';
import type { ArrayFile } from './arrayFile.ts';
import { adjacencyGraph, edgeListGraph, type ArrayGraph } from './graphFromArray.ts';
import { failIn } from './importError.ts';
import { builtEdges, calendarEdges, graphShape, sameEdges, type GraphShape } from './knownGraphs.ts';
import type { GraphPiece, ImportPlan } from './planTypes.ts';

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
  const shape = context.directed ? CUSTOM : graphShape(context.edges, nodes);
  const ids = new Set<string>();
  const graphs: RecordingGraph[] = [graphOf(idOf('array' in contextGraph ? contextGraph.array : contextGraph.kind, ids), 'context', titleOf(shape, nodes), context, shape.layout)];
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
