import type { NullSummary } from '../nulls/nullSummary.ts';
import type { EnergyControls, PairControls } from './controlsTypes.ts';

/** Energy controls, filled cell by cell; NaN until set. */
export function energyTable(graphs: number, frames: number): { values: EnergyControls; set(graph: number, frame: number, cell: NullSummary): void } {
  const blank = (): Float64Array => new Float64Array(graphs * frames).fill(NaN);
  const values = {
    observed: blank(), mean: blank(), sd: blank(), low: blank(), high: blank(), z: blank(), p: blank(), pAbove: blank(),
    atMost: new Int32Array(graphs * frames), draws: new Int32Array(graphs * frames),
  };
  const names = Object.keys(values) as (keyof typeof values)[];
  return {
    values,
    set(graph, frame, cell) {
      for (const name of names) values[name][graph * frames + frame] = cell[name];
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
  const values = { pairs, r2: blank(), mean: blank(), low: blank(), high: blank(), p: blank() };
  return {
    values,
    set(pair, graph, frame, { observed, mean, low, high, pAbove }) {
      const at = (pair * graphs + graph) * frames + frame;
      values.r2[at] = observed;
      values.mean[at] = mean;
      values.low[at] = low;
      values.high[at] = high;
      values.p[at] = pAbove;
    },
  };
}
