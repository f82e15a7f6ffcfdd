/** Files with one array a word (`acts_Monday`, `acts_Tuesday`, ...): seen as class means and the list of their words. */
import { wordOrder } from '../geometry/wordOrder.ts';
import type { ArrayEntry, ArrayFile } from './arrayFile.ts';
import { failIn } from './importError.ts';
import { MAX_VALUES } from './limits.ts';

/** Fewer arrays than this are no vocabulary. */
const FEWEST_WORDS = 4;
/** "acts_Monday": what comes before the word, and the word. */
const NAME = /^(.*?)[ _./-]+([A-Za-z][A-Za-z']*)$/;
const ACTIVATIONS = /(^|[ _./-])(acts?|activations?|hidden(_?states?)?|resid(ual)?s?|repr?s?|embeddings?|vectors?|means?)$/i;
const NO_WORD = /^(means?|std|stds|var|sem|err|errors?|cov|norms?|counts?|mask|labels?|words?|tokens?|train|test|val|pre|post|mid|min|max)$/i;

interface WordGroup {
  readonly prefix: string;
  readonly members: readonly { readonly word: string; readonly entry: ArrayEntry }[];
  readonly hiddenSize: number;
}

/**
 * The same file with two arrays more for every group of one array a word: `<prefix>_by_word` [n, d], of tokens [T, d] their mean,
 * and `<prefix>_words` [n]. Days, months and other known orders come in their order, other words as in the file; the arrays of
 * the group are no longer listed. A file without such a group is itself.
 */
export function withWordArrays(file: ArrayFile): ArrayFile {
  const groups = groupsOf(file.arrays).filter(({ prefix }) => !file.arrays.some(({ name }) => name === `${prefix}_by_word` || name === `${prefix}_words`));
  if (groups.length === 0) return file;
  const grouped = new Set(groups.flatMap(({ members }) => members.map(({ entry }) => entry.name)));
  const byWord = new Map(groups.map((group) => [`${group.prefix}_by_word`, group]));
  const words = new Map(groups.map((group) => [`${group.prefix}_words`, group]));
  return {
    ...file,
    arrays: [
      ...file.arrays.filter(({ name }) => !grouped.has(name)),
      ...groups.flatMap(({ prefix, members, hiddenSize }): ArrayEntry[] => [
        { name: `${prefix}_by_word`, dtype: 'f32', shape: [members.length, hiddenSize] },
        { name: `${prefix}_words`, dtype: 'text', shape: [members.length] },
      ]),
    ],
    readNumbers(name, signal, onProgress) {
      const group = byWord.get(name);
      return group === undefined ? file.readNumbers(name, signal, onProgress) : meansOf(file, name, group, signal, onProgress);
    },
    readText(name, signal) {
      const group = words.get(name);
      return group === undefined ? file.readText(name, signal) : Promise.resolve(group.members.map(({ word }) => word));
    },
  };
}

function groupsOf(arrays: readonly ArrayEntry[]): readonly WordGroup[] {
  const found = new Map<string, { word: string; entry: ArrayEntry }[]>();
  for (const entry of arrays) {
    const parts = /^b?f\d+$/.test(entry.dtype) && (entry.shape.length === 1 || entry.shape.length === 2) ? NAME.exec(entry.name) : null;
    if (parts === null || NO_WORD.test(parts[2]!)) continue;
    const key = `${entry.shape.at(-1)}\n${parts[1]!}`;
    found.set(key, [...(found.get(key) ?? []), { word: parts[2]!, entry }]);
  }
  return [...found].flatMap(([key, members]): WordGroup[] => {
    const prefix = key.slice(key.indexOf('\n') + 1);
    const labels = members.map(({ word }) => word);
    const order = wordOrder(labels);
    const distinct = new Set(labels.map((label) => label.toLowerCase())).size === labels.length;
    if (members.length < FEWEST_WORDS || !distinct || (order === null && !ACTIVATIONS.test(prefix))) return [];
    return [{ prefix, members: order === null ? members : inOrder(members, order.nodes), hiddenSize: members[0]!.entry.shape.at(-1)! }];
  });
}

const inOrder = <T>(items: readonly T[], nodes: readonly number[]): readonly T[] => nodes.map((node) => items[node]!);

async function meansOf(file: ArrayFile, name: string, { members, hiddenSize: d }: WordGroup, signal: AbortSignal | undefined, onProgress?: (done: number, total: number) => void): Promise<Float32Array> {
  if (members.length * d > MAX_VALUES) throw failIn(file.name)('too-large', name, `The arrays of ${members.length} words in ${d} dimensions hold more than ${MAX_VALUES} values.`, 'Save fewer words, or their means.');
  const out = new Float32Array(members.length * d);
  for (const [i, { entry }] of members.entries()) {
    const values = await file.readNumbers(entry.name, signal);
    const tokens = values.length / d;
    // A word without a token has no mean: blank, as class means have it.
    for (let k = 0; k < d; k++) {
      let sum = 0;
      for (let t = 0; t < tokens; t++) sum += values[t * d + k]!;
      out[i * d + k] = tokens === 0 ? NaN : sum / tokens;
    }
    onProgress?.(i + 1, members.length);
  }
  return out;
}
