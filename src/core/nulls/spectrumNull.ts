import type { GraphSpectrum } from '../analysis/controlsTypes.ts';
import type { GraphModes } from '../geometry/graphModes.ts';
import { graphSpectrum } from '../geometry/graphSpectrum.ts';
import { summariseNull } from './nullSummary.ts';
import { relabellingCount, relabellings } from './relabellings.ts';

/** Multiply-adds between two yields: about 20 ms. */
const WORK_PER_STEP = 2e7;

/** Multiply-adds one spectrum may cost: large graphs get fewer relabellings, never fewer than LEAST_DRAWS. */
const WORK_PER_SPECTRUM = 2e8;
const LEAST_DRAWS = 99;

/**
 * The graph spectrum of a frame with the band of every mode under relabelling of the present nodes; null without
 * variance. On large graphs fewer relabellings than asked are drawn, and `draws` says how many.
 *
 * @param gram [m, m] of the centred rows of the present nodes
 * @param modes of the graph induced on them
 * @param complete whether every node of the recording is present
 */
export function* spectrumNull(gram: Float64Array, modes: GraphModes, complete: boolean, draws: number, seed: number): Generator<void, GraphSpectrum | null> {
  const share = graphSpectrum(gram, modes);
  const M = modes.spaces.length;
  if (M === 0 || Number.isNaN(share[0]!)) return null;
  const cost = modes.nodes ** 3;
  const affordable = Math.min(draws, Math.max(LEAST_DRAWS, Math.floor(WORK_PER_SPECTRUM / cost)));
  const N = relabellingCount(modes.nodes, affordable);
  const values = Array.from({ length: M }, () => new Float64Array(N));
  let draw = 0;
  let work = 0;
  for (const order of relabellings(modes.nodes, affordable, seed)) {
    graphSpectrum(gram, modes, order).forEach((value, space) => (values[space]![draw] = value));
    draw++;
    work += cost;
    if (work < WORK_PER_STEP) continue;
    work = 0;
    yield;
  }
  const summaries = values.map((list, space) => summariseNull(share[space]!, list));
  return {
    complete,
    eigenvalues: Float64Array.from(modes.spaces, ({ eigenvalue }) => eigenvalue),
    multiplicity: Int32Array.from(modes.spaces, ({ from, to }) => to - from),
    share,
    mean: Float64Array.from(summaries, ({ mean }) => mean),
    low: Float64Array.from(summaries, ({ low }) => low),
    high: Float64Array.from(summaries, ({ high }) => high),
    p: Float64Array.from(summaries, ({ pAbove }) => pAbove),
    draws: N,
  };
}
