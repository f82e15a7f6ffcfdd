/** Many draws of the averaging null, and one layer beside them. */
import { analyseFrames, type AnalysisProgress } from '../analysis/analyseLayer.ts';
import { presentIn, presentScores } from '../analysis/bases.ts';
import { frameMeasures } from '../analysis/frameMeasures.ts';
import { type PreparedGraph, prepareGraph } from '../analysis/preparedGraph.ts';
import { comparedPairs, InducedModes } from './inducedModes.ts';
import { type AnalysisSettings, type LayerAnalysis, settingsFault } from '../analysis/settings.ts';
import { columnSpan, subspaceR2 } from '../geometry/subspaceR2.ts';
import type { RecordingGraph, WindowKind } from '../recording/types.ts';
import { recordedFrames } from '../recording/windowMeans.ts';
import { compactVectors, AveragedFrames, averagingVectors, type AveragingWalk } from './averagingNull.ts';
import { nullTable } from './layerNulls.ts';
import { summariseNull } from './nullSummary.ts';
import type { BandOptions, AveragingBand, NullTable } from './types.ts';

/** Most draws anyone may ask for. */
const MAX_BAND_DRAWS = 9999;
/** Frames x nodes cubed over all draws: large graphs get fewer draws, never fewer than LEAST_DRAWS. */
const WORK = 3e9;
const LEAST_DRAWS = 19;

export interface BandInput extends AveragingWalk {
  readonly hiddenSize: number;
  readonly graphs: readonly Pick<RecordingGraph, 'edges'>[];
  /** Absent: `segments`, of which the windows are made. */
  readonly windows?: WindowKind | undefined;
}

/** Draws of the null for one view; every layer of a recording can be held against them. */
export interface AveragingDraws {
  readonly options: BandOptions;
  readonly graphs: readonly PreparedGraph[];
  readonly induced: InducedModes;
  readonly figures: readonly BandFigures[];
}

/**
 * Draws the words' vectors again and again (seed, seed + 1, ...) and puts each draw through the windows, the basis and the
 * measures of the settings; their layer plays no part. A draw is taken in as many dimensions as there are words
 * (compactVectors), which changes none of its measures. Yields every few milliseconds of work. Throws RangeError on
 * settings or options out of range.
 */
export function* averagingDraws(input: BandInput, settings: AnalysisSettings, options: BandOptions): Generator<AnalysisProgress, AveragingDraws> {
  const { nodes, hiddenSize } = input;
  const frames = recordedFrames(input.segments, settings.window, input.windows);
  const fault = settingsFault(settings, frames.length) ?? bandOptionsFault(options);
  if (fault !== null) throw new RangeError(fault);
  const graphs = input.graphs.map((graph) => prepareGraph(graph, nodes));
  const induced = new InducedModes(graphs.map(({ edges }) => edges), nodes);
  const mixed = new AveragedFrames(input, frames, settings.weighting);
  const total = affordableDraws(options.draws, frames.length, nodes);
  const figures: BandFigures[] = [];
  for (let draw = 0; draw < total; draw++) {
    const vectors = compactVectors(averagingVectors(nodes, hiddenSize, options.seed + draw), nodes);
    const work = analyseFrames(mixed.withVectors(vectors), { nodes, graphs }, settings);
    let step = work.next();
    for (; !step.done; step = work.next()) yield { done: draw, total };
    figures.push(bandFigures(step.value, graphs, induced));
    yield { done: draw + 1, total };
  }
  return { options: { ...options, draws: total }, graphs, induced, figures };
}

/** @param observed the layer's own analysis under the settings of the draws */
export function averagingBand(observed: LayerAnalysis, { options, graphs, induced, figures }: AveragingDraws): AveragingBand {
  const own = bandFigures(observed, graphs, induced);
  const G = graphs.length;
  const table = (of: (figure: BandFigures) => Float64Array): NullTable => beside(of(own), figures.map(of));
  return {
    settings: observed.settings,
    options,
    frames: observed.frames,
    graphs: G,
    pairs: own.pairs,
    energy: table(({ energy }) => energy),
    shownEnergy: table(({ shownEnergy }) => shownEnergy),
    distanceCorrelation: table(({ distanceCorrelation }) => distanceCorrelation),
    shownDistanceCorrelation: table(({ shownDistanceCorrelation }) => shownDistanceCorrelation),
    r2: table(({ r2 }) => r2),
  };
}

/** Draws in which a cell is not defined do not count there. */
function beside(observed: Float64Array, draws: readonly Float64Array[]): NullTable {
  const table = nullTable(observed.length);
  observed.forEach((value, at) => {
    const drawn = Float64Array.from(draws, (draw) => draw[at] ?? NaN).filter((figure) => !Number.isNaN(figure));
    table.set(at, summariseNull(value, drawn));
  });
  return table.values;
}

function affordableDraws(asked: number, frames: number, nodes: number): number {
  return Math.min(asked, Math.max(LEAST_DRAWS, Math.floor(WORK / (frames * nodes ** 3))));
}

function bandOptionsFault({ draws, seed }: BandOptions): string | null {
  if (!Number.isInteger(draws) || draws < 1 || draws > MAX_BAND_DRAWS) return `draws is ${draws}; expected 1 to ${MAX_BAND_DRAWS}`;
  return Number.isInteger(seed) ? null : `seed is ${seed}; expected an integer`;
}

/** The measures of one analysis that the averaging band is made of. */
export interface BandFigures {
  readonly pairs: readonly (readonly [number, number])[];
  /** [G, F] each. */
  readonly energy: Float64Array;
  readonly shownEnergy: Float64Array;
  readonly distanceCorrelation: Float64Array;
  readonly shownDistanceCorrelation: Float64Array;
  /** [P, G, F]. */
  readonly r2: Float64Array;
}

export function bandFigures(analysis: LayerAnalysis, graphs: readonly PreparedGraph[], induced: InducedModes): BandFigures {
  const { energy, distanceCorrelation, components: K, settings } = analysis;
  const F = analysis.frames.length;
  const G = graphs.length;
  const pairs = comparedPairs(K);
  const shownEnergy = new Float64Array(G * F);
  const shownDistanceCorrelation = new Float64Array(G * F);
  const r2 = new Float64Array(pairs.length * G * F).fill(NaN);
  for (let f = 0; f < F; f++) {
    const shown = frameMeasures(analysis, graphs, f, settings.axes);
    const present = presentIn(analysis, f);
    const points = presentScores(analysis, f, present);
    const spans = present.length < 2 ? [] : pairs.map((pair) => columnSpan(points, K, pair));
    for (let g = 0; g < G; g++) {
      shownEnergy[g * F + f] = shown.shownEnergy[g]!;
      shownDistanceCorrelation[g * F + f] = shown.shownDistanceCorrelation[g]!;
      spans.forEach((span, pair) => (r2[(pair * G + g) * F + f] = subspaceR2(span, induced.of(g, present).leading)));
    }
  }
  return { pairs, energy, shownEnergy, distanceCorrelation, shownDistanceCorrelation, r2 };
}
