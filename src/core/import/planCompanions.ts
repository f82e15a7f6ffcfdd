/** Presence, token counts and accuracy, placed on the contexts of the class means. */
import { MAX_SEQUENCES } from '../recording/limits.ts';
import { shortened } from '../recording/failure.ts';
import { listed, shapeText, type ArrayTable } from './arrayTable.ts';
import { rolesOf, type ImportMapping, type ListedArray } from './mapping.ts';
import type { AxisNumbers, MeansLayout } from './planMeans.ts';
import type { AccuracyPiece, ImportPlan, WordsPiece } from './planTypes.ts';

const IGNORE = 'Correct its role or its context, or ignore it.';

/** [S] pieces of the arrays with this role; null where no array says anything of that context. */
export function planWords(kind: 'presence' | 'counts', mapping: ImportMapping, layout: MeansLayout, given: AxisNumbers, table: ArrayTable): (WordsPiece | null)[] {
  const { nodes, contexts } = layout;
  const pieces = new Array<WordsPiece | null>(contexts.length).fill(null);
  const put = (array: string, at: number, offset: number, stride: number): void => {
    const taken = pieces[at];
    if (taken !== null && taken!.array !== array) table.fault(array, `Arrays ${shortened(taken!.array)} and ${shortened(array)} both say which words occur at context ${contexts[at]}.`, IGNORE);
    else pieces[at] = { array, offset, stride };
  };
  for (const { array: name, role } of rolesOf(mapping, kind)) {
    const array = table.numeric(name);
    if (array === null) continue;
    const transposed = array.shape.length === 2 && array.shape[1] !== nodes;
    if (array.shape[transposed ? 0 : array.shape.length - 1] !== nodes || array.shape.length > 2) {
      table.fault(name, `Array ${shortened(name)} has the shape ${shapeText(array)}; expected [${nodes}], one value a word, or one such row or column a context.`, IGNORE);
    } else if (array.shape.length === 1) {
      const at = role.context === null ? -1 : contexts.indexOf(role.context);
      if (role.context === null) contexts.forEach((_, s) => put(name, s, 0, 1));
      else if (at === -1) table.fault(name, `Array ${shortened(name)} belongs to context ${role.context}, of which there are no class means.`, IGNORE);
      else put(name, at, 0, 1);
    } else {
      const length = array.shape[transposed ? 1 : 0]!;
      const columns = placed(length, name, layout, given, table);
      columns?.forEach((s, row) => s !== -1 && put(name, s, transposed ? row : row * nodes, transposed ? length : 1));
    }
  }
  return pieces;
}

/** Accuracy of every context, per sequence or as one mean. */
export function planAccuracy(mapping: ImportMapping, layout: MeansLayout, given: AxisNumbers, table: ArrayTable): ImportPlan['accuracy'] {
  const chosen = rolesOf(mapping, 'accuracy');
  if (chosen.length === 0) return null;
  const { contexts } = layout;
  const pieces = new Array<AccuracyPiece | null>(contexts.length).fill(null);
  let rows: number | null = null;
  const put = (array: string, at: number, offset: number, stride: number, count: number): void => {
    if (count < 1 || count > MAX_SEQUENCES) table.fault(array, `Array ${shortened(array)} has ${count} sequences; expected 1 to ${MAX_SEQUENCES}.`, IGNORE);
    else if (pieces[at] !== null) table.fault(array, `Arrays ${shortened(pieces[at]!.array)} and ${shortened(array)} both give the accuracy at context ${contexts[at]}.`, IGNORE);
    else if (rows !== null && rows !== count) table.fault(array, `Array ${shortened(array)} has ${count} sequences where another has ${rows}.`, IGNORE);
    else {
      rows = count;
      pieces[at] = { array, offset, stride };
    }
  };
  for (const { array: name, role } of chosen) {
    const array = table.numeric(name);
    if (array === null) continue;
    if (role.context !== null) placeOne(array, role.context, contexts, table, put);
    else placeAll(array, layout, given, table, put);
  }
  if (rows === null) return null;
  const missing = contexts.filter((_, s) => pieces[s] === null);
  if (missing.length > 0) table.notes.push(`The file gives no accuracy at context ${listed(missing)}.`);
  return { rows, pieces };
}

type Put = (array: string, at: number, offset: number, stride: number, count: number) => void;

function placeOne(array: ListedArray, context: number, contexts: readonly number[], table: ArrayTable, put: Put): void {
  const { name, shape } = array;
  const at = contexts.indexOf(context);
  if (at === -1) table.fault(name, `Array ${shortened(name)} belongs to context ${context}, of which there are no class means.`, IGNORE);
  else if (shape.length > 1) table.fault(name, `Array ${shortened(name)} has the shape ${shapeText(array)}; the accuracy of one context is one number, or one a sequence.`, IGNORE);
  else put(name, at, 0, 1, shape[0] ?? 1);
}

function placeAll(array: ListedArray, layout: MeansLayout, given: AxisNumbers, table: ArrayTable, put: Put): void {
  const { name, shape } = array;
  const fits = (length: number | undefined): boolean => length !== undefined && (length === given.values?.length || length === layout.contexts.length);
  const last = shape.at(-1);
  const transposed = shape.length === 2 && !fits(last) && fits(shape[0]);
  if (shape.length === 0 || shape.length > 2 || !(fits(last) || transposed)) {
    const lengths = [...new Set([layout.contexts.length, ...(given.values === null ? [] : [given.values.length])])];
    table.fault(name, `Array ${shortened(name)} has the shape ${shapeText(array)}; accuracy has one column for each of ${lengths.join(' or ')} contexts.`, IGNORE);
    return;
  }
  const length = transposed ? shape[0]! : last!;
  const others = shape.length === 1 ? 1 : transposed ? shape[1]! : shape[0]!;
  const columns = placed(length, name, layout, given, table);
  columns?.forEach((s, column) => s !== -1 && put(name, s, transposed ? column * others : column, transposed ? 1 : length, others));
}

/** For every place along an axis of contexts the index of that context among those of the class means, or -1. */
function placed(length: number, name: string, { contexts }: MeansLayout, given: AxisNumbers, table: ArrayTable): readonly number[] | null {
  if (given.values?.length === length) {
    const left = given.values.filter((context) => !contexts.includes(context));
    if (left.length > 0) table.notes.push(`${shortened(name)} is given at ${length} contexts, by ${given.from}; ${listed(left)}, without class means, ${left.length === 1 ? 'is' : 'are'} left out.`);
    return given.values.map((context) => contexts.indexOf(context));
  }
  if (length === contexts.length) return contexts.map((_, s) => s);
  table.fault(name, `Array ${shortened(name)} has ${length} rows of contexts; the class means have ${contexts.length}.`, IGNORE);
  return null;
}
