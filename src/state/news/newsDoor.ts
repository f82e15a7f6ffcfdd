/** The way to the weights stage: its state comes with code of its own, when it is first in view or a file of it is opened. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { failureOf } from '../../worker/failure.ts';
import type { Notices } from '../base/notices.ts';
import type { FileOpener } from '../opening/openFiles.ts';
import type { ViewStore } from '../view/viewStore.ts';
import type { NewsExplorer, NewsExplorerOptions } from './newsExplorer.ts';

export interface NewsDoor {
  /** null until the code is here. */
  readonly store: StoreApi<{ readonly news: NewsExplorer | null }>;
  /** Fetches the code where it is not here yet; a failure is a notice, and the next call tries again. */
  readonly enter: () => Promise<NewsExplorer | null>;
  readonly opener: FileOpener;
  /** Steps of the protocol in focus, ascending; empty while nothing is read. */
  readonly stops: () => readonly number[];
  readonly dispose: () => void;
}

/** Bytes that tell whether a file has to do with news (core/news/newsFiles.ts). */
const HEAD_BYTES = 4096;
const STATES_HEAD_BYTES = 65536;

/** Results begin with their format; a file of states names it in its header. Anything about news is the opener's to refuse. */
async function hasToDoWithNews(file: File): Promise<boolean> {
  if (/\.json$/i.test(file.name)) return (await import('../../core/news/newsFiles.ts')).newsFileKind(await file.slice(0, HEAD_BYTES).text()) !== null;
  if (!/\.safetensors$/i.test(file.name)) return false;
  return /"format"\s*:\s*"contextscope-news\//.test(await file.slice(8, STATES_HEAD_BYTES).text());
}

export function createNewsDoor({ view, notices, ...options }: NewsExplorerOptions & { readonly view: ViewStore; readonly notices: Notices }): NewsDoor {
  const store = createStore<{ readonly news: NewsExplorer | null }>()(() => ({ news: null }));
  let entering: Promise<NewsExplorer | null> | null = null;
  let ended = false;

  function enter(): Promise<NewsExplorer | null> {
    entering ??= import('./newsExplorer.ts').then(
      ({ createNewsExplorer }) => {
        if (ended) return null;
        const news = createNewsExplorer({ view, notices, ...options });
        store.setState({ news });
        return news;
      },
      (error: unknown) => {
        entering = null;
        notices.error('The weights stage could not be loaded', { ...failureOf(error, null), code: 'network', message: 'Its code did not arrive.', remedy: 'Check the connection, then try again.' });
        return null;
      },
    );
    return entering;
  }

  const enterWhenShown = () => void (view.getState().stage === 'weights' && enter());
  const stop = view.subscribe((state, before) => {
    if (state.stage !== before.stage) enterWhenShown();
  });
  enterWhenShown();

  return {
    store,
    enter,
    opener: {
      takes: hasToDoWithNews,
      open: async (file) => (await enter())?.commands.openFile(file),
    },
    stops: () => store.getState().news?.stops() ?? [],
    dispose() {
      ended = true;
      stop();
      store.getState().news?.dispose();
    },
  };
}
