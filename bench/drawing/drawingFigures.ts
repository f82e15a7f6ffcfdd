/** What `measureDrawing` finds. Times are shares of one animation frame (1/60 s), so that no figure is in seconds. */
import type { MainThreadTrace } from '../../tests/browser/helpers/mainThreadTrace.ts';

/** A task longer than this many milliseconds makes the page feel slow. */
export const LONG_TASK = 50;
const FRAME = 1000 / 60;

export interface StretchFigures {
  readonly frames: number;
  /** Frames a second / those of an empty page that only counts its frames, in the same run. */
  readonly rateRatio: number;
  /** CPU of the main thread in one frame / 1/60 s. */
  readonly medianFrame: number;
  readonly p95Frame: number;
  /** Tasks whose CPU time is over 50 ms, and those whose wall time is: the difference is what others took of the core. */
  readonly longByCpu: number;
  readonly longByWall: number;
  /** Longest task in CPU milliseconds / 50 ms. */
  readonly longest: number;
  /** Bytes allocated on the JavaScript heap per frame. */
  readonly bytesPerFrame: number;
  readonly collections: number;
}

export interface MovingFigures {
  /** Eight recorded contexts a second, each of which brings new measures to the page. */
  readonly play: StretchFigures;
  /** One a second: nearly all of it is drawing. */
  readonly tween: StretchFigures;
  readonly scrub: StretchFigures;
}

export interface DrawingFigures {
  /** One panel of 256 labelled words with all edges. */
  readonly plane: MovingFigures;
  /** Eight panels of 64 words. */
  readonly compare: MovingFigures;
  readonly space: { readonly play: StretchFigures };
  readonly compareSpace: { readonly play: StretchFigures; readonly webglContexts: number };
  /** From an empty page to the first picture of the samples; from the file chosen to its picture. */
  readonly load: { readonly samples: StretchFigures; readonly file: StretchFigures };
  /** Frames from the input to moved points, over several inputs, sorted. */
  readonly latency: { readonly scrub: readonly number[]; readonly layerInMemory: readonly number[] };
}

export function stretchFigures({ duration, tasks, frames, allocated, collections }: MainThreadTrace, emptyRate: number): StretchFigures {
  const sorted = [...frames].sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN) / FRAME;
  return {
    frames: frames.length,
    rateRatio: frames.length / duration / emptyRate,
    medianFrame: at(0.5),
    p95Frame: at(0.95),
    longByCpu: tasks.filter(({ cpu }) => cpu > LONG_TASK).length,
    longByWall: tasks.filter(({ wall }) => wall > LONG_TASK).length,
    longest: Math.max(0, ...tasks.map(({ cpu }) => cpu)) / LONG_TASK,
    bytesPerFrame: allocated / Math.max(1, frames.length),
    collections,
  };
}
