/** SVG paths of straight lines. Three decimals of a pixel are more than any screen shows. */

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
