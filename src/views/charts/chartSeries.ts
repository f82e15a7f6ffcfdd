/** What a chart over the context draws. */
import type { BandPoint, SeriesPoint } from '../../state/accuracySeries.ts';

/** Index of a series colour, `--series-1` to `--series-8`: told apart with red-green colour blindness. */
export type SeriesColour = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

export interface ChartSeries {
  readonly id: string;
  readonly label: string;
  readonly colour: SeriesColour;
  /** Dashed lines are controls and baselines, whole ones what was measured. */
  readonly dashed?: boolean;
  /** Ascending contexts; NaN breaks the line. */
  readonly points: readonly SeriesPoint[];
  readonly band?: readonly BandPoint[];
}

const COLOURS: readonly SeriesColour[] = [1, 2, 3, 4, 5, 6, 7, 8];

/** The colour of the i-th series; repeats after the last. */
export function seriesColour(index: number): SeriesColour {
  return COLOURS[index % COLOURS.length]!;
}

/** The value at a context: that of the last point at or before it; NaN before the first. */
export function valueAt(points: readonly SeriesPoint[], context: number): number {
  let value = NaN;
  for (const point of points) {
    if (point.context > context + 1e-9) break;
    value = point.value;
  }
  return value;
}
