import type { NullSummary } from '../nulls/nullSummary.ts';
import type { NullTable, PairControls } from './controlsTypes.ts';

/** A null table, filled cell by cell; NaN until set, with no draws. */
export function nullTable(cells: number): { values: NullTable; set(at: number, cell: NullSummary): void } {
  const blank = (): Float64Array => new Float64Array(cells).fill(NaN);
  const values = {
    observed: blank(), mean: blank(), sd: blank(), low: blank(), high: blank(), z: blank(), p: blank(), pAbove: blank(),
    atMost: new Int32Array(cells), draws: new Int32Array(cells),
  };
  const names = Object.keys(values) as (keyof typeof values)[];
  return {
    values,
    set(at, cell) {
      for (const name of names) values[name][at] = cell[name];
    },
  };
}

/** Pair controls, filled cell by cell; NaN until set. */
export function pairTable(
  pairs: readonly (readonly [number, number])[],
  graphs: number,
  frames: number,
): { values: PairControls; set(pair: number, graph: number, frame: number, cell: NullSummary): void } {
  const blank = (): Float64Array => new Float64Array(pairs.length * graphs * frames).fill(NaN);
  const values = { pairs, r2: blank(), mean: blank(), low: blank(), high: blank(), p: blank(), draws: new Int32Array(pairs.length * graphs * frames) };
  return {
    values,
    set(pair, graph, frame, { observed, mean, low, high, pAbove, draws }) {
      const at = (pair * graphs + graph) * frames + frame;
      values.r2[at] = observed;
      values.mean[at] = mean;
      values.low[at] = low;
      values.high[at] = high;
      values.p[at] = pAbove;
      values.draws[at] = draws;
    },
  };
}
