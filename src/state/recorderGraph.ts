/** The JSON that `contextscope record --graph FILE.json` takes (recorder/src/contextscope/tasks/graphs.py): written and read. */
import * as z from 'zod/mini';
import '../core/recording/zodWithoutEval.ts';
import type { Edge, LayoutPoint } from '../core/recording/types.ts';
import { duplicateKey } from '../core/recording/duplicateKey.ts';
import { MAX_CUSTOM_EDGES, MAX_CUSTOM_NODES, orderedEdges } from './customGraphs.ts';
import { ringLayout, type DraftGraph } from './draftGraph.ts';
import { fitUnitSquare } from './unitSquare.ts';

/** Longest text that is read, in characters. */
export const MAX_GRAPH_TEXT = 2 ** 20;

const name = z.string().check(z.maxLength(200));
const end = z.union([z.int().check(z.minimum(0)), name]);
const recorderGraph = z.object({
  title: z.optional(name),
  nodes: z.union([z.int().check(z.minimum(2), z.maximum(MAX_CUSTOM_NODES)), z.array(name).check(z.minLength(2), z.maxLength(MAX_CUSTOM_NODES))]),
  edges: z.array(z.tuple([end, end])).check(z.maxLength(MAX_CUSTOM_EDGES)),
  directed: z.optional(z.boolean()),
  layout: z.nullish(z.array(z.tuple([z.number(), z.number()]))),
});

/** What the recorder would refuse of the graph, in a sentence; null: nothing. */
export function recorderRefusal({ labels }: Pick<DraftGraph, 'labels'>): string | null {
  const twice = labels.find((label, i) => labels.indexOf(label) !== i);
  return twice === undefined ? null : `Two nodes are called “${twice}”: the recorder needs different names.`;
}

/** Names that only number the nodes are left to the recorder, which then chooses words. */
export function writeRecorderGraph({ title, labels, directed, edges, layout }: DraftGraph): string {
  const numbered = labels.every((label, i) => label === String(i));
  const round = (value: number) => Math.round(value * 1e4) / 1e4 + 0;
  const graph = {
    title: title.trim() || 'Drawn graph',
    nodes: numbered ? labels.length : labels,
    ...(directed && { directed }),
    edges,
    layout: layout.map(([x, y]) => [round(x), round(y)]),
  };
  const lines = Object.entries(graph).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

export type RecorderGraphReading = { readonly ok: true; readonly draft: DraftGraph } | { readonly ok: false; readonly message: string };

/** Never throws. Edge ends are indices or names, as the recorder reads them. */
export function readRecorderGraph(text: string): RecorderGraphReading {
  const refuse = (message: string): RecorderGraphReading => ({ ok: false, message });
  if (text.length > MAX_GRAPH_TEXT) return refuse(`The file holds ${text.length} characters; at most ${MAX_GRAPH_TEXT} are read.`);
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return refuse('The file is not sound JSON.');
  }
  const twice = duplicateKey(text);
  if (twice !== null) return refuse(`The file gives its key “${twice.slice(0, 40)}” twice.`);
  const parsed = recorderGraph.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return refuse(`This is no graph for the recorder: ${issue?.path.join('.') || 'it'}: ${(issue?.message ?? 'invalid').slice(0, 200)}.`);
  }
  const { title, nodes, edges, directed = false, layout } = parsed.data;
  const labels = typeof nodes === 'number' ? Array.from({ length: nodes }, (_, i) => String(i)) : nodes;
  if (new Set(labels).size < labels.length) return refuse('The file names a node twice.');
  const pairs: Edge[] = [];
  for (const [at, [from, to]] of edges.entries()) {
    const [a, b] = [indexOf(from, labels), indexOf(to, labels)];
    if (a === null || b === null) return refuse(`edges.${at}: “${String(a === null ? from : to).slice(0, 40)}” is not one of the ${labels.length} nodes.`);
    if (a === b) return refuse(`edges.${at}: a node cannot be its own neighbour.`);
    pairs.push([a, b]);
  }
  if (layout && layout.length !== labels.length) return refuse(`The layout has ${layout.length} points for ${labels.length} nodes.`);
  const points: readonly LayoutPoint[] = layout ? fitUnitSquare(layout) : ringLayout(labels.length);
  return { ok: true, draft: { title: (title ?? '').trim() || 'Drawn graph', labels, directed, edges: orderedEdges(pairs, directed), layout: points } };
}

function indexOf(end: number | string, labels: readonly string[]): number | null {
  const index = typeof end === 'number' ? end : labels.indexOf(end);
  return index >= 0 && index < labels.length ? index : null;
}
