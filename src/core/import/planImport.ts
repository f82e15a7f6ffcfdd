/** From what the arrays mean to where every number of the recording comes from, or what is still wrong with that. */
import { MAX_COUNTS, MAX_GRAPH_PAIRS, MAX_GRAPHS, MAX_HIDDEN_SIZE, MAX_LAYER_VALUES, MAX_LAYERS, MAX_NODES, MAX_SEGMENTS } from '../recording/limits.ts';
import { shortened } from '../recording/failure.ts';
import { ArrayTable, lastPart, shapeText } from './arrayTable.ts';
import { rolesOf, type ArrayListing, type ArrayRole, type BuiltGraph, type ImportMapping } from './mapping.ts';
import { hexNodes, namedGraph } from './graphText.ts';
import { planAccuracy, planWords } from './planCompanions.ts';
import { planMeans, type AxisNumbers, type MeansLayout } from './planMeans.ts';
import type { GraphPiece, ImportCheck } from './planTypes.ts';

/** Checks shapes and small values only; what the large arrays hold shows when they are read. Pure and quick. */
export function planImport(listing: ArrayListing, mapping: ImportMapping): ImportCheck {
  const table = new ArrayTable(listing);
  const contexts = axisNumbers(mapping, 'contexts', table);
  const layers = axisNumbers(mapping, 'layers', table);
  const layout = planMeans(mapping, table, contexts, layers);
  if (layout === null) {
    if (mapping.builtGraph === null && rolesOf(mapping, 'context-graph').length === 0) noGraph(table);
    return { plan: null, issues: table.issues, notes: table.notes };
  }
  checkSizes(mapping, layout, table);
  statedWindow(mapping, table);
  const labels = planLabels(mapping, layout, table);
  const presence = planWords('presence', mapping, layout, contexts, table);
  const counts = planWords('counts', mapping, layout, contexts, table);
  const accuracy = planAccuracy(mapping, layout, contexts, table);
  const contextGraph = planContextGraph(mapping, layout, table);
  const references = rolesOf(mapping, 'reference-graph').flatMap(({ array, role }) => graphPiece(array, role, layout, table) ?? []);
  if (table.issues.length > 0 || contextGraph === null) return { plan: null, issues: table.issues, notes: table.notes };
  const plan = {
    ...layout,
    labels,
    presence,
    counts: counts.every((piece) => piece === null) ? null : counts,
    accuracy,
    contextGraph,
    references,
    calendar: mapping.calendar,
    title: mapping.title,
    model: mapping.model,
  };
  return { plan, issues: [], notes: table.notes };
}

/** What the reader typed, else what the array of that role holds. */
function axisNumbers(mapping: ImportMapping, kind: 'contexts' | 'layers', table: ArrayTable): AxisNumbers {
  if (mapping[kind] !== null) return { values: mapping[kind], from: 'the list that you typed' };
  const chosen = rolesOf(mapping, kind);
  if (chosen.length > 1) table.fault(chosen[1]!.array, `Two arrays are chosen as the ${kind}.`, 'Ignore one of them.');
  const array = chosen[0] === undefined ? null : table.numeric(chosen[0].array);
  if (array === null) return { values: null, from: '' };
  if (array.shape.length > 1 || array.numbers === null) {
    table.fault(array.name, `Array ${shortened(array.name)} has the shape ${shapeText(array)}; the ${kind} are a short list of whole numbers.`, `Ignore it and type the ${kind}.`);
    return { values: null, from: '' };
  }
  return { values: array.numbers, from: `array ${shortened(array.name)}` };
}

const WINDOW = /^(averaging_?)?win(dow)?(_?(size|tokens|length|len))?$/i;

/** Tokens that the class means are over, where the file says so: told, for nothing else depends on it. */
function statedWindow(mapping: ImportMapping, table: ArrayTable): void {
  const used = new Set(mapping.roles.map(({ array }) => array));
  for (const { name, numbers } of table.listing.arrays) {
    if (used.has(name) || !WINDOW.test(lastPart(name)) || numbers === null || numbers.length === 0) continue;
    const sizes = [...new Set(numbers)];
    if (sizes.every((tokens) => Number.isInteger(tokens) && tokens > 0)) table.notes.push(`Its windows hold the last ${sizes.join(', ')} tokens, as array ${shortened(name)} says.`);
  }
}

