/**
 * The listed arrays by name, the numbers in their names, and the issues and notes that come up while they are laid
 * out.
 */
import { shortened } from '../recording/failure.ts';
import type { ArrayListing, ListedArray } from './mapping.ts';
import type { ImportIssue } from './planTypes.ts';
import { wordList } from '../recording/words.ts';

export interface NameNumbers {
  /** Context in tokens: `class_means_T200`, `ctx400`, `context=1400`. */
  readonly context: number | null;
  /** `layer_12`, `L12`, `blocks.12.hook_resid_pre`, `residual.12`. */
  readonly layer: number | null;
  /** A number that nothing stands before to say what it counts, when it is the only one left. */
  readonly bare: number | null;
  /** The name with every number as `#`: equal for arrays that differ in numbers alone. */
  readonly stem: string;
}

const LAYER = /(?:(?<![a-z])(?:layers?|blocks?|resid(?:ual)?(?:[ _.]?(?:pre|mid|post))?|hidden[ _.]?states?|h|l)|(?<![A-Z])L)[ _=.:[-]{0,2}(\d+)/i;
/** A capital T counts wherever it stands, also after a small letter: `meansT200`. */
const CONTEXT = /(?<![A-Za-z])(?:t|ctx|contexts?|len(?:gth)?|n?[ _]?tokens?|pos(?:ition)?)[ _=.:-]{0,2}(\d+)/i;
const CAPITAL_T = /(?<![A-Z])T[ _=-]?(\d+)/;

export function nameNumbers(name: string): NameNumbers {
  const layer = LAYER.exec(name);
  const rest = layer === null ? name : name.slice(0, layer.index) + name.slice(layer.index + layer[0].length);
  const context = CONTEXT.exec(rest) ?? CAPITAL_T.exec(rest);
  const others = (context === null ? rest : rest.replace(context[0], '')).match(/\d+/g) ?? [];
  return {
    context: small(context?.[1]),
    layer: small(layer?.[1]),
    bare: others.length === 1 ? small(others[0]) : null,
    stem: name.replace(/\d+/g, '#'),
  };
}

/** Longer digits are no context and no layer. */
function small(digits: string | undefined): number | null {
  return digits === undefined || digits.length > 7 ? null : Number(digits);
}

/** Last part of a dotted or slashed path: what a nested key is called. */
export function lastPart(name: string): string {
  return name.split(/[./]/).at(-1) ?? name;
}

/** The listed arrays by name, and the issues and notes that come up while they are laid out. */
export class ArrayTable {
  readonly issues: ImportIssue[] = [];
  readonly notes: string[] = [];
  private readonly arrays: ReadonlyMap<string, ListedArray>;

  readonly listing: ArrayListing;

  constructor(listing: ArrayListing) {
    this.listing = listing;
    this.arrays = new Map(listing.arrays.map((array) => [array.name, array]));
  }

  /** The array of that name; its absence becomes an issue. */
  find(name: string): ListedArray | null {
    const array = this.arrays.get(name);
    if (array === undefined) this.fault(name, `The file has no array named ${shortened(name)}.`, 'Choose one of its arrays.');
    return array ?? null;
  }

  /** The same for one that must hold numbers. */
  numeric(name: string): ListedArray | null {
    const array = this.find(name);
    if (array === null || array.dtype !== 'text') return array;
    this.fault(name, `Array ${shortened(name)} holds text, not numbers.`, 'Choose it as the words, or ignore it.');
    return null;
  }

  fault(array: string | null, message: string, remedy: string): void {
    this.issues.push({ array, message, remedy });
  }
}

/** "[12, 4096]" */
export const shapeText = ({ shape }: Pick<ListedArray, 'shape'>): string => `[${shape.join(', ')}]`;

const LISTED = 12;

/** "200, 400 and 1400"; of a long list the first and how many more. */
export const listed = (values: readonly (string | number)[]): string => wordList(values, LISTED);
