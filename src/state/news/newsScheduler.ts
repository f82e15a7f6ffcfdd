/**
 * Keeps the slots of the weights stage at what it shows: the results of the file in view, those of other files where they
 * are compared, and the pieces of newsPieces.ts. Nothing is asked for while the other stage is in view.
 */
import type { AnalysisClient } from '../../worker/pool/client.ts';
import type { NewsResults } from '../../core/news/types.ts';
import { KeptValues } from '../base/keptValues.ts';
import { idleSlot, SlotEngine, type SlotTask, type Wish } from '../panels/slots.ts';
import { NEWS_FIELDS } from '../view/newsFields.ts';
import type { ViewStore } from '../view/viewStore.ts';
import type { NewsFile } from './newsFiles.ts';
import { comparedFiles, NEWS_PIECES, type NewsPieces } from './newsPieces.ts';
import { chosenFile, resultsSlot, type NewsSlotName, type NewsStore } from './newsStore.ts';

/** Pieces and results kept: results are a few megabytes at most, pieces kilobytes. */
const VALUES_KEPT = 48;

export interface NewsScheduler {
  readonly refresh: () => void;
  readonly retry: (name: NewsSlotName) => void;
  /** Results that have been read already, under the id of their file. */
  readonly put: (id: string, results: NewsResults) => void;
  readonly dispose: () => void;
}

const resultsName = (id: string): NewsSlotName => `results:${id}`;

export function createNewsScheduler({ client, view, store }: { readonly client: Pick<AnalysisClient, 'run'>; readonly view: ViewStore; readonly store: NewsStore }): NewsScheduler {
  const kept = new KeptValues<unknown>(VALUES_KEPT);
  const engine = new SlotEngine<NewsSlotName>({
    read: (name) => store.getState().slots[name] ?? idleSlot,
    write: (name, slot) => store.setState(({ slots }) => ({ slots: { ...slots, [name]: slot } })),
    known: (name, key) => kept.get(`${name} ${key}`),
    keep: (name, key, value) => kept.set(`${name} ${key}`, value),
    landed: () => refresh(),
  });

  const reading = ({ id, source }: NewsFile): SlotTask<NewsResults> => ({
    key: id,
    run: ({ signal, report }) => client.run('newsResults', { source }, { signal, onProgress: report, rank: 'layer', aside: 'anything' }),
  });

  function wishes(): (readonly [NewsSlotName, Wish<unknown> | undefined])[] {
    const state = store.getState();
    const shown = view.getState();
    const file = chosenFile(state, shown.newsFile);
    if (shown.stage !== 'weights' || file === null) return [];
    const compared = comparedFiles(shown, state.files, file);
    const results = [file, ...compared.filter(({ id }) => id !== file.id)].map((one): readonly [NewsSlotName, Wish<unknown>] => [resultsName(one.id), { kind: 'run', task: reading(one) }]);
    const open = new Map(state.files.flatMap(({ id }) => {
      const { status, value } = resultsSlot(state, id);
      return status === 'ready' && value !== null ? [[id, value] as const] : [];
    }));
    const failure = resultsSlot(state, file.id).failure;
    const input = { client, view: shown, file, files: compared, results: open };
    const pieces = Object.entries(NEWS_PIECES).map(([name, piece]): readonly [NewsSlotName, Wish<unknown> | undefined] => [
      name as keyof NewsPieces,
      piece.shown(shown) ? (open.has(file.id) ? piece.wish({ ...input, focus: open.get(file.id)! }) : { kind: 'wait', failure }) : undefined,
    ]);
    return [...results, ...pieces];
  }

  let refreshing = false;
  let again = false;
  function refresh(): void {
    again = true;
    if (refreshing) return;
    refreshing = true;
    while (again) {
      again = false;
      engine.apply(wishes());
    }
    refreshing = false;
  }

  const stop = view.subscribe((state, before) => {
    if (NEWS_TRIGGERS.some((field) => state[field] !== before[field])) refresh();
  });

  return {
    refresh,
    retry(name) {
      if (engine.reset(name)) refresh();
    },
    put(id, results) {
      // A file of this name may have been here before, with other runs in it.
      kept.clear();
      kept.set(`${resultsName(id)} ${id}`, results);
      store.setState(({ slots }) => ({ slots: { ...slots, [resultsName(id)]: { ...idleSlot, key: id, status: 'ready', value: results } } }));
      refresh();
    },
    dispose() {
      stop();
      engine.dispose();
    },
  };
}

/** View fields on which some slot depends. */
const NEWS_TRIGGERS = [...(Object.keys(NEWS_FIELDS) as (keyof typeof NEWS_FIELDS)[]), 'stage', 'seed'] as const;
