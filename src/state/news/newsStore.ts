/** What is at hand of the runs on the news: the files, what has been read of them, and what has been worked out. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { NewsResults } from '../../core/news/types.ts';
import { idleSlot, type Slot } from '../panels/slots.ts';
import type { NewsFile } from './newsFiles.ts';
import type { NewsPieces } from './newsPieces.ts';

/** Names of slots: the results of a file, or a piece worked out of them. */
export type NewsSlotName = `results:${string}` | keyof NewsPieces;

export interface NewsState {
  /** Those of the catalog in its order, then the reader's own. */
  readonly files: readonly NewsFile[];
  readonly slots: { readonly [Name in NewsSlotName]?: Slot<unknown> };
}

export type NewsStore = StoreApi<NewsState>;

export function createNewsStore(): NewsStore {
  return createStore<NewsState>()(() => ({ files: [], slots: {} }));
}

export function resultsSlot({ slots }: NewsState, id: string): Slot<NewsResults> {
  return (slots[`results:${id}`] ?? idleSlot) as Slot<NewsResults>;
}

export function pieceSlot<Name extends keyof NewsPieces>({ slots }: NewsState, name: Name): Slot<NewsPieces[Name]> {
  return (slots[name] ?? idleSlot) as Slot<NewsPieces[Name]>;
}

/** The file in view: the chosen one, the first where none is chosen; null where it is not here, which is never papered over by another. */
export function chosenFile({ files }: Pick<NewsState, 'files'>, chosen: string | null): NewsFile | null {
  return (chosen === null ? files[0] : files.find(({ id }) => id === chosen)) ?? null;
}
