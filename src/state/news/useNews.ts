/** React's tie to the weights stage: its store once its code is here, and the results in view. */
import { useMemo } from 'react';
import { useStore } from 'zustand/react';
import type { NewsProtocol, NewsResults } from '../../core/news/types.ts';
import { useExplorer, usePlayhead, useView } from '../binding.tsx';
import { idleSlot, type Slot } from '../panels/slots.ts';
import { chosenProtocol, protocolStops, stopAt } from './exposures.ts';
import type { NewsExplorer } from './newsExplorer.ts';
import type { NewsFile } from './newsFiles.ts';
import { comparedFiles, comparedResults, type NewsPieces } from './newsPieces.ts';
import type { FilterView } from './newsFilter.ts';
import { chosenFile, createNewsStore, pieceSlot, resultsSlot, type NewsState } from './newsStore.ts';

/** Stands in until the code is here: nothing is at hand. */
const emptyStore = createNewsStore();

/** null until the code of its state is here. */
export function useNewsExplorer(): NewsExplorer | null {
  return useStore(useExplorer().news.store, ({ news }) => news);
}

export function useNews<T>(select: (state: NewsState) => T): T {
  return useStore(useNewsExplorer()?.store ?? emptyStore, select);
}

export function useNewsPiece<Name extends keyof NewsPieces>(name: Name): Slot<NewsPieces[Name]> {
  return useNews((state) => pieceSlot(state, name));
}

/** The file in view and how far its results are; null while there is no file at all. */
export interface NewsInView {
  readonly file: NewsFile;
  readonly slot: Slot<NewsResults>;
}

export function useNewsInView(): NewsInView | null {
  const chosen = useView((state) => state.newsFile);
  const file = useNews((state) => chosenFile(state, chosen));
  const slot = useNews((state) => (file === null ? null : resultsSlot(state, file.id)));
  return file === null ? null : { file, slot: slot ?? idleSlot };
}

/** The results in view; null while they are not read. */
export function useNewsResults(): NewsResults | null {
  return useNewsInView()?.slot.value ?? null;
}

/** The protocol that timeline and bridge speak of; null where the file has no runs. */
export function useNewsProtocol(): NewsProtocol | null {
  const results = useNewsResults();
  const chosen = useView((state) => state.newsProtocol);
  return results === null ? null : chosenProtocol(results, chosen);
}

/** The reader's choice of questions as one value, which changes only when it does. */
export function useNewsFilter(): FilterView {
  const newsKinds = useView((state) => state.newsKinds);
  const newsDomains = useView((state) => state.newsDomains);
  const newsUnflagged = useView((state) => state.newsUnflagged);
  return useMemo(() => ({ newsKinds, newsDomains, newsUnflagged }), [newsKinds, newsDomains, newsUnflagged]);
}

/** Results compared with those in view, which come first; those that are not read yet are left out. */
export function useComparedResults(): readonly NewsResults[] {
  const { view } = useExplorer();
  const chosen = useView((state) => state.newsFile);
  const shown = useView((state) => state.newsView);
  const facet = useView((state) => state.newsFacet);
  const files = useNews((state) => state.files);
  const slots = useNews((state) => state.slots);
  return useMemo(() => {
    const file = chosenFile({ files }, chosen);
    if (file === null) return [];
    const compared = comparedFiles({ ...view.getState(), newsView: shown, newsFacet: facet }, files, file);
    const results = new Map(compared.flatMap(({ id }) => {
      const { value } = resultsSlot({ files, slots }, id);
      return value === null ? [] : [[id, value] as const];
    }));
    return comparedResults({ file, files: compared, results });
  }, [view, files, slots, chosen, shown, facet]);
}

/** The checkpoint of the protocol in focus at or before where the picture stands, in steps; null: the last. Changes from checkpoint to checkpoint. */
export function useStop(): number | null {
  const results = useNewsResults();
  const protocol = useNewsProtocol();
  const stops = useMemo(() => (results === null || protocol === null ? [] : protocolStops(results, protocol.id)), [results, protocol]);
  return usePlayhead((place) => {
    const at = place === null ? null : stopAt(stops, place);
    return at === stops.at(-1) ? null : at;
  });
}
