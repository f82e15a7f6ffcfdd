/** Which piece of which array holds the class means of every layer at every context. */
import { shortened } from '../recording/failure.ts';
import { MAX_LENGTH } from '../recording/limits.ts';
import { listed, shapeText, type ArrayTable } from './arrayTable.ts';
import { areMeansAxes, axesText, type ImportMapping, lengthAlong, type ListedArray, type MeansAxis, rolesOf } from './mapping.ts';
import type { MeansPiece } from './planTypes.ts';

export interface MeansLayout {
  readonly nodes: number;
  readonly hiddenSize: number;
  readonly contexts: readonly number[];
  readonly layers: readonly number[];
  readonly means: readonly (readonly MeansPiece[])[];
}

/** Numbers that stand for an axis: typed by the reader, or an array's. */
export interface AxisNumbers {
  readonly values: readonly number[] | null;
  /** "array "Ts"", or "the list you typed". */
  readonly from: string;
}

/** Null when something keeps the means from being laid out; `table` says what. */
export function planMeans(mapping: ImportMapping, table: ArrayTable, contexts: AxisNumbers, layers: AxisNumbers): MeansLayout | null {
  const chosen = rolesOf(mapping, 'means');
  const before = table.issues.length;
  if (chosen.length === 0) {
    table.fault(null, 'No array is chosen as class means.', 'Choose the array of words by hidden size, one for each context, or one that stacks them.');
    return null;
  }
  const cells = new Map<string, MeansPiece & { readonly layer: number; readonly context: number }>();
  let first: { readonly array: ListedArray; readonly nodes: number; readonly hiddenSize: number } | null = null;
  for (const { array: name, role } of chosen) {
    const array = table.numeric(name);
    const { axes } = role;
    if (array === null) continue;
    if (array.shape.length !== axes.length || !areMeansAxes(axes)) {
      table.fault(name, `Array ${shortened(name)} has the shape ${shapeText(array)}, which cannot be ${axesText(axes)}.`, 'Choose what its axes are, or ignore it.');
      continue;
    }
    const [nodes, hiddenSize] = [lengthAlong('words', axes, array.shape)!, lengthAlong('dimensions', axes, array.shape)!];
    first ??= { array, nodes, hiddenSize };
    if (nodes !== first.nodes || hiddenSize !== first.hiddenSize) {
      table.fault(name, `Array ${shortened(name)} holds ${nodes} words in ${hiddenSize} dimensions, but ${shortened(first.array.name)} ${first.nodes} in ${first.hiddenSize}: class means agree in both.`, 'Choose what their axes are, or ignore one of them.');
      continue;
    }
    const along = { contexts: numbersOf('contexts', name, axes, array, role.context, contexts, table), layers: numbersOf('layers', name, axes, array, role.layer, layers, table) };
    if (along.contexts === null || along.layers === null) continue;
    const stride = (axis: MeansAxis): number => (axes.includes(axis) ? array.shape.slice(axes.indexOf(axis) + 1).reduce((product, length) => product * length, 1) : 0);
    const strides = { wordStride: stride('words'), dimensionStride: stride('dimensions') };
    along.layers.forEach((layer, l) =>
      along.contexts!.forEach((context, c) => {
        const offset = c * stride('contexts') + l * stride('layers');
        const key = `${layer}/${context}`;
        const taken = cells.get(key);
        if (taken === undefined) cells.set(key, { layer, context, array: name, offset, ...strides });
        else if (taken.array !== name) table.fault(name, `Arrays ${shortened(taken.array)} and ${shortened(name)} both hold layer ${layer} at context ${context}.`, 'Ignore one of them, or correct its context or layer.');
      }),
    );
  }
  if (first === null || table.issues.length > before) return null;
  return complete(first, [...cells.values()], table);
}

/** Every layer must have every context. */
function complete({ nodes, hiddenSize }: Pick<MeansLayout, 'nodes' | 'hiddenSize'>, cells: readonly (MeansPiece & { readonly layer: number; readonly context: number })[], table: ArrayTable): MeansLayout | null {
  const ascending = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);
  const contexts = ascending(cells.map(({ context }) => context));
  const layers = ascending(cells.map(({ layer }) => layer));
  const means = layers.map((layer) => contexts.map((context) => cells.find((cell) => cell.layer === layer && cell.context === context)));
  for (const [l, row] of means.entries()) {
    const missing = contexts.filter((_, c) => row[c] === undefined);
    if (missing.length > 0) table.fault(null, `Layer ${layers[l]} has no class means at context ${listed(missing)}.`, 'Every layer needs every context: ignore those that are not complete.');
  }
  if (means.some((row) => row.includes(undefined))) return null;
  return { nodes, hiddenSize, contexts, layers, means: means as MeansPiece[][] };
}

/** The numbers along an axis of the array, or the one number of the whole array. */
function numbersOf(
  what: 'contexts' | 'layers',
  name: string,
  axes: readonly MeansAxis[],
  array: ListedArray,
  own: number | null,
  given: AxisNumbers,
  table: ArrayTable,
): readonly number[] | null {
  const one = what === 'contexts' ? 'context' : 'layer';
  const axis = axes.indexOf(what);
  const wanted = axis === -1 ? 1 : array.shape[axis]!;
  const values = axis === -1 && own !== null ? [own] : given.values;
  if (values === null) {
    const message = axis === -1 ? `The ${one} of array ${shortened(name)} is not known.` : `Array ${shortened(name)} stacks ${wanted} ${what}, which are not named.`;
    table.fault(name, message, what === 'contexts' ? 'Type the contexts in tokens, such as 200, 400, 1400.' : 'Type the layer numbers, such as 12, 16, 26.');
    return null;
  }
  if (values.length !== wanted) {
    const message = axis === -1 ? `Array ${shortened(name)} holds one ${one}, but ${given.from} has ${values.length}.` : `Array ${shortened(name)} stacks ${wanted} ${what}, but ${given.from} has ${values.length}.`;
    table.fault(name, message, `Type the ${what} of the class means.`);
    return null;
  }
  const limit = what === 'contexts' ? MAX_LENGTH : 1023;
  const wrong = values.find((value) => !Number.isInteger(value) || value < (what === 'contexts' ? 1 : 0) || value > limit);
  if (wrong !== undefined) {
    table.fault(name, `${wrong} is no ${one}; expected a whole number from ${what === 'contexts' ? 1 : 0} to ${limit}.`, `Type the ${what} of the class means.`);
    return null;
  }
  if (new Set(values).size < values.length) {
    table.fault(name, `The ${what} of array ${shortened(name)} name one twice: ${listed(values)}.`, `Type the ${what} of the class means.`);
    return null;
  }
  return values;
}
