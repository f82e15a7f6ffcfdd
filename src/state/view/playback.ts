/**
 * Where the picture stands in the context now. At rest that is the view's cursor. While playing it moves at every repaint
 * and tells only those who draw; the view's cursor, and with it the address and the history, follows from recorded context
 * to recorded context.
 */
import type { Clock } from '../base/clock.ts';
import type { ViewStore } from './viewStore.ts';
import type { ViewState } from './viewFields.ts';
import { type RecordingsStore, contextsOf } from '../recordings/recordingsStore.ts';
import type { AnalysisStore } from '../panels/analysisStore.ts';
import { frameContexts } from '../recordings/contexts.ts';

export interface Playhead {
  /** Context in tokens on the focus panel's recording, between recorded ones while tweening; null: the last. */
  readonly context: () => number | null;
  /** Calls after every move; returns its cancellation. */
  readonly subscribe: (listener: () => void) => () => void;
}

export interface MovablePlayhead extends Playhead {
  readonly moveTo: (context: number | null) => void;
  readonly dispose: () => void;
}

export function createPlayhead(view: ViewStore): MovablePlayhead {
  let context = view.getState().cursor;
  const listeners = new Set<() => void>();
  const call = (listener: () => void) => listener();

  function moveTo(next: number | null): void {
    if (next === context) return;
    context = next;
    listeners.forEach(call);
  }

  const dispose = view.subscribe((state, before) => {
    if (state.cursor !== before.cursor) moveTo(state.cursor);
  });

  return {
    context: () => context,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    moveTo,
    dispose,
  };
}

/**
 * Moves the cursor: by the reader's hand, by whole frames, or by itself while playing. While playing, the playhead tweens
 * through the focus recording's frames at `speed` frames a second, and the cursor joins it whenever it reaches another
 * recorded context and where it stops. With log spacing the tokens between two frames are interpolated on a log scale, so
 * that the playhead moves evenly on the drawn axis. With reduced motion it steps instead.
 */
export interface PlaybackCommands {
  /** Moves to a context in tokens, clamped to the focus recording. Pauses playback unless told otherwise. */
  seek(context: number): void;
  /** Moves by whole recorded frames from the current or nearest one. */
  step(frames: number): void;
  seekFirst(): void;
  seekLast(): void;
  play(): void;
  pause(): void;
  togglePlay(): void;
}

export interface Playback extends PlaybackCommands {
  dispose(): void;
}

export interface PlaybackOptions {
  readonly view: ViewStore;
  readonly playhead: Pick<MovablePlayhead, 'context' | 'moveTo'>;
  /** Contexts of the focus recording's frames, ascending; empty while it is not open. */
  readonly contexts: () => readonly number[];
  readonly clock: Clock;
  readonly reducedMotion: () => boolean;
}

/** Longest time in milliseconds that one repaint advances by: a tab that was hidden goes on where it was. */
const LONGEST_GAP = 250;

type Spacing = ViewState['spacing'];

/** Position on the frames, whole at a recorded one: the inverse of contextOf. null = the last frame. */
export function positionAt(contexts: readonly number[], context: number | null, spacing: Spacing): number {
  const last = contexts.length - 1;
  if (context === null || context >= contexts[last]!) return last;
  if (context <= contexts[0]!) return 0;
  let next = 1;
  while (contexts[next]! <= context) next++;
  const from = contexts[next - 1]!;
  const to = contexts[next]!;
  const fraction = spacing === 'log' ? Math.log(context / from) / Math.log(to / from) : (context - from) / (to - from);
  return next - 1 + fraction;
}

/** Context in tokens at a position on the frames. */
export function contextOf(contexts: readonly number[], position: number, spacing: Spacing): number {
  const last = contexts.length - 1;
  const frame = Math.max(0, Math.min(Math.floor(position), last));
  const from = contexts[frame]!;
  const to = contexts[Math.min(frame + 1, last)]!;
  const fraction = Math.max(0, Math.min(position - frame, 1));
  if (fraction === 0 || from === to) return from;
  return spacing === 'log' ? from * (to / from) ** fraction : from + (to - from) * fraction;
}

