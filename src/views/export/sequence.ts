/** The played sequence as pictures in time. */
import { contextOf } from '../../state/view/playback.ts';
import type { ViewState } from '../../state/view/viewFields.ts';

export interface SequenceChoice {
  readonly framesPerSecond: number;
  /** From one recorded context to the next. */
  readonly secondsPerContext: number;
  /** Pictures between recorded contexts as playing shows them; false: recorded contexts only, one after the other. */
  readonly tween: boolean;
  /** How long the last picture stays before the film ends or begins again. */
  readonly holdSeconds: number;
}

export interface SequenceFrame {
  /** Context in tokens on the focus recording; null: the last. */
  readonly cursor: number | null;
  /** Seconds. */
  readonly duration: number;
}

/** @param contexts of the focus recording's frames, ascending */
export function sequenceFrames(contexts: readonly number[], spacing: ViewState['spacing'], choice: SequenceChoice): readonly SequenceFrame[] {
  const { framesPerSecond, secondsPerContext, tween, holdSeconds } = choice;
  const last = contexts.length - 1;
  if (last < 0) return [];
  if (!tween) return contexts.map((cursor, i) => ({ cursor: i === last ? null : cursor, duration: i === last ? secondsPerContext + holdSeconds : secondsPerContext }));
  // A whole number of pictures between two contexts, so that every recorded one is shown as it is.
  const steps = Math.max(1, Math.round(framesPerSecond * secondsPerContext));
  const duration = 1 / framesPerSecond;
  const moving = Array.from({ length: last * steps }, (_, i): SequenceFrame => ({ cursor: contextOf(contexts, i / steps, spacing), duration }));
  return [...moving, { cursor: null, duration: duration + holdSeconds }];
}

export function sequenceSeconds(frames: readonly SequenceFrame[]): number {
  return frames.reduce((sum, { duration }) => sum + duration, 0);
}

/**
 * Durations in hundredths of a second, as GIF counts them, none below two (viewers slow shorter ones down), with rounding
 * carried over so that the whole keeps its length.
 */
export function gifDelays(frames: readonly SequenceFrame[]): readonly number[] {
  let wanted = 0;
  let given = 0;
  return frames.map(({ duration }) => {
    wanted += duration * 100;
    const delay = Math.max(2, Math.round(wanted - given));
    given += delay;
    return delay;
  });
}
