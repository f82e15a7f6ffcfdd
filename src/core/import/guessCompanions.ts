/** Which arrays go with the class means: words, presence, token counts, accuracy, and the lists of contexts and layers. */
import { lastPart, listed, nameNumbers, shapeText } from './arrayTable.ts';
import type { Confidence, GuessedMeans, GuessReason } from './guessMeans.ts';
import { MAX_LENGTH } from '../recording/limits.ts';
import { SMALL_VALUES } from './inspectArrays.ts';
import type { ArrayRole, ListedArray, RoleOfArray } from './mapping.ts';

export interface Guessed {
  readonly role: RoleOfArray;
  readonly reason: GuessReason;
}

const WORDS = /word|label|node|token|vocab|name|month|day/i;
const CONTEXT_LIST = /^(ts?|contexts?|ctxs?|context[_ ]?(lengths?|sizes?|lens?)|lengths?|checkpoints?|positions?|(n_?)?tokens?|snapshot.*)$/i;
const LAYER_LIST = /^layers?([_ ]?(ids?|indices|idx|nums?|numbers?|list))?$/i;
const NO_CONTEXTS = /layer|seed|index|indices|idx|(?<![a-z])ids?(?![a-z])/i;
const PRESENCE = /present|mask|seen|valid|observ|occur|exist/i;
const COUNTS = /counts?|n_?tok|num_?tok|occurrences/i;
const ACCURACY = /acc(?![a-z])|accurac|p_?(next|correct|allowed|valid)|rule/i;
const NO_ACCURACY = /std|sem(?![a-z])|err|chance|base|var(?![a-z])|low|high|ci(?![a-z])/i;

function guessed(array: ListedArray, role: ArrayRole, reason: string, confidence: Confidence): Guessed {
  return { role: { array: array.name, role }, reason: { array: array.name, role: role.kind, reason, confidence } };
}

/** Lists of contexts: whole numbers, ascending, named so. */
export function contextLists(arrays: readonly ListedArray[]): ListedArray[] {
  return arrays.filter((array) => ascends(array) && CONTEXT_LIST.test(lastPart(array.name)));
}

/** Lists that may be contexts though their name does not say so. Numbers that only count (3, 4, 5) are none. */
export function ascendingLists(arrays: readonly ListedArray[]): ListedArray[] {
  return arrays.filter((array) => {
    const { name, numbers } = array;
    const counts = numbers?.every((value, at) => at === 0 || value === numbers[at - 1]! + 1) ?? true;
    return ascends(array) && !counts && numbers!.at(-1)! <= MAX_LENGTH && !CONTEXT_LIST.test(lastPart(name)) && !NO_CONTEXTS.test(lastPart(name));
  });
}

function ascends({ dtype, shape, numbers }: ListedArray): boolean {
  if (dtype === 'bool' || shape.length !== 1 || shape[0]! < 1 || shape[0]! > SMALL_VALUES || numbers === null) return false;
  return numbers.every((value, at) => Number.isInteger(value) && value > 0 && (at === 0 || value > numbers[at - 1]!));
}

/** A layer number, or a list of them. */
export function layerLists(arrays: readonly ListedArray[]): ListedArray[] {
  return arrays.filter(({ name, shape, numbers }) => {
    const whole = numbers !== null && numbers.length > 0 && numbers.every((value) => Number.isInteger(value) && value >= 0 && value < 1024);
    return shape.length < 2 && whole && LAYER_LIST.test(lastPart(name));
  });
}

/** The one that fits: it has the length of the stacked axis, or else all contexts that the class means name. */
export function guessContexts(lists: readonly ListedArray[], unnamed: readonly ListedArray[], { contexts, stackedContexts }: GuessedMeans): Guessed | null {
  const fits = lists.filter(({ numbers }) => (stackedContexts !== null ? numbers!.length === stackedContexts : contexts.length > 0 ? contexts.every((context) => numbers!.includes(context)) : numbers!.length === 1));
  const list = fits[0];
  if (list === undefined) return unnamedContexts(unnamed, stackedContexts);
  const why = stackedContexts !== null ? `as many as the class means stack (${stackedContexts})` : `with those of the class means among them (${listed(contexts)})`;
  return guessed(list, { kind: 'contexts' }, `${list.numbers!.length} ascending whole numbers, ${why}.`, fits.length > 1 ? 'likely' : 'certain');
}

/** Taken where no list is named so, and asked about. */
function unnamedContexts(lists: readonly ListedArray[], stacked: number | null): Guessed | null {
  const list = lists.find(({ numbers }) => numbers!.length === stacked);
  return list === undefined ? null : guessed(list, { kind: 'contexts' }, `${stacked} ascending whole numbers, as many as the class means stack; its name does not say that they are contexts.`, 'unsure');
}

export function guessLayers(lists: readonly ListedArray[], { layers, stackedLayers }: GuessedMeans): Guessed | null {
  if (layers.length > 0) return null;
  const list = lists.find(({ numbers }) => numbers!.length === (stackedLayers ?? 1));
  return list === undefined ? null : guessed(list, { kind: 'layers' }, stackedLayers === null ? `It says layer ${list.numbers![0]}.` : `It names ${stackedLayers} layers.`, 'certain');
}

