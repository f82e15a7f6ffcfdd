/** SVG paths of straight lines. Three decimals of a pixel are more than any screen shows. */
import type { BandPoint, SeriesPoint } from '../../state/figures/accuracy.ts';

type Point = readonly [x: number, y: number];

const text = ([x, y]: Point): string => `${Math.round(x * 1000) / 1000},${Math.round(y * 1000) / 1000}`;

/** Through the points in order; empty for none. A single point becomes a dot where line ends are round. */
export function polyline(points: readonly Point[]): string {
  return points.length === 0 ? '' : `M${points.map(text).join('L')}${points.length === 1 ? 'Z' : ''}`;
}

/** The area between two lines over the same positions; empty for none. */
export function ribbon(points: readonly { readonly x: number; readonly low: number; readonly high: number }[]): string {
  const there = points.map(({ x, high }): Point => [x, high]);
  const back = points.map(({ x, low }): Point => [x, low]).reverse();
  return points.length === 0 ? '' : `M${[...there, ...back].map(text).join('L')}Z`;
}

/** Stretches of neighbours for which `defined` holds, in order. */
export function definedRuns<Item>(items: readonly Item[], defined: (item: Item) => boolean): readonly (readonly Item[])[] {
  const runs: Item[][] = [];
  let before = false;
  for (const item of items) {
    const now = defined(item);
    if (now && !before) runs.push([]);
    if (now) runs.at(-1)!.push(item);
    before = now;
  }
  return runs;
}

/** SVG paths of the curves on the timeline. Points that are not defined (NaN) break a curve. */
type Map1 = (value: number) => number;

export function seriesPath(points: readonly SeriesPoint[], x: Map1, y: Map1): string {
  return definedRuns(points, ({ value }) => Number.isFinite(value))
    .map((run) => polyline(run.map(({ context, value }) => [x(context), y(value)])))
    .join('');
}

export function bandPath(points: readonly BandPoint[], x: Map1, y: Map1): string {
  return definedRuns(points, ({ low, high }) => Number.isFinite(low) && Number.isFinite(high))
    .map((run) => ribbon(run.map(({ context, low, high }) => ({ x: x(context), low: y(low), high: y(high) }))))
    .join('');
}

/** Top of the shared value axis: 1, or the next tenth above the largest defined value. */
export function valueCeiling(values: readonly number[]): number {
  const largest = Math.max(1, ...values.filter((value) => Number.isFinite(value)));
  return Math.ceil(largest * 10 - 1e-9) / 10;
}
