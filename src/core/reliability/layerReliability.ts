/** Every frame of a layer whose sequences are kept apart: how far they agree, its figures across them, and intervals over them. */
import type { AnalysisProgress } from '../analysis/analyseLayer.ts';
import { prepareGraph } from '../analysis/preparedGraph.ts';
import { PresentGraphs } from '../nulls/presentGraphs.ts';
import type { RecordingGraph } from '../recording/types.ts';
import { frameWindows } from '../recording/windowMeans.ts';
import { quantile } from '../scaling/quantiles.ts';
import { sequenceFrame, type SequenceMeans } from './sequenceFrames.ts';
import { type FrameReadings, type ReadingContext, sequenceReadings } from './sequenceReadings.ts';
import { balancedSplits, resamples } from './splits.ts';
import { type IntervalTable, type LayerReliability, type Measure, type Reading, READINGS, type ReliabilitySettings, type ResamplingOptions } from './types.ts';

export interface ReliabilityInput extends SequenceMeans {
  /** S + 1 boundaries in tokens. */
  readonly segments: readonly number[];
  readonly graphs: readonly Pick<RecordingGraph, 'edges'>[];
}

/** Most resamples anyone may ask for. */
const MAX_DRAWS = 9999;
/** Multiply-adds over all resamples of all frames: about half a minute. */
const WORK = 6e9;
/** Fewer resamples than this give no interval. */
const LEAST_DRAWS = 99;
const LOW = 0.025;
const HIGH = 0.975;

/**
 * Yields once a resample of a frame, and between the rows of its products. Throws RangeError on settings or options out of range
 * and with more words of single sequences in a window than are compared (sequenceFrame).
 */
export function* layerReliability(input: ReliabilityInput, settings: ReliabilitySettings, options: ResamplingOptions): Generator<AnalysisProgress, LayerReliability> {
  const fault = settingsFault(input, settings, options);
  if (fault !== null) throw new RangeError(fault);
  const { nodes, sequences } = input;
  const frames = frameWindows(input.segments, settings.window);
  const graphs = input.graphs.map((graph) => prepareGraph(graph, nodes));
  const among = new PresentGraphs(graphs.map(({ edges }) => edges), nodes);
  const splits = balancedSplits(sequences, options.seed);
  const context: ReadingContext = { nodes, graphs, splits, pair: settings.pair, leading: (graph, present) => among.of(graph, present).leading };
  const draws = affordableDraws(input, splits.length, frames.length, options.draws);
  const drawn = sequences < 2 ? [] : resamples(sequences, draws, options.seed);
  const total = frames.length * (drawn.length + 1);
  const whole: FrameReadings[] = [];
  const again: FrameReadings[][] = [];
  for (const [f, window] of frames.entries()) {
    const done = f * (drawn.length + 1);
    const work = sequenceFrame(input, window);
    let step = work.next();
    for (; !step.done; step = work.next()) yield { done, total };
    const frame = step.value;
    whole.push(sequenceReadings(frame, new Float64Array(sequences).fill(1), context));
    const readings: FrameReadings[] = [];
    for (const [k, { weights }] of drawn.entries()) {
      readings.push(sequenceReadings(frame, weights, context));
      yield { done: done + k + 1, total };
    }
    again.push(readings);
  }
  const times = drawn.map(({ times }) => times);
  const perFrame = (read: (readings: FrameReadings) => number): IntervalTable => intervals(whole.map(read), again.map((readings) => readings.map(read)), times, draws);
  /** [G, F] */
  const perGraph = (reading: Reading, measure: Measure): IntervalTable => {
    const tables = graphs.map((_, g) => perFrame((readings) => readings.of(reading, measure)[g]!));
    const joined = (read: (table: IntervalTable) => Float64Array) => Float64Array.from(tables.flatMap((table) => [...read(table)]));
    return { value: joined(({ value }) => value), low: joined(({ low }) => low), high: joined(({ high }) => high) };
  };
  const figures = Object.fromEntries(
    Object.entries(READINGS).map(([reading, measures]) => [reading, Object.fromEntries(measures.map((measure) => [measure, perGraph(reading as Reading, measure)]))]),
  ) as LayerReliability['figures'];
  return {
    settings,
    options: { ...options, draws: drawn.length === 0 ? 0 : draws },
    frames,
    graphs: graphs.length,
    sequences,
    splits: splits.length,
    words: Int32Array.from(whole, ({ words }) => words),
    sharedWords: Float64Array.from(whole, ({ sharedWords }) => sharedWords),
    halves: perFrame(({ halves }) => halves),
    reliability: perFrame(({ reliability }) => reliability),
    figures,
  };
}

/** What is wrong with what was asked, with the value, or null. */
function settingsFault({ segments }: ReliabilityInput, { pair, window }: ReliabilitySettings, { draws }: ResamplingOptions): string | null {
  if (pair[0] === pair[1] || !pair.every((axis) => Number.isInteger(axis) && axis >= 0)) return `pair is [${pair.join(', ')}]; expected two distinct components`;
  if (!Number.isInteger(draws) || draws < 0 || draws > MAX_DRAWS) return `draws is ${draws}; expected 0 to ${MAX_DRAWS}`;
  if (window.kind === 'last' && !(window.tokens > 0)) return `window.tokens is ${window.tokens}; expected at least 1`;
  return segments.length < 2 ? `segments hold ${segments.length} boundaries; expected at least 2` : null;
}

/** As many resamples as the work allows, or none where that is too few for an interval. */
function affordableDraws({ nodes, sequences }: ReliabilityInput, splits: number, frames: number, wanted: number): number {
  const rows = nodes * sequences;
  // Products of pooled means, offsets, and two decompositions a split.
  const cost = rows ** 2 * (1 + 3 * splits + nodes) + 30 * nodes ** 3 * (2 * splits + 3);
  const kinds = multisets(sequences);
  const affordable = WORK / (cost * frames);
  if (Math.min(wanted, kinds) <= affordable) return wanted;
  return affordable < LEAST_DRAWS ? 0 : Math.floor(affordable);
}

/** How many different resamples there are: C(2R - 1, R). */
function multisets(sequences: number): number {
  let count = 1;
  for (let k = 1; k <= sequences; k++) count *= (sequences - 1 + k) / k;
  return Math.round(count);
}

/** @param again a list a frame, of a value a distinct resample; `times` how often each was drawn */
function intervals(values: readonly number[], again: readonly (readonly number[])[], times: readonly number[], draws: number): IntervalTable {
  const low = new Float64Array(values.length).fill(NaN);
  const high = new Float64Array(values.length).fill(NaN);
  again.forEach((drawn, f) => {
    const known = drawn.flatMap((value, k) => (Number.isNaN(value) ? [] : new Array<number>(times[k]!).fill(value))).sort((a, b) => a - b);
    if (Number.isNaN(values[f]!) || known.length === 0 || 2 * known.length < draws) return;
    low[f] = quantile(known, LOW);
    high[f] = quantile(known, HIGH);
  });
  return { value: Float64Array.from(values), low, high };
}
