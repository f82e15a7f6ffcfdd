/** Puts the state of the weights stage together. */
import { isUnanswered } from '../../core/news/readNewsItems.ts';
import { derivedCsv } from '../../core/news/derivedTable.ts';
import type { AnalysisClient, CallOptions } from '../../worker/pool/client.ts';
import { newsFileKind, NEWS_HEAD_BYTES } from '../../core/news/newsFiles.ts';
import { failureOf } from '../../worker/failure.ts';
import type { NewsResults } from '../../core/news/types.ts';
import type { Notices } from '../base/notices.ts';
import { resultsSlot, chosenFile, createNewsStore, type NewsSlotName, type NewsStore } from './newsStore.ts';
import type { RecordingsStore } from '../recordings/recordingsStore.ts';
import type { ViewStore } from '../view/viewStore.ts';
import { chosenProtocol, protocolStops } from './exposures.ts';
import { fileSource, listedNewsFiles, ownNewsFile } from './newsFiles.ts';
import { createNewsScheduler } from './newsScheduler.ts';

export interface NewsExplorerOptions {
  readonly client: Pick<AnalysisClient, 'run'>;
  readonly view: ViewStore;
  readonly recordings: RecordingsStore;
  readonly notices: Notices;
  /** Absolute address of the samples' catalog. */
  readonly samplesUrl: string;
}

/** Name under which news without answers are kept together. */
const OWN_NEWS = 'own-news.json';

export interface NewsCommands {
  /** A results file, or the states or training texts of one: opens it and shows it. Never rejects: a failure is a notice. */
  openFile(file: File): Promise<void>;
  retry(name: NewsSlotName): void;
  /** Everything derived of a file's runs as CSV (core/news/derivedTable.ts). Rejects with a FailureError. */
  derivedCsv(id: string, options: CallOptions): Promise<string>;
}

export interface NewsExplorer {
  readonly store: NewsStore;
  readonly commands: NewsCommands;
  /** Steps of the protocol in focus, ascending. */
  readonly stops: () => readonly number[];
  readonly dispose: () => void;
}

export function createNewsExplorer({ client, view, recordings, notices, samplesUrl }: NewsExplorerOptions): NewsExplorer {
  const store = createNewsStore();
  const scheduler = createNewsScheduler({ client, view, store });
  /** States that were opened before their results, by name. */
  const states = new Map<string, File>();
  /** Training texts, likewise. */
  const texts = new Map<string, File>();
  const life = new AbortController();

  /** Files of the catalog, then the reader's own. */
  function list(): void {
    const { catalog, catalogUrl } = recordings.getState();
    if (catalog.status !== 'ready') return;
    const listed = listedNewsFiles(catalog.news ?? [], catalogUrl ?? samplesUrl);
    store.setState(({ files }) => ({ files: [...listed, ...files.filter(({ source }) => source.kind === 'file')] }));
    scheduler.refresh();
  }

  /** News without answers, of several files as one, so that a folder of them can be dropped. */
  function unanswered(results: NewsResults): { readonly file: File; readonly results: NewsResults } {
    const earlier = resultsSlot(store.getState(), `file:${OWN_NEWS}`).value?.news ?? [];
    const news = [...earlier.filter(({ id }) => results.news.every((one) => one.id !== id)), ...results.news];
    return { file: new File([JSON.stringify({ news })], OWN_NEWS, { type: 'application/json' }), results: { ...results, title: 'Own news, not answered yet', news } };
  }

  function add(given: File, read: NewsResults): void {
    const { file, results } = isUnanswered(read) ? unanswered(read) : { file: given, results: read };
    const beside = results.states === null ? null : (states.get(results.states.file) ?? null);
    const own = ownNewsFile(file, results, beside, [...texts.values()]);
    store.setState(({ files }) => ({ files: [...files.filter(({ id }) => id !== own.id), own] }));
    scheduler.put(own.id, results);
    view.getState().update({ stage: 'weights', newsFile: own.id, newsProtocol: null, newsPair: null, newsCell: null, exposure: null });
  }

  /** States wait for their results, or join those that name them. */
  function addStates(file: File): void {
    states.set(file.name, file);
    const wanting = store.getState().files.filter(({ id, source }) => source.kind === 'file' && resultsSlot(store.getState(), id).value?.states?.file === file.name);
    if (wanting.length === 0) {
      notices.info(`${file.name} holds states of runs on the news`, 'They belong to a results file that is not open yet.', 'Open its .json as well; both can be dropped together.');
      return;
    }
    store.setState(({ files }) => ({ files: files.map((one) => (wanting.includes(one) ? { ...one, states: { kind: 'file', file, name: file.name } } : one)) }));
    scheduler.refresh();
  }

  /** Training texts likewise; they may also join runs of the catalog that come without. */
  function addTexts(file: File): void {
    texts.set(file.name, file);
    const wanting = store.getState().files.filter(({ id, texts: own }) => own.every(({ name }) => name !== file.name) && resultsSlot(store.getState(), id).value?.texts.some((one) => one.file === file.name));
    if (wanting.length === 0) {
      notices.info(`${file.name} holds training texts about news`, 'They belong to runs that are not open, or were made with another file.', 'Open the results of these runs as well; to train on the texts: `contextscope news run --news FOLDER --texts THIS.json --out RESULTS.json`.');
      return;
    }
    store.setState(({ files }) => ({ files: files.map((one) => (wanting.includes(one) ? { ...one, texts: [...one.texts, fileSource(file)] } : one)) }));
    scheduler.refresh();
  }

  list();
  const stopListening = recordings.subscribe((state, before) => {
    if (state.catalog !== before.catalog) list();
  });

  return {
    store,
    commands: {
      async openFile(file) {
        if (/\.safetensors$/i.test(file.name)) return addStates(file);
        try {
          if (newsFileKind(await file.slice(0, NEWS_HEAD_BYTES).text()) === 'texts') return addTexts(file);
          add(file, await client.run('newsResults', { source: { kind: 'file', file, name: file.name } }, { signal: life.signal }));
        } catch (error) {
          notices.error(`${file.name} could not be opened`, failureOf(error, file.name));
        }
      },
      retry: scheduler.retry,
      async derivedCsv(id, options) {
        const state = store.getState();
        const results = resultsSlot(state, id).value;
        if (results === null) throw new RangeError(`the results of ${id} are not read`);
        const states = state.files.find((file) => file.id === id)?.states ?? null;
        return derivedCsv(await client.run('newsDerived', { results, states }, { ...options, rank: 'null', aside: 'anything' }));
      },
    },
    stops() {
      const state = store.getState();
      const shown = view.getState();
      const file = chosenFile(state, shown.newsFile);
      const results = file === null ? null : resultsSlot(state, file.id).value;
      const protocol = results === null ? null : chosenProtocol(results, shown.newsProtocol);
      return results === null || protocol === null ? [] : protocolStops(results, protocol.id);
    },
    dispose() {
      life.abort();
      stopListening();
      scheduler.dispose();
    },
  };
}