/** Text, one a word; the best named. */
export function guessLabels(arrays: readonly ListedArray[], nodes: number): { readonly found: Guessed | null; readonly unclear: readonly string[] } {
  const texts = arrays.filter(({ dtype, shape }) => dtype === 'text' && shape.length === 1 && shape[0] === nodes);
  const named = texts.filter(({ name }) => WORDS.test(lastPart(name)));
  const array = named[0] ?? texts[0];
  if (array === undefined) return { found: null, unclear: [] };
  const rivals = named.length > 1 ? named : named.length === 0 && texts.length > 1 ? texts : [];
  const reason = `Text, one a word (${nodes}).`;
  if (rivals.length < 2) return { found: guessed(array, { kind: 'labels' }, reason, named.length === 1 ? 'certain' : 'likely'), unclear: [] };
  return { found: guessed(array, { kind: 'labels' }, reason, 'unsure'), unclear: [`${rivals.length} arrays could name the words: ${listed(rivals.map(({ name }) => JSON.stringify(name.slice(0, 60))))}; the first is taken.`] };
}

/** Presence masks and token counts of the contexts of the class means. */
export function guessWords(arrays: readonly ListedArray[], means: GuessedMeans, list: readonly number[] | null): Guessed[] {
  const { nodes, contexts, stackedContexts } = means;
  const columns = [stackedContexts, list?.length ?? null, contexts.length].filter((length) => length !== null && length > 0);
  const out: Guessed[] = [];
  for (const array of arrays) {
    const { name, dtype, shape, numbers } = array;
    const { context } = nameNumbers(name);
    const rows = shape.length !== 2 ? null : shape[1] === nodes ? shape[0]! : shape[1]!;
    if (!shape.slice(0, 2).includes(nodes) || shape.length > 2 || (rows !== null && (context !== null || !columns.includes(rows)))) continue;
    if (rows === null && context !== null && !contexts.includes(context) && !list?.includes(context)) continue;
    const zeroOne = dtype === 'bool' || (numbers !== null && numbers.every((value) => value === 0 || value === 1));
    const whole = numbers === null || numbers.every((value) => Number.isInteger(value) && value >= 0);
    const known = context === null || contexts.includes(context) || stackedContexts === null;
    if (!known) continue;
    const said = context === null ? '' : `, and its name says context ${context}`;
    if (zeroOne && (PRESENCE.test(name) || (dtype === 'bool' && context !== null))) {
      out.push(guessed(array, { kind: 'presence', context }, `${dtype === 'bool' ? 'True and false' : '0 and 1'}, one a word${said}.`, 'certain'));
    } else if (whole && dtype !== 'text' && COUNTS.test(lastPart(name)) && !PRESENCE.test(name)) {
      out.push(guessed(array, { kind: 'counts', context }, `Whole numbers, one a word${said}.`, 'likely'));
    }
  }
  // A word is missing where either says so, but only one of them may say it of a context.
  return out.some(({ role }) => role.role.kind === 'presence') ? out.filter(({ role }) => role.role.kind === 'presence') : out;
}

/** The array of accuracies that can be placed on contexts: named contexts, or a column for every listed context. */
export function guessAccuracy(arrays: readonly ListedArray[], means: GuessedMeans, list: readonly number[] | null, listName: string | null): { readonly found: readonly Guessed[]; readonly left: readonly string[] } {
  const candidates = arrays.filter(({ name, dtype, shape, numbers }) => {
    const inRange = numbers?.every((value) => Number.isNaN(value) || (value >= 0 && value <= 1.001)) ?? false;
    return dtype !== 'text' && dtype !== 'bool' && shape.length <= 2 && inRange && ACCURACY.test(lastPart(name)) && !NO_ACCURACY.test(name);
  });
  const own = candidates.filter(({ name, shape }) => shape.length < 2 && means.contexts.includes(nameNumbers(name).context ?? -1));
  if (own.length > 0) {
    return { found: own.map((array) => guessed(array, { kind: 'accuracy', context: nameNumbers(array.name).context }, `Values from 0 to 1, and its name says context ${nameNumbers(array.name).context}.`, 'certain')), left: [] };
  }
  const length = list?.length ?? means.stackedContexts;
  const placeable = candidates.filter(({ shape }) => length !== null && length > 0 && shape.length > 0 && (shape.at(-1) === length || (shape.length === 2 && shape[0] === length)));
  // One row a sequence tells more than their mean.
  const best = placeable.find(({ shape }) => shape.length === 2) ?? placeable[0];
  const left = candidates.filter((array) => array !== best && (best === undefined || array.shape.length === best.shape.length));
  if (best === undefined) return { found: [], left: left.map((array) => `${JSON.stringify(array.name.slice(0, 60))} looks like accuracy, but its shape ${shapeText(array)} does not say which contexts it belongs to: it is left out.`) };
  const across = listName === null ? `one for each stacked context (${length})` : `one for each of the ${length} contexts in ${JSON.stringify(listName)}`;
  const clear = best.shape.length === 1 || best.shape[0] !== best.shape[1];
  return { found: [guessed(best, { kind: 'accuracy', context: null }, `Values from 0 to 1 of shape ${shapeText(best)}, ${across}.`, clear ? 'likely' : 'unsure')], left: [] };
}