function checkSizes(mapping: ImportMapping, { nodes, hiddenSize, contexts, layers }: MeansLayout, table: ArrayTable): void {
  const graphs = 1 + rolesOf(mapping, 'reference-graph').length + (mapping.calendar ? 1 : 0);
  const bounds: readonly (readonly [string, number, number])[] = [
    ['words', nodes, MAX_NODES],
    ['hidden size', hiddenSize, MAX_HIDDEN_SIZE],
    ['contexts', contexts.length, MAX_SEGMENTS],
    ['layers', layers.length, MAX_LAYERS],
    ['graphs', graphs, MAX_GRAPHS],
    ['contexts x words', contexts.length * nodes, MAX_COUNTS],
    ['contexts x words x hidden size', contexts.length * nodes * hiddenSize, MAX_LAYER_VALUES],
    ['graphs x words x words', graphs * nodes * nodes, MAX_GRAPH_PAIRS],
  ];
  for (const [what, value, limit] of bounds) {
    if (value > limit) table.fault(null, `The number of ${what} is ${value}; at most ${limit} are read.`, 'Choose other arrays, or save a part of them.');
  }
  if (nodes < 2) table.fault(null, `The class means hold ${nodes === 1 ? 'one word' : 'no word'}; a picture needs two.`, 'Choose other arrays, or what their axes are.');
  if (hiddenSize < 1) table.fault(null, 'The class means have a hidden size of 0.', 'Choose other arrays, or what their axes are.');
}

function planLabels(mapping: ImportMapping, { nodes }: MeansLayout, table: ArrayTable): string | null {
  const [first, second] = rolesOf(mapping, 'labels');
  if (first === undefined) {
    table.notes.push('No array names the words: they are numbered.');
    return null;
  }
  if (second !== undefined) table.fault(second.array, 'Two arrays are chosen as the words.', 'Ignore one of them.');
  const array = table.find(first.array);
  if (array === null) return null;
  const count = array.shape.reduce((product, size) => product * size, 1);
  if (array.dtype !== 'text') table.fault(array.name, `Array ${shortened(array.name)} holds numbers, not words.`, 'Choose an array of text, or ignore it.');
  else if (array.shape.length !== 1 || count !== nodes) table.fault(array.name, `Array ${shortened(array.name)} has the shape ${shapeText(array)}; ${nodes} words are expected, as many as the class means hold.`, 'Choose what the axes of the class means are, or other words, or ignore it.');
  return array.name;
}

function planContextGraph(mapping: ImportMapping, layout: MeansLayout, table: ArrayTable): GraphPiece | BuiltGraph | null {
  const [first, second] = rolesOf(mapping, 'context-graph');
  if (second !== undefined) table.fault(second.array, 'Two arrays are chosen as the graph of the context.', 'Choose one of them as a reference graph.');
  if (first !== undefined) return graphPiece(first.array, first.role, layout, table);
  const built = mapping.builtGraph;
  if (built === null) {
    noGraph(table);
    return null;
  }
  const named = namedGraph(table.listing, layout.nodes);
  if (named !== null) {
    const same = JSON.stringify(named.graph) === JSON.stringify(built);
    table.notes.push(same ? `Its graph is named by array ${shortened(named.array)}: ${shortened(named.text)}.` : `Array ${shortened(named.array)} says that the graph is ${shortened(named.text)}; you have named another one.`);
  }
  if (built.kind === 'ring' && layout.nodes < 3) {
    table.fault(null, `A ring has at least 3 words; there are ${layout.nodes}.`, 'Name another graph.');
    return null;
  }
  if (built.kind !== 'grid' && built.kind !== 'hex') return built;
  const words = built.rows < 1 || built.cols < 1 ? 0 : built.kind === 'grid' ? built.rows * built.cols : hexNodes(built.rows, built.cols);
  if (words !== layout.nodes) {
    table.fault(null, `A ${built.kind === 'grid' ? 'grid' : 'honeycomb'} of ${built.rows} x ${built.cols} has ${words} words; there are ${layout.nodes}.`, 'Give rows and columns that fit.');
    return null;
  }
  return built;
}

function noGraph(table: ArrayTable): void {
  table.fault(null, 'No graph is chosen that the words follow in the context.', 'Choose an adjacency matrix or a list of edges, or name a graph such as a ring or a grid.');
}

function graphPiece(name: string, role: Extract<ArrayRole, { kind: 'context-graph' | 'reference-graph' }>, { nodes }: MeansLayout, table: ArrayTable): GraphPiece | null {
  const array = table.numeric(name);
  if (array === null) return null;
  const wanted = role.form === 'adjacency' ? [nodes, nodes] : [array.shape[0], 2];
  if (array.shape.length !== 2 || array.shape.some((size, axis) => size !== wanted[axis])) {
    const expected = role.form === 'adjacency' ? `[${nodes}, ${nodes}], as there are ${nodes} words` : '[edges, 2]';
    table.fault(name, `Array ${shortened(name)} has the shape ${shapeText(array)}; ${role.form === 'adjacency' ? 'an adjacency matrix' : 'a list of edges'} has ${expected}.`, role.form === 'adjacency' ? 'Choose what the axes of the class means are, or another array, or ignore it.' : 'Choose another array, or ignore it.');
    return null;
  }
  return { array: name, form: role.form, above: role.above };
}
