/**
 * Plays stories on the real page: a step is a view, shown as an address would be, and a sentence beside it. Where a tour
 * stands is a view field, so that a link leads to a step.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Notices } from '../base/notices.ts';
import { encodeView, decodeView } from '../view/urlCodec.ts';
import type { ViewStore } from '../view/viewStore.ts';
import type { Story, StoryListing } from './story.ts';

export interface ToursState {
  /** The story in view; null while it is read, and where there is none. */
  readonly story: Story | null;
  /** What can be chosen; null until it has been asked for. */
  readonly listing: readonly StoryListing[] | null;
}

export interface Tours {
  readonly store: StoreApi<ToursState>;
  /** The list of recordings is there: a story that the address names is opened, with its view where the address has no other. */
  readonly start: () => void;
  /** Reads what stories there are. Never rejects. */
  readonly list: () => Promise<void>;
  readonly begin: (id: string) => void;
  /** Goes to a step of the story in view, counted from 1; beyond its ends it leaves. */
  readonly go: (step: number) => void;
  readonly leave: () => void;
  readonly dispose: () => void;
}

export interface ToursOptions {
  readonly view: ViewStore;
  readonly notices: Notices;
  readonly fetch: typeof globalThis.fetch;
  /** The hash that the page was opened with. */
  readonly hash: string;
  /** Absolute address of the folder that holds them, with its slash. */
  readonly folder: string;
  /** Shows what a hash describes, as one step of the reader's. */
  readonly apply: (hash: string) => void;
  readonly play: () => void;
}

/** A hash that names a step and nothing else. */
const BARE = /^#(v=1&)?story=[^&]*$/;

export function createTours({ view, notices, fetch, hash, folder, apply, play }: ToursOptions): Tours {
  const named = decodeView(hash).view.story;
  const store = createStore<ToursState>()(() => ({ story: null, listing: null }));
  const life = new AbortController();

  async function json(file: string): Promise<unknown> {
    const response = await fetch(new URL(file, folder).href, { signal: life.signal });
    if (!response.ok) throw new Error(`the server answered with status ${response.status}`);
    return response.json();
  }

  /** The view of the step, or of the last before it that has one. */
  function viewOf(story: Story, step: number): string {
    return story.steps.slice(0, step).findLast(({ view: hash }) => hash !== null)!.view!;
  }

  function show(story: Story, step: number): void {
    const { theme } = view.getState();
    // As an address, so that whatever an address can go wrong in is told the same way.
    apply(encodeView({ ...decodeView(viewOf(story, step)).view, theme, story: { id: story.id, step } }));
    if (story.steps[step - 1]!.then === 'play') play();
  }

  async function read(id: string): Promise<Story | null> {
    try {
      const { readStory } = await import('./story.ts');
      const reading = readStory(await json(`${id}.json`));
      if (reading.ok) return reading.story;
      throw new Error(`${reading.field}: ${reading.message}`);
    } catch (error) {
      if (life.signal.aborted) return null;
      notices.error('The story could not be opened', {
        code: 'invalid',
        file: `${id}.json`,
        field: 'story',
        message: `The story "${id}" could not be read: ${error instanceof Error ? error.message : String(error)}.`,
        remedy: 'Choose another in Help, or check the connection.',
      });
      return null;
    }
  }

  /** @param entered the address names the step alone: its view is shown as well */
  async function enter(id: string, step: number, entered: boolean): Promise<void> {
    const story = store.getState().story?.id === id ? store.getState().story : await read(id);
    if (story === null) return leave();
    store.setState({ story });
    const at = Math.min(step, story.steps.length);
    if (entered) show(story, at);
    else if (at !== step) view.getState().update({ story: { id, step: at } });
  }

  const leave = (): void => {
    store.setState({ story: null });
    if (view.getState().story !== null) view.getState().update({ story: null });
  };

  const stop = view.subscribe((state, before) => {
    if (state.story?.id === before.story?.id) return;
    if (state.story === null) store.setState({ story: null });
    else if (store.getState().story?.id !== state.story.id) void enter(state.story.id, state.story.step, false);
  });

  return {
    store,
    start() {
      if (named !== null) void enter(named.id, named.step, BARE.test(hash));
    },
    async list() {
      if (store.getState().listing !== null) return;
      try {
        const { readStoryIndex } = await import('./story.ts');
        store.setState({ listing: readStoryIndex(await json('index.json')) });
      } catch {
        store.setState({ listing: [] });
      }
    },
    begin: (id) => void enter(id, 1, true),
    go(step) {
      const { story } = store.getState();
      if (story === null) return;
      if (step < 1 || step > story.steps.length) leave();
      else show(story, step);
    },
    leave,
    dispose() {
      life.abort();
      stop();
    },
  };
}
