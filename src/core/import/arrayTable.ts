/** The listed arrays by name, and the issues and notes that come up while they are laid out. */
import { shortened } from '../recording/recordingError.ts';
import type { ArrayListing, ListedArray } from './mapping.ts';
import type { ImportIssue } from './planTypes.ts';

export class ArrayTable {
  readonly issues: ImportIssue[] = [];
  readonly notes: string[] = [];
  private readonly arrays: ReadonlyMap<string, ListedArray>;

  constructor(listing: ArrayListing) {
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
export function listed(values: readonly (string | number)[]): string {
  if (values.length > LISTED) return `${values.slice(0, LISTED).join(', ')} and ${values.length - LISTED} more`;
  return values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} and ${values.at(-1)}`;
}
