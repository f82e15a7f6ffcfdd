/** What is being opened at the moment, each with its progress, a way to cancel it and, where need be, a question. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Progress, RecordingSource } from '../../worker/protocol.ts';
import type { AskFor, OpeningQuestion } from '../recordings/recordingLibrary.ts';

export interface Opening {
  readonly id: number;
  readonly name: string;
  /** The server it comes from; null for a local file. */
  readonly host: string | null;
  /** False while it waits for an earlier one. */
  readonly started: boolean;
  readonly progress: Progress | null;
  readonly question: OpeningQuestion | null;
}

export interface OpeningsState {
  readonly openings: readonly Opening[];
  /** The dialog that opens files and addresses is on screen. */
  readonly dialog: boolean;
}

export type OpeningsStore = StoreApi<OpeningsState>;

/** One opening, as whoever carries it out sees it. */
export interface OpeningTrack {
  /** Fires when the reader cancels. */
  readonly signal: AbortSignal;
  readonly start: () => void;
  readonly progress: (progress: Progress) => void;
  /** Resolves with the reader's answer; cancelling is a no, and so is the end of the opening. */
  readonly ask: (question: OpeningQuestion) => Promise<boolean>;
  readonly end: () => void;
}

export interface Openings {
  readonly store: OpeningsStore;
  readonly begin: (source: Pick<RecordingSource, 'name'> | RecordingSource) => OpeningTrack;
  /** Asks on behalf of a panel, whose opening is listed only while it asks. */
  readonly askFor: AskFor;
  readonly accept: (id: number) => void;
  readonly cancel: (id: number) => void;
  readonly showDialog: (open: boolean) => void;
  readonly dispose: () => void;
}

export function createOpenings(): Openings {
  const store = createStore<OpeningsState>()(() => ({ openings: [], dialog: false }));
  const controllers = new Map<number, AbortController>();
  const answers = new Map<number, (yes: boolean) => void>();
  let last = 0;

  const change = (id: number, part: Partial<Opening>) =>
    store.setState(({ openings }) => ({ openings: openings.map((opening) => (opening.id === id ? { ...opening, ...part } : opening)) }));

  function answer(id: number, yes: boolean): void {
    const tell = answers.get(id);
    answers.delete(id);
    if (tell === undefined) return;
    change(id, { question: null });
    tell(yes);
  }

  function cancel(id: number): void {
    answer(id, false);
    controllers.get(id)?.abort();
  }

  const openings: Openings = {
    store,
    askFor: (source, signal) => async (question) => {
      const track = openings.begin(source);
      signal.addEventListener('abort', track.end);
      const yes = await track.ask(question);
      signal.removeEventListener('abort', track.end);
      track.end();
      return yes;
    },
    begin(source) {
      const id = ++last;
      const controller = new AbortController();
      controllers.set(id, controller);
      const opening: Opening = { id, name: source.name, host: hostOf(source), started: false, progress: null, question: null };
      store.setState(({ openings }) => ({ openings: [...openings, opening] }));
      return {
        signal: controller.signal,
        start: () => change(id, { started: true }),
        progress: (progress) => change(id, { started: true, progress }),
        ask(question) {
          answer(id, false);
          if (controller.signal.aborted) return Promise.resolve(false);
          change(id, { question });
          return new Promise((resolve) => answers.set(id, resolve));
        },
        end() {
          answer(id, false);
          controllers.delete(id);
          store.setState(({ openings }) => ({ openings: openings.filter((opening) => opening.id !== id) }));
        },
      };
    },
    accept: (id) => answer(id, true),
    cancel,
    showDialog: (dialog) => store.setState({ dialog }),
    dispose: () => [...controllers.keys()].forEach(cancel),
  };
  return openings;
}

function hostOf(source: Pick<RecordingSource, 'name'> | RecordingSource): string | null {
  return 'url' in source && URL.canParse(source.url) ? new URL(source.url).host : null;
}
