/** Which arrays are class means, of two axes or stacked over contexts, layers or both, and what their axes are. */
import { shortened } from '../recording/failure.ts';
import { lastPart, listed, nameNumbers, shapeText } from './arrayTable.ts';
import {
  axesText,
  type ImportMapping,
  isUsual,
  lengthAlong,
  type ListedArray,
  type MeansAxis,
  readingsOf,
  type RoleKind,
  type RoleOfArray,
} from './mapping.ts';

/** `certain`: name, type and shape all say so. `likely`: one of them does, and nothing speaks against it. `unsure`: one of several. */
export type Confidence = 'certain' | 'likely' | 'unsure';

export interface GuessReason {
  readonly array: string;
  readonly role: RoleKind;
  /** One sentence for the reader. */
  readonly reason: string;
  readonly confidence: Confidence;
}

export interface MappingGuess {
  readonly mapping: ImportMapping;
  /** By array name, ascending. */
  readonly reasons: readonly GuessReason[];
  /** Questions that the file leaves open, as sentences; empty when nothing does. */
  readonly unclear: readonly string[];
  /** What looks as if it belonged but could not be placed, as sentences. */
  readonly leftOut: readonly string[];
}

// What the axes of class means are, from their lengths and what other arrays say of them.

/** Lengths that other arrays speak of. */
export interface KnownLengths {
  /** Of lists of text and of square matrices of 0 and 1. */
  readonly words: ReadonlySet<number>;
  /** Of lists named as contexts, and of ascending lists whose name does not say what they are. */
  readonly contexts: readonly number[];
  readonly ascending: readonly number[];
  readonly layers: readonly number[];
}

export interface GuessedAxes {
  readonly axes: readonly MeansAxis[];
  /** Other readings that fit as well. */
  readonly others: readonly (readonly MeansAxis[])[];
}

/** How much more has to speak for an unusual order than for the usual one. */
const UNUSUAL = 2;

/**
 * Null for arrays that cannot be class means by their number of axes.
 *
 * @param named what the array's name says already, along which it is then not stacked
 */
function guessAxes(shape: readonly number[], named: { readonly context: boolean; readonly layer: boolean }, known: KnownLengths): GuessedAxes | null {
  const taken = named.context ? 'contexts' : named.layer ? 'layers' : null;
  const possible = readingsOf(shape.length).filter((axes) => shape.length !== 3 || taken === null || !axes.includes(taken));
  const scored = possible.map((axes) => ({ axes, score: scoreOf(axes, shape, known) }));
  const best = (usual: boolean) => scored.filter(({ axes }) => isUsual(axes) === usual).reduce<(typeof scored)[number] | null>((most, one) => (most === null || one.score > most.score ? one : most), null);
  const [plain, other] = [best(true), best(false)];
  if (plain === null || other === null) return null;
  const chosen = other.score >= plain.score + UNUSUAL ? other : plain;
  return { axes: chosen.axes, others: scored.filter((one) => one !== chosen && one.score >= chosen.score).map(({ axes }) => axes) };
}

function scoreOf(axes: readonly MeansAxis[], shape: readonly number[], known: KnownLengths): number {
  const along = (axis: MeansAxis): number | null => lengthAlong(axis, axes, shape);
  const [words, dimensions, contexts, layers] = [along('words')!, along('dimensions')!, along('contexts'), along('layers')];
  let score = known.words.size === 0 ? 0 : known.words.has(words) ? 4 : -4;
  if (contexts !== null) score += known.contexts.includes(contexts) ? 3 : known.ascending.includes(contexts) ? 2 : 0;
  if (layers !== null && known.layers.includes(layers)) score += 3;
  return score + (dimensions >= 4 * words ? 2 : dimensions > words ? 1 : 0);
}

const NAMED_ALTERNATIVES = 2;
const CHOOSE = 'Choose its axes where that is wrong.';

/** What to ask the reader of the axes; null where the order is usual and nothing else fits. */
function axesQuestion(array: ListedArray, { axes, others }: GuessedAxes): string | null {
  if (others.length === 0 && isUsual(axes)) return null;
  const read = `${shortened(array.name)} has the shape ${shapeText(array)}: read as ${axesText(axes)}`;
  if (others.length === 0) return `${read}, which is not the usual order. ${CHOOSE}`;
  const more = others.length > NAMED_ALTERNATIVES ? [`${others.length - NAMED_ALTERNATIVES} more`] : [];
  return `${read}; ${listed([...others.slice(0, NAMED_ALTERNATIVES).map(axesText), ...more])} would fit as well. ${CHOOSE}`;
}

