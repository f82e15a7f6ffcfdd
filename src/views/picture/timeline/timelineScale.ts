/** Places on a timeline, contexts or exposures, to pixels and back. */
import { scaleLinear, scaleLog } from 'd3';
import type { KeyboardEvent } from 'react';
import type { Explorer } from '../../../state/explorer.ts';

export interface TimelineScale {
  /** Pixel of a context in tokens; contexts outside the domain are clamped to its ends. */
  readonly x: (context: number) => number;
  /** Context in tokens at a pixel, clamped to the recorded contexts. */
  readonly context: (x: number) => number;
  readonly spacing: 'linear' | 'log';
  readonly domain: readonly [number, number];
  readonly range: readonly [number, number];
}

/**
 * `first` and `last` are the first and last recorded contexts (tokens, 0 < first <= last), or steps of training, which begin
 * at 0 and need an `offset` of 1 under the logarithm. Linear spacing begins at 0
 * tokens, logarithmic spacing at the first recorded context. A single recorded context sits at the right end.
 */
export function timelineScale(
  first: number,
  last: number,
  spacing: 'linear' | 'log',
  range: readonly [number, number],
  offset = 0,
): TimelineScale {
  const start = spacing === 'linear' ? 0 : Math.min(first, last / 2);
  const shift = spacing === 'log' ? offset : 0;
  const scale =
    spacing === 'linear'
      ? scaleLinear([start, last], [...range]).clamp(true)
      : scaleLog([start + shift, last + shift], [...range]).clamp(true);
  return {
    x: (context) => scale(context + shift),
    context: (x) => Math.min(last, Math.max(first, scale.invert(x) - shift)),
    spacing,
    domain: [start, last],
    range,
  };
}

export interface Tick {
  readonly context: number;
  readonly x: number;
  readonly label: string;
}

const LABEL_GAP = 10;
const CHARACTER = 6.5;

const width = (tick: Tick) => tick.label.length * CHARACTER;

function overlaps(a: Tick, b: Tick): boolean {
  return Math.abs(a.x - b.x) < (width(a) + width(b)) / 2 + LABEL_GAP;
}

function candidates({ domain: [start, end], spacing }: TimelineScale): readonly number[] {
  if (spacing === 'linear') return scaleLinear([start, end], [0, 1]).ticks(10);
  const out: number[] = [];
  for (let decade = 10 ** Math.floor(Math.log10(start)); decade <= end; decade *= 10) {
    for (const step of [1, 2, 5]) if (decade * step >= start && decade * step <= end) out.push(decade * step);
  }
  return out;
}

/** Ticks that leave room for those of another kind. */
export function clearOf(ticks: readonly Tick[], others: readonly Tick[]): readonly Tick[] {
  return ticks.filter((tick) => !others.some((other) => overlaps(tick, other)));
}

/** Labelled ticks: the last context always, then round ones from the left as far as their labels stay clear of the others. */
export function axisTicks(scale: TimelineScale): readonly Tick[] {
  const tick = (context: number): Tick => ({ context, x: scale.x(context), label: String(Math.round(context)) });
  const kept: Tick[] = [tick(scale.domain[1])];
  const rounds = candidates(scale);
  const stride = strideThatFits(rounds.map(tick));
  rounds.forEach((context, i) => {
    const next = tick(context);
    if (scale.spacing === 'linear' && i % stride !== 0) return;
    if (kept.every((other) => !overlaps(other, next))) kept.push(next);
  });
  return kept.sort((a, b) => a.x - b.x);
}

/** The stops themselves as ticks, the last always, the others from the left as far as their labels stay clear. */
export function stopTicks(scale: TimelineScale, stops: readonly number[], label: (stop: number) => string): readonly Tick[] {
  const tick = (context: number): Tick => ({ context, x: scale.x(context), label: label(context) });
  const kept = stops.slice(-1).map(tick);
  for (const next of stops.slice(0, -1).map(tick)) if (kept.every((other) => !overlaps(other, next))) kept.push(next);
  return kept.sort((a, b) => a.x - b.x);
}

/** Keeps evenly spaced labels even when they must thin out. */
function strideThatFits(ticks: readonly Tick[]): number {
  for (let stride = 1; stride < ticks.length; stride++) {
    const chosen = ticks.filter((_, i) => i % stride === 0);
    if (chosen.every((tick, i) => i === 0 || !overlaps(chosen[i - 1]!, tick))) return stride;
  }
  return Math.max(1, ticks.length);
}

/** Keys that move the context while the timeline or a chart over the context has the focus. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -5,
  PageUp: 5,
};

/** Arrows step by one recorded context, with Shift or as Page keys by five; Home and End go to the ends. Other keys pass. */
export function moveByKey(event: KeyboardEvent, commands: Pick<Explorer['commands'], 'step' | 'seekFirst' | 'seekLast'>): void {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const step = STEPS[event.key];
  if (step !== undefined) commands.step(event.shiftKey && Math.abs(step) === 1 ? step * 5 : step);
  else if (event.key === 'Home') commands.seekFirst();
  else if (event.key === 'End') commands.seekLast();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** Top and base line of the curves of one lane, in CSS pixels. */
export interface LaneGeometry {
  readonly top: number;
  readonly bottom: number;
}

/** Sizes of the timeline's drawing, in CSS pixels. */
export interface TrackGeometry {
  readonly left: number;
  /** Beside the curves, for their names. */
  readonly right: number;
  readonly top: number;
  /** The axis: base line of the last lane. */
  readonly bottom: number;
  /** Of the whole drawing, with the context axis. */
  readonly height: number;
  readonly lanes: readonly LaneGeometry[];
}

const AXIS_HEIGHT = 20;
const PLOT_HEIGHT = 58;
const LANE_GAP = 6;
const TOP = 6;
/** Of the first lane, where there are two. */
const FIRST_SHARE = 0.56;

/** @param right room for the names of the curves; little where they stand in a legend */
export function trackGeometry(lanes: number, right: number): TrackGeometry {
  const bottom = TOP + PLOT_HEIGHT;
  const split = TOP + Math.round((PLOT_HEIGHT - LANE_GAP) * FIRST_SHARE);
  return {
    left: 22,
    right,
    top: TOP,
    bottom,
    height: bottom + AXIS_HEIGHT,
    lanes: lanes === 1 ? [{ top: TOP, bottom }] : [{ top: TOP, bottom: split }, { top: split + LANE_GAP, bottom }],
  };
}

/** Names of curves in one lane, moved apart as far as they must be: the places of their middles, in the order given. */
export function spreadNames(places: readonly number[], { top, bottom }: LaneGeometry, apart: number): readonly number[] {
  const order = [...places.keys()].sort((a, b) => places[a]! - places[b]!);
  const out = [...places];
  let least = top;
  for (const at of order) {
    out[at] = Math.max(out[at]!, least);
    least = out[at] + apart;
  }
  let most = Math.max(bottom, top + apart * (places.length - 1));
  for (const at of order.toReversed()) {
    out[at] = Math.min(out[at]!, most);
    most = out[at] - apart;
  }
  return out;
}
