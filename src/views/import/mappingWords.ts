/** What the mapping panel says of arrays, roles and the recording that would come of them. */
import type { ArrayListing, BuiltGraph, ImportMapping, ListedArray, MeansAxis } from '../../core/import/mapping.ts';
import type { ImportPlan } from '../../core/import/planTypes.ts';
import type { RoleChoice } from '../../state/opening/mappingEdits.ts';
import { formatCount } from '../ui/formatNumber.ts';
import { wordList } from '../../state/base/words.ts';

export const ROLE_NAMES: Readonly<Record<RoleChoice, string>> = {
  ignore: 'Ignore',
  means: 'Class means',
  'context-graph:adjacency': 'Graph of the context (matrix)',
  'context-graph:edges': 'Graph of the context (edges)',
  'reference-graph:adjacency': 'Reference graph (matrix)',
  'reference-graph:edges': 'Reference graph (edges)',
  labels: 'Words',
  contexts: 'List of contexts',
  layers: 'Layer numbers',
  presence: 'Which words occur',
  counts: 'Tokens per word',
  accuracy: 'Accuracy',
};

const DTYPE_NAMES: Readonly<Record<ListedArray['dtype'], string>> = {
  bool: 'true/false', i8: 'int8', u8: 'uint8', i16: 'int16', u16: 'uint16', i32: 'int32', u32: 'uint32', i64: 'int64', u64: 'uint64',
  f16: 'float16', bf16: 'bfloat16', f32: 'float32', f64: 'float64', text: 'text',
};

/** "float32, 16 x 4096" */
export function arrayText({ dtype, shape }: Pick<ListedArray, 'dtype' | 'shape'>): string {
  return `${DTYPE_NAMES[dtype]}, ${shape.length === 0 ? 'one value' : shape.join(' × ')}`;
}

const AXIS_NAMES: Readonly<Record<MeansAxis, readonly [one: string, more: string]>> = {
  contexts: ['context', 'contexts'], layers: ['layer', 'layers'], words: ['word', 'words'], dimensions: ['dim', 'dims'],
};

/** "1 context × 16 words × 4096 dims" */
export function axesWords(axes: readonly MeansAxis[], shape: readonly number[]): string {
  return axes.map((axis, at) => `${shape[at] ?? '?'} ${AXIS_NAMES[axis][shape[at] === 1 ? 0 : 1]}`).join(' × ');
}

/** Graphs that are named rather than given by an array. */
export const GRAPH_NAMES: Readonly<Record<BuiltGraph['kind'], string>> = {
  ring: 'ring, in the order of the words',
  chain: 'chain, in the order of the words',
  grid: 'grid, row by row',
  hex: 'honeycomb of hexagons',
  star: 'star, around the first word',
  complete: 'complete, every word to every other',
};

const VALUES_SHOWN = 5;

/** The first values of a small array, or null. */
export function valuesText({ numbers, texts, shape }: Pick<ListedArray, 'numbers' | 'texts' | 'shape'>): string | null {
  if (shape.length > 1) return null;
  const values = texts?.map((text) => text.trim()) ?? numbers?.map((value) => String(Number(value.toPrecision(4))));
  if (values === undefined || values.length === 0) return null;
  const shown = values.slice(0, VALUES_SHOWN).join(', ');
  return values.length > VALUES_SHOWN ? `${shown.slice(0, 120)}, …` : shown.slice(0, 120);
}

const some = (values: readonly number[]): string => wordList(values.map(formatCount), 6);

/** What would be opened, as rows of name and value. */
export function previewRows(plan: ImportPlan, listing: ArrayListing): readonly (readonly [name: string, value: string])[] {
  const { contextGraph, contexts, layers, accuracy, references, presence, counts, calendar } = plan;
  const graph = 'array' in contextGraph ? contextGraph.array : 'rows' in contextGraph ? `${contextGraph.kind === 'grid' ? 'grid' : 'honeycomb'} of ${contextGraph.rows} × ${contextGraph.cols}${contextGraph.kind === 'grid' ? ', row by row' : ''}` : GRAPH_NAMES[contextGraph.kind];
  const words = plan.labels === null ? null : (listing.arrays.find(({ name }) => name === plan.labels)?.texts ?? null);
  const covered = accuracy === null ? 0 : accuracy.pieces.filter((piece) => piece !== null).length;
  const others = [...references.map(({ array }) => array), ...(calendar ? ['calendar, from the words'] : [])];
  return [
    ['Words', words === null ? `${plan.nodes}${plan.labels === null ? ', numbered' : ''}` : `${plan.nodes}: ${words.slice(0, VALUES_SHOWN).map((word) => word.trim()).join(', ').slice(0, 80)}${words.length > VALUES_SHOWN ? ', …' : ''}`],
    ['Hidden size', formatCount(plan.hiddenSize)],
    [contexts.length === 1 ? 'Context' : 'Contexts', `${some(contexts)} tokens`],
    [layers.length === 1 ? 'Layer' : 'Layers', some(layers)],
    ['Window', 'fixed by the file'],
    ['Graph', graph],
    ...(others.length > 0 ? [['References', others.join(', ').slice(0, 200)] as const] : []),
    ['Missing words', presence.some((piece) => piece !== null) || counts !== null ? 'by the mask, and where a mean is blank' : 'where a mean is blank'],
    ['Accuracy', accuracy === null ? 'none' : `${covered === contexts.length ? 'at every context' : `at ${covered} of ${contexts.length} contexts`}${accuracy.rows > 1 ? `, ${accuracy.rows} sequences` : ''}`],
  ];
}

/** "200, 400, 1400" as numbers; null for nothing, undefined for what is no list of whole numbers. */
export function parseNumbers(text: string): readonly number[] | null | undefined {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  if (parts.length === 0) return null;
  return parts.every((part) => /^\d{1,7}$/.test(part)) ? parts.map(Number) : undefined;
}

/** Arrays that the reader is most likely to look for first: those with a role, then by name. */
export function inOrderOfInterest(listing: ArrayListing, mapping: ImportMapping): { readonly used: readonly ListedArray[]; readonly ignored: readonly ListedArray[] } {
  const named = new Set(mapping.roles.map(({ array }) => array));
  return { used: listing.arrays.filter(({ name }) => named.has(name)), ignored: listing.arrays.filter(({ name }) => !named.has(name)) };
}