export function createPlayback({ view, playhead, contexts, clock, reducedMotion }: PlaybackOptions): Playback {
  let stopFrames: (() => void) | null = null;
  /** Unrounded position while playing, so that slow speeds with reduced motion add up. */
  let position = 0;
  /** Time of the repaint before; NaN before the first. */
  let before = NaN;
  /** The cursor as playback last wrote it; any other value came from the reader. */
  let written: number | null = null;

  /** The last context is stored as null, "the last", so that it stays last when the recording changes. */
  function stored(context: number): number | null {
    const ends = contexts();
    const last = ends[ends.length - 1];
    return last !== undefined && context >= last ? null : context;
  }

  /** The cursor joins the playhead. */
  function join(): void {
    written = playhead.context();
    if (view.getState().cursor !== written) view.getState().update({ cursor: written });
  }

  function show(context: number): void {
    written = stored(context);
    view.getState().update({ cursor: written });
  }

  function stop(): void {
    stopFrames?.();
    stopFrames = null;
  }

  function advance(time: number): void {
    const ends = contexts();
    const { speed, spacing } = view.getState();
    if (ends.length === 0) return commands.pause();
    const last = ends.length - 1;
    const reached = Math.floor(position);
    const elapsed = Number.isNaN(before) ? 0 : Math.max(0, Math.min(time - before, LONGEST_GAP));
    before = time;
    position = Math.min(last, position + (elapsed / 1000) * speed);
    const shown = reducedMotion() ? Math.floor(position + 1e-9) : position;
    playhead.moveTo(stored(contextOf(ends, shown, spacing)));
    if (position >= last) return commands.pause();
    if (Math.floor(position) !== reached) join();
  }

  function start(): void {
    stop();
    const ends = contexts();
    if (ends.length === 0) return view.getState().update({ playing: false });
    const { cursor, spacing } = view.getState();
    position = positionAt(ends, cursor, spacing);
    before = NaN;
    if (position >= ends.length - 1) {
      position = 0;
      show(ends[0]!);
    } else written = cursor;
    stopFrames = clock.everyFrame(advance);
  }

  const commands: PlaybackCommands = {
    seek(context) {
      const ends = contexts();
      const first = ends[0];
      if (!Number.isFinite(context) || first === undefined) return;
      commands.pause();
      show(Math.max(first, context));
    },
    step(frames) {
      const ends = contexts();
      if (ends.length === 0) return;
      const at = positionAt(ends, playhead.context(), 'linear');
      const from = frames >= 0 ? Math.floor(at) : Math.ceil(at);
      const to = Math.max(0, Math.min(from + Math.trunc(frames), ends.length - 1));
      commands.seek(ends[to]!);
    },
    seekFirst: () => commands.seek(contexts()[0] ?? NaN),
    seekLast: () => commands.seek(contexts().at(-1) ?? NaN),
    play() {
      if (!view.getState().playing && contexts().length > 0) view.getState().update({ playing: true });
    },
    pause() {
      if (!view.getState().playing) return;
      join();
      view.getState().update({ playing: false });
    },
    togglePlay: () => (view.getState().playing ? commands.pause() : commands.play()),
  };

  const unsubscribe = view.subscribe((state, previous) => {
    if (state.playing !== previous.playing) {
      if (state.playing) return start();
      stop();
      if (state.cursor === written) join();
    } else if (state.playing) {
      const moved = state.cursor !== previous.cursor && state.cursor !== written;
      const elsewhere = state.panels[state.focus]?.recordingId !== previous.panels[previous.focus]?.recordingId;
      if (moved || elsewhere) commands.pause();
    }
  });
  if (view.getState().playing) start();

  return {
    ...commands,
    dispose() {
      unsubscribe();
      stop();
    },
  };
}

/** Contexts of the focus panel's recording in tokens, ascending; empty where nothing is known of it. */
export function focusContexts({ view, recordings, analysis }: { readonly view: ViewStore; readonly recordings: RecordingsStore; readonly analysis: AnalysisStore }): readonly number[] {
  const { panels, focus } = view.getState();
  const id = panels[focus]?.recordingId ?? '';
  const contexts = contextsOf(recordings, id);
  if (contexts.length > 0) return contexts;
  // A recording that cannot be opened again leaves its last good view, which the reader may still scrub.
  const shown = analysis.getState().slots[focus]?.value;
  return shown?.recordingId === id ? frameContexts(shown.info.metadata) : [];
}
