/** Orders that words have of their own, whatever graph they are walked on: days, months, numbers, letters. */
import type { Edge } from '../recording/types.ts';

/** A vocabulary in its order; `cyclic` ones begin anew after the last. */
interface Vocabulary {
  readonly name: string;
  readonly cyclic: boolean;
  readonly words: readonly string[];
}

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const NUMBERS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const short = (words: readonly string[]) => words.map((word) => word.slice(0, 3));

const VOCABULARIES: readonly Vocabulary[] = [
  { name: 'days of the week', cyclic: true, words: DAYS },
  { name: 'days of the week', cyclic: true, words: short(DAYS) },
  { name: 'months', cyclic: true, words: MONTHS },
  { name: 'months', cyclic: true, words: short(MONTHS) },
  { name: 'numbers', cyclic: false, words: NUMBERS },
  { name: 'letters', cyclic: false, words: [...'abcdefghijklmnopqrstuvwxyz'] },
];

/** With fewer words than this an order says little. */
const FEWEST = 4;

export interface WordOrder {
  /** "days of the week", "months", "numbers", "letters". */
  readonly name: string;
  /** Neighbours in the order, i < j; a ring where all words of a cyclic vocabulary are there, else a chain in their order. */
  readonly edges: readonly Edge[];
  readonly closed: boolean;
  /** The words' numbers in their order. */
  readonly nodes: readonly number[];
}

/** The order of these words where each is of one vocabulary and none occurs twice, or where all are whole numbers; else null. */
export function wordOrder(labels: readonly string[]): WordOrder | null {
  const words = labels.map((label) => label.trim().toLowerCase());
  if (words.length < FEWEST || new Set(words).size < words.length) return null;
  if (words.every((word) => /^\d{1,6}$/.test(word))) return ordered('numbers', words.map(Number), false);
  for (const { name, cyclic, words: known } of VOCABULARIES) {
    const places = words.map((word) => known.indexOf(word));
    if (!places.includes(-1)) return ordered(name, places, cyclic && words.length === known.length);
  }
  return null;
}

function ordered(name: string, places: readonly number[], closed: boolean): WordOrder {
  const nodes = [...places.keys()].sort((a, b) => places[a]! - places[b]!);
  const pairs = nodes.slice(1).map((node, at): Edge => [nodes[at]!, node]);
  if (closed) pairs.push([nodes.at(-1)!, nodes[0]!]);
  return { name, closed, nodes, edges: pairs.map(([a, b]): Edge => (a < b ? [a, b] : [b, a])).sort((a, b) => a[0] - b[0] || a[1] - b[1]) };
}
