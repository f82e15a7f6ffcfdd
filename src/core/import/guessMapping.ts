/**
 * Guesses what the arrays of a file mean, from names, types, shapes and the values of small arrays, and says why. The same
 * arrays in another order give the same guess.
 */
import { shortened } from '../recording/failure.ts';
import { listed } from './arrayTable.ts';
import { fileStem } from './importError.ts';
import { ascendingLists, contextLists, guessAccuracy, guessContexts, guessLabels, guessLayers, guessWords, layerLists, type Guessed } from './guessCompanions.ts';
import { guessGraphs } from './guessGraphs.ts';
import { namedGraph } from './graphText.ts';
import { guessMeans, type GuessReason, type MappingGuess } from './guessMeans.ts';
import { calendarEdges } from './knownGraphs.ts';
import { byName, type ArrayListing, type ImportMapping, type ListedArray, type RoleOfArray } from './mapping.ts';
import { planImport } from './planImport.ts';

export function guessMapping(listing: ArrayListing): MappingGuess {
  const arrays = byName(listing.arrays);
  const [contexts, ascending, layers] = [contextLists(arrays), ascendingLists(arrays), layerLists(arrays)];
  const means = guessMeans(arrays, { words: wordCounts(arrays), contexts: lengthsOf(contexts), ascending: lengthsOf(ascending), layers: lengthsOf(layers) });
  if (means === null) return { mapping: mappingOf(listing, [], false), reasons: [], unclear: ['No array looks like class means: numbers of words by hidden size.'], leftOut: [] };

  const contextList = guessContexts(contexts, ascending, means);
  const list = [...contexts, ...ascending].find(({ name }) => name === contextList?.role.array) ?? null;
  const taken = new Set(means.roles.map(({ array }) => array));
  const rest = arrays.filter(({ name }) => !taken.has(name));
  const graphs = guessGraphs(rest, means.nodes, taken);
  const labels = guessLabels(rest, means.nodes);
  const accuracy = guessAccuracy(rest, means, list?.numbers ?? null, list?.name ?? null);
  const free = rest.filter(({ name }) => !graphs.roles.some(({ array }) => array === name) && name !== list?.name);
  const companions: Guessed[] = [
    ...[contextList, guessLayers(layers, means), labels.found].flatMap((found) => found ?? []),
    ...accuracy.found,
    ...guessWords(free, means, list?.numbers ?? null),
  ];
  const roles = firstOfEach([...means.roles, ...graphs.roles, ...companions.map(({ role }) => role)]);
  const kept = new Set(roles.map(({ array, role }) => `${role.kind}\n${array}`));
  const reasons = [...means.reasons, ...graphs.reasons, ...companions.map(({ reason }) => reason)].filter(({ array, role }) => kept.has(`${role}\n${array}`));
  const words = arrays.find(({ name }) => name === labels.found?.role.array)?.texts ?? [];
  const calendar = calendarEdges(words) !== null && !roles.some(({ role }) => role.kind === 'reference-graph');
  const built = roles.some(({ role }) => role.kind === 'context-graph') ? null : (namedGraph(listing, means.nodes)?.graph ?? null);
  return { mapping: { ...mappingOf(listing, roles, calendar), builtGraph: built }, reasons: byArray(reasons), unclear: [...means.unclear, ...contextQuestion(contextList, list), ...graphs.unclear, ...labels.unclear], leftOut: accuracy.left };
}

/** A list that is not named as one is taken, and said to be. */
function contextQuestion(guessed: Guessed | null, list: ListedArray | null): string[] {
  if (guessed?.reason.confidence !== 'unsure' || list === null) return [];
  return [`Are the contexts in ${shortened(list.name)} (${listed(list.numbers!)})? Its name does not say so; they are taken from there.`];
}

/** Does the guess open without a question to the reader? */
export function isComplete(listing: ArrayListing, { mapping, unclear }: MappingGuess): boolean {
  return unclear.length === 0 && planImport(listing, mapping).plan !== null;
}

function mappingOf(listing: ArrayListing, roles: readonly RoleOfArray[], calendar: boolean): ImportMapping {
  return { roles: [...roles].sort(ascending), title: fileStem(listing.file).slice(0, 200), model: '', contexts: null, layers: null, builtGraph: null, calendar };
}

const ascending = (a: { readonly array: string }, b: { readonly array: string }): number => (a.array < b.array ? -1 : a.array > b.array ? 1 : 0);

function byArray(reasons: readonly GuessReason[]): GuessReason[] {
  return [...reasons].sort(ascending);
}

/** An array has one role: the first that it was given. */
function firstOfEach(roles: readonly RoleOfArray[]): RoleOfArray[] {
  const seen = new Set<string>();
  return roles.filter(({ array }) => !seen.has(array) && seen.add(array));
}

const lengthsOf = (lists: readonly ListedArray[]): number[] => lists.map(({ numbers }) => numbers!.length);

/** Numbers of words that lists of text and square matrices of 0 and 1 speak of. */
function wordCounts(arrays: readonly ListedArray[]): Set<number> {
  return new Set(arrays.flatMap(({ dtype, shape, matrix }) => ((dtype === 'text' && shape.length === 1) || (matrix?.binary === true && shape[0] === shape[1]) ? [shape[0]!] : [])));
}
