/**
 * Where the picture stands on the timeline of the stage in view: in the context, or in training (stages.ts). At rest that is
 * the view's own place there. While playing it moves at every repaint and tells only those who draw; the view's place, and
 * with it the address and the history, follows from recorded stop to recorded stop. The words say context for any axis.
 */
import type { Clock } from '../base/clock.ts';
import type { ViewStore } from './viewStore.ts';
import { axisOf, placeOf, spacingOf } from './stages.ts';
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
  let context = placeOf(view.getState());
  const listeners = new Set<() => void>();
  const call = (listener: () => void) => listener();

  function moveTo(next: number | null): void {
    if (next === context) return;
    context = next;
    listeners.forEach(call);
  }

  const dispose = view.subscribe((state, before) => {
    if (placeOf(state) !== placeOf(before)) moveTo(placeOf(state));
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
  /** Stops of the timeline in view, ascending: contexts of the focus recording's frames, or steps of training. Empty while nothing is open. */
  readonly contexts: () => readonly number[];
  readonly clock: Clock;
  readonly reducedMotion: () => boolean;
}

/** Longest time in milliseconds that one repaint advances by: a tab that was hidden goes on where it was. */
const LONGEST_GAP = 250;

type Spacing = ViewState['spacing'];

/** Position on the frames, whole at a recorded one: the inverse of contextOf. null = the last frame. @param offset of the axis kind (stages.ts) */
export function positionAt(contexts: readonly number[], context: number | null, spacing: Spacing, offset = 0): number {
  const last = contexts.length - 1;
  if (context === null || context >= contexts[last]!) return last;
  if (context <= contexts[0]!) return 0;
  let next = 1;
  while (contexts[next]! <= context) next++;
  const from = contexts[next - 1]!;
  const to = contexts[next]!;
  const fraction = spacing === 'log' ? Math.log((context + offset) / (from + offset)) / Math.log((to + offset) / (from + offset)) : (context - from) / (to - from);
  return next - 1 + fraction;
}

/** Context at a position on the frames, in the unit of the axis. @param offset of the axis kind */
export function contextOf(contexts: readonly number[], position: number, spacing: Spacing, offset = 0): number {
  const last = contexts.length - 1;
  const frame = Math.max(0, Math.min(Math.floor(position), last));
  const from = contexts[frame]!;
  const to = contexts[Math.min(frame + 1, last)]!;
  const fraction = Math.max(0, Math.min(position - frame, 1));
  if (fraction === 0 || from === to) return from;
  return spacing === 'log' ? (from + offset) * ((to + offset) / (from + offset)) ** fraction - offset : from + (to - from) * fraction;
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

  function write(place: number | null): void {
    const state = view.getState();
    written = place;
    if (placeOf(state) !== place) state.update({ [axisOf(state).field]: place });
  }

  /** The cursor joins the playhead. */
  const join = () => write(playhead.context());
  const show = (context: number) => write(stored(context));

  function stop(): void {
    stopFrames?.();
    stopFrames = null;
  }

  function advance(time: number): void {
    const ends = contexts();
    const state = view.getState();
    const { speed } = state;
    if (ends.length === 0) return commands.pause();
    const last = ends.length - 1;
    const reached = Math.floor(position);
    const elapsed = Number.isNaN(before) ? 0 : Math.max(0, Math.min(time - before, LONGEST_GAP));
    before = time;
    position = Math.min(last, position + (elapsed / 1000) * speed);
    const shown = reducedMotion() ? Math.floor(position + 1e-9) : position;
    playhead.moveTo(stored(contextOf(ends, shown, spacingOf(state), axisOf(state).offset)));
    if (position >= last) return commands.pause();
    if (Math.floor(position) !== reached) join();
  }

  function start(): void {
    stop();
    const ends = contexts();
    if (ends.length === 0) return view.getState().update({ playing: false });
    const state = view.getState();
    const place = placeOf(state);
    position = positionAt(ends, place, spacingOf(state), axisOf(state).offset);
    before = NaN;
    if (position >= ends.length - 1) {
      position = 0;
      show(ends[0]!);
    } else written = place;
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
      if (placeOf(state) === written) join();
    } else if (state.playing) {
      const moved = placeOf(state) !== placeOf(previous) && placeOf(state) !== written;
      const elsewhere = state.stage !== previous.stage || state.panels[state.focus]?.recordingId !== previous.panels[previous.focus]?.recordingId;
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
