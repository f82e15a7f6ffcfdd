/** Which arrays are class means: of two axes per context and layer, or stacked over contexts, layers or both. */
import { shortened } from '../recording/recordingError.ts';
import { lastPart, nameNumbers } from './arrayNumbers.ts';
import { shapeText } from './arrayTable.ts';
import type { GuessReason } from './guessTypes.ts';
import type { ListedArray, MeansAxes, RoleOfArray } from './mapping.ts';

export interface GuessedMeans {
  readonly roles: readonly RoleOfArray[];
  readonly reasons: readonly GuessReason[];
  readonly unclear: readonly string[];
  readonly nodes: number;
  readonly hiddenSize: number;
  /** Contexts and layers that the names of the arrays give. */
  readonly contexts: readonly number[];
  readonly layers: readonly number[];
  /** Lengths of the axes stacked over contexts and layers; null where there is none. */
  readonly stackedContexts: number | null;
  readonly stackedLayers: number | null;
}

const NAMED = /mean|centroid|class|repr|resid|hidden|activation|acts?(?![a-z])|embed|state/i;
const OTHER = /std|var(?![a-z]*y)|sem(?![a-z])|err|cov|grad|dist|sim(?![a-z])|gram|energ|acc|adj|laplac|eig|score|loading|pca|weight|corr|logit|prob|count|layout|coord/i;
/** Numbers below this in a row of names count the arrays rather than tokens. */
const LEAST_BARE_CONTEXT = 5;

interface Family {
  readonly stem: string;
  readonly arrays: readonly ListedArray[];
  readonly score: number;
}

/** `arrays` by name, ascending. `sizes`: numbers of words that other arrays speak of. Null when nothing looks like class means. */
export function guessMeans(arrays: readonly ListedArray[], sizes: ReadonlySet<number>, contextLists: readonly number[], layerLists: readonly number[]): GuessedMeans | null {
  const families = familiesOf(arrays, sizes);
  const best = families[0];
  if (best === undefined) return null;
  const unclear: string[] = [];
  const second = families[1];
  if (second !== undefined && second.score === best.score) {
    unclear.push(`Both ${shortened(best.arrays[0]!.name)} and ${shortened(second.arrays[0]!.name)} could be the class means; the first is taken.`);
  }
  const numbers = best.arrays.map(({ name }) => nameNumbers(name));
  const bare = numbers.every(({ context, bare: own }) => context === null && own !== null && own >= LEAST_BARE_CONTEXT) && new Set(numbers.map((own) => own.bare)).size === best.arrays.length;
  const shape = best.arrays[0]!.shape;
  const context = (at: number): number | null => numbers[at]!.context ?? (bare && best.arrays.length > 1 ? numbers[at]!.bare : null);
  const stacked = axesOf(shape, numbers[0]!.layer !== null, context(0) !== null, contextLists, layerLists);
  if (stacked.question !== null) unclear.push(`${shortened(best.arrays[0]!.name)} has the shape ${shapeText(best.arrays[0]!)}: ${stacked.question}`);
  const roles = best.arrays.map(({ name }, at): RoleOfArray => ({ array: name, role: { kind: 'means', axes: stacked.axes, context: context(at), layer: numbers[at]!.layer } }));
  return {
    roles,
    reasons: best.arrays.map((array, at): GuessReason => ({ array: array.name, role: 'means', ...reasonFor(array, context(at), numbers[at]!.layer, best.score, second?.score === best.score) })),
    unclear,
    nodes: shape.at(-2)!,
    hiddenSize: shape.at(-1)!,
    contexts: roles.flatMap((_, at) => context(at) ?? []).sort((a, b) => a - b),
    layers: numbers.flatMap(({ layer }) => layer ?? []),
    stackedContexts: stacked.contexts,
    stackedLayers: stacked.layers,
  };
}

function familiesOf(arrays: readonly ListedArray[], sizes: ReadonlySet<number>): Family[] {
  const groups = new Map<string, ListedArray[]>();
  for (const array of arrays) {
    const { shape, dtype } = array;
    const n = shape.at(-2) ?? 0;
    const d = shape.at(-1) ?? 0;
    if (!/^(b?f\d+)$/.test(dtype) || shape.length < 2 || shape.length > 4 || n < 2 || d < 2 || array.matrix?.binary) continue;
    const key = `${nameNumbers(array.name).stem}\n${shape.join()}`;
    groups.set(key, [...(groups.get(key) ?? []), array]);
  }
  return [...groups.entries()]
    .map(([key, members]): Family => ({ stem: key.split('\n')[0]!, arrays: members, score: scoreOf(members, sizes) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.stem < b.stem ? -1 : 1));
}

function scoreOf(members: readonly ListedArray[], sizes: ReadonlySet<number>): number {
  const { name, shape } = members[0]!;
  const { context, layer } = nameNumbers(name);
  const n = shape.at(-2)!;
  const d = shape.at(-1)!;
  let score = d > n ? 2 : 0;
  if (NAMED.test(name)) score += 4;
  if (OTHER.test(lastPart(name))) score -= 8;
  if (context !== null || layer !== null) score += 2;
  if (members.length > 1 || shape.length > 2) score += 1;
  if (sizes.has(n)) score += 2;
  if (shape.length === 2 && n === d) score -= 4;
  return score;
}

interface Stacking {
  readonly axes: MeansAxes;
  readonly contexts: number | null;
  readonly layers: number | null;
  readonly question: string | null;
}

/** What the axes before [n, d] are, from what the name says already and how long the lists of contexts and layers are. */
function axesOf(shape: readonly number[], layerNamed: boolean, contextNamed: boolean, contextLists: readonly number[], layerLists: readonly number[]): Stacking {
  const [a, b] = shape as [number, number, ...number[]];
  if (shape.length === 2) return { axes: 'words', contexts: null, layers: null, question: null };
  if (shape.length === 3) {
    const asContexts: Stacking = { axes: 'contexts', contexts: a, layers: null, question: null };
    const asLayers: Stacking = { axes: 'layers', contexts: null, layers: a, question: null };
    if (contextNamed) return asLayers;
    if (layerNamed) return asContexts;
    const [fitsContexts, fitsLayers] = [contextLists.includes(a), layerLists.includes(a)];
    if (fitsContexts !== fitsLayers) return fitsContexts ? asContexts : asLayers;
    return { ...asContexts, question: 'is its first axis contexts or layers? Taken as contexts.' };
  }
  const contextsFirst: Stacking = { axes: 'contexts-layers', contexts: a, layers: b, question: null };
  const layersFirst: Stacking = { axes: 'layers-contexts', contexts: b, layers: a, question: null };
  const first = contextLists.includes(a) && layerLists.includes(b);
  const other = contextLists.includes(b) && layerLists.includes(a);
  if (first !== other) return first ? contextsFirst : layersFirst;
  return { ...contextsFirst, question: 'which of its first two axes is contexts, and which layers? Taken as contexts, then layers.' };
}

function reasonFor(array: ListedArray, context: number | null, layer: number | null, score: number, tied: boolean): Pick<GuessReason, 'reason' | 'confidence'> {
  const named = [...(context === null ? [] : [`context ${context}`]), ...(layer === null ? [] : [`layer ${layer}`])];
  const told = named.length === 0 ? '' : `, and its name says ${named.join(' and ')}`;
  return {
    reason: `Numbers of shape ${shapeText(array)}, words by hidden size last${told}.`,
    confidence: tied ? 'unsure' : score >= 7 ? 'certain' : 'likely',
  };
}
