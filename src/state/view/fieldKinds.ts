/** What a view field is, and the three kinds of them: choices, what goes along with one, and what is so for a moment. */
import type { Codec } from './codecs.ts';

/** What a change of a field makes out of date; each includes those before it, and `analysis` the evidence of it. */
export type Invalidates = 'nothing' | 'picture' | 'evidence' | 'analysis';

export interface ViewField<T> {
  readonly initial: T;
  readonly invalidates: Invalidates;
  /** How it stands in the address, under which name; null: it does not. A name is never used again for another field. */
  readonly address: (Codec<T> & { readonly name: string }) | null;
  /** How undo words a step that changes it, in lower case, as it follows "Undo: "; null: no step, for it passes by itself or belongs to the page. */
  readonly step: string | ((before: T, after: T) => string) | null;
  /** `entry`: a choice that the browser's back undoes. `along`: it changes continuously or is no step of an exploration, and stays in the entry. */
  readonly history: 'entry' | 'along';
}

const inAddress =
  (history: ViewField<unknown>['history']) =>
  <T>(initial: T, name: string, codec: Codec<T>, invalidates: Invalidates, step: ViewField<T>['step']): ViewField<T> => ({
    initial,
    invalidates,
    address: { name, ...codec },
    step,
    history,
  });

/** A choice: undone by back and by undo. */
export const chosen = inAddress('entry');
/** What goes along with the entry of the last choice. */
export const along = inAddress('along');

/** What is so for a moment: in no address, and no step. */
export function passing<T>(initial: T): ViewField<T> {
  return { initial, invalidates: 'picture', address: null, step: null, history: 'along' };
}