/** Which arrays are class means: of two axes per context and layer, or stacked over contexts, layers or both. */
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
/** Means by their own name: they win over longer stacks that are merely named as activations. */
const NAMED_MEANS = /(class|word|node|token)_?(means?|centroids?)(?![a-z])|^means?(?![a-z])|centroids?(?![a-z])/i;
const OTHER = /std|var(?![a-z]*y)|sem(?![a-z])|err|cov|grad|dist|sim(?![a-z])|gram|energ|acc|adj|laplac|eig|score|loading|pca|weight|corr|logit|prob|count|layout|coord/i;
/** Numbers below this in a row of names count the arrays rather than tokens. */
const LEAST_BARE_CONTEXT = 5;

interface Family {
  readonly stem: string;
  readonly arrays: readonly ListedArray[];
  readonly reading: GuessedAxes;
  readonly score: number;
}

/** `arrays` by name, ascending. Null when nothing looks like class means. */
export function guessMeans(arrays: readonly ListedArray[], known: KnownLengths): GuessedMeans | null {
  const families = familiesOf(arrays, known);
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
  const reading = guessAxes(shape, { context: context(0) !== null, layer: numbers[0]!.layer !== null }, known) ?? best.reading;
  const question = axesQuestion(best.arrays[0]!, reading);
  if (question !== null) unclear.push(question);
  const roles = best.arrays.map(({ name }, at): RoleOfArray => ({ array: name, role: { kind: 'means', axes: reading.axes, context: context(at), layer: numbers[at]!.layer } }));
  return {
    roles,
    reasons: best.arrays.map((array, at): GuessReason => ({ array: array.name, role: 'means', ...reasonFor(array, context(at), numbers[at]!.layer, best.score, reading, second?.score === best.score) })),
    unclear,
    nodes: lengthAlong('words', reading.axes, shape)!,
    hiddenSize: lengthAlong('dimensions', reading.axes, shape)!,
    contexts: roles.flatMap((_, at) => context(at) ?? []).sort((a, b) => a - b),
    layers: numbers.flatMap(({ layer }) => layer ?? []),
    stackedContexts: lengthAlong('contexts', reading.axes, shape),
    stackedLayers: lengthAlong('layers', reading.axes, shape),
  };
}

function familiesOf(arrays: readonly ListedArray[], known: KnownLengths): Family[] {
  const groups = new Map<string, ListedArray[]>();
  for (const array of arrays) {
    const { shape, dtype } = array;
    if (!/^(b?f\d+)$/.test(dtype) || array.matrix?.binary) continue;
    const key = `${nameNumbers(array.name).stem}\n${shape.join()}`;
    groups.set(key, [...(groups.get(key) ?? []), array]);
  }
  return [...groups.entries()]
    .flatMap(([key, members]) => familyOf(key.split('\n')[0]!, members, known) ?? [])
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.stem < b.stem ? -1 : 1));
}

function familyOf(stem: string, arrays: readonly ListedArray[], known: KnownLengths): Family | null {
  const { name, shape } = arrays[0]!;
  const { context, layer } = nameNumbers(name);
  const reading = guessAxes(shape, { context: context !== null, layer: layer !== null }, known);
  if (reading === null) return null;
  const [n, d] = [lengthAlong('words', reading.axes, shape)!, lengthAlong('dimensions', reading.axes, shape)!];
  if (n < 2 || d < 2) return null;
  let score = d > n ? 2 : 0;
  if (NAMED.test(name)) score += 4;
  if (NAMED_MEANS.test(lastPart(name))) score += 3;
  if (OTHER.test(lastPart(name))) score -= 8;
  if (context !== null || layer !== null) score += 2;
  if (arrays.length > 1 || shape.length > 2) score += 1;
  if (known.words.has(n)) score += 2;
  if (shape.length === 2 && n === d) score -= 4;
  if (!isUsual(reading.axes)) score -= 1;
  return { stem, arrays, reading, score };
}

function reasonFor(array: ListedArray, context: number | null, layer: number | null, score: number, reading: GuessedAxes, tied: boolean): Pick<GuessReason, 'reason' | 'confidence'> {
  const named = [...(context === null ? [] : [`context ${context}`]), ...(layer === null ? [] : [`layer ${layer}`])];
  const told = named.length === 0 ? '' : `, and its name says ${named.join(' and ')}`;
  return {
    reason: `Numbers of shape ${shapeText(array)}, read as ${axesText(reading.axes)}${told}.`,
    confidence: tied || reading.others.length > 0 || !isUsual(reading.axes) ? 'unsure' : score >= 7 ? 'certain' : 'likely',
  };
}
