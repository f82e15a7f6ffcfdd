/** One layer beside many draws of averaging nulls that are fitted to it. */
import type { AnalysisProgress, LayerInput } from '../analysis/analyseLayer.ts';
import { type FrameEngine, plainFrames } from '../analysis/frameSource.ts';
import { type AnalysisSettings, settingsFault } from '../analysis/settings.ts';
import { undirectedEdges } from '../geometry/graph.ts';
import { centreRows, plainBlock } from '../linalg/centreRows.ts';
import { seededIndex } from '../linalg/random.ts';
import { mapSteps } from '../linalg/steps.ts';
import { recordedFrames } from '../recording/windowMeans.ts';
import { fitLagWeights, fitPreviousWeight } from './averagingFit.ts';
import { averagingVectors, type CompactVectors, compactVectors, mixedMeans } from './averagingNull.ts';
import { frameFigures, type GraphFigures } from './frameFigures.ts';
import { type AveragingWalk, type FrameLags, frameLags, mixedShares } from './lagShares.ts';
import { nullTable } from './layerNulls.ts';
import { summariseNull } from './nullSummary.ts';
import { comparedPairs, PresentGraphs } from './presentGraphs.ts';
import type { AveragedTokens, AveragingBand, AveragingBands, BandOptions, SpectrumBand, WordVectors } from './types.ts';

/** Tokens that the null over several lags averages, the own one among them. */
export const LAGS = 8;
/** Most words for which it is drawn: it counts [n, n] predecessors for every lag. */
export const LAG_NODES = 256;
/** Most draws anyone may ask for. */
const MAX_BAND_DRAWS = 9999;
/** Frames x nodes cubed over all draws of all nulls: large graphs get fewer draws, never fewer than LEAST_DRAWS. */
const WORK = 3e9;
const LEAST_DRAWS = 19;

export interface BandInput extends LayerInput, Pick<AveragingWalk, 'tokens' | 'length'> {
  /** [n, d'] row-major: the words' vectors in the embedding layer, NaN for a word that never occurs; null without one. */
  readonly embedding: Float64Array | null;
}

/**
 * Every frame in its own PCA beside the same frame as averaging alone would make it, whatever basis the settings name. Two
 * nulls: a token and the one before, with the weight that gives the frame's energy in all dimensions (fitPreviousWeight),
 * and the last LAGS tokens, with the weights that come nearest to the frame's spectrum on the first graph (fitLagWeights);
 * each with random word vectors and with those of the embedding layer. The same vectors serve every frame of a draw. A draw
 * is taken in as many dimensions as there are words (compactVectors), which changes none of its figures.
 *
 * Yields every few milliseconds of work. Throws RangeError on settings or options out of range and on activations that are
 * not finite.
 *
 * @param own index of the graph that the nulls are fitted to: the walk's
 */
export function* averagingBands(input: BandInput, own: number, settings: AnalysisSettings, options: BandOptions, engine: FrameEngine = plainFrames): Generator<AnalysisProgress, AveragingBands> {
  const { nodes, hiddenSize } = input;
  const frames = recordedFrames(input.segments, settings.window, input.windows);
  const fault = settingsFault(settings, frames.length) ?? bandOptionsFault(options);
  if (fault !== null) throw new RangeError(fault);
  const graphs = new PresentGraphs(input.graphs.map((graph) => undirectedEdges(graph.edges)), nodes);
  const kinds: readonly AveragedTokens[] = nodes > LAG_NODES ? ['previous'] : ['previous', 'lags'];
  const sources: readonly WordVectors[] = input.embedding === null ? ['random'] : ['random', 'embedding'];
  const fills = kinds.flatMap((tokens) => sources.map((vectors) => new BandFilling(tokens, vectors, frames.length, graphs.count)));
  const N = Math.min(options.draws, Math.max(LEAST_DRAWS, Math.floor(WORK / (frames.length * fills.length * nodes ** 3))));
  const vectorsOf = { random: [] as CompactVectors[], embedding: [] as CompactVectors[] };
  const dealt = input.embedding === null ? null : dealtVectors(input.embedding, nodes);
  const total = N * (1 + frames.length * fills.length);
  for (let draw = 0; draw < N; draw++) {
    vectorsOf.random.push(compactVectors(averagingVectors(nodes, hiddenSize, options.seed + draw), nodes));
    if (dealt !== null) vectorsOf.embedding.push(dealt(options.seed + draw));
    yield { done: draw, total };
  }
  const reader = engine(input, frames, settings.weighting);
  let pairs = comparedPairs(settings.components).length;
  try {
    for (let f = 0; f < frames.length; f++) {
      let done = N * (1 + f * fills.length);
      const observed = yield* mapSteps(frameFigures(reader.read(f).rows, graphs, settings.axes, settings.components), () => ({ done, total }));
      if (observed === null) continue;
      if (observed.length > 0) pairs = Math.min(pairs, observed[0]!.r2.length);
      const lags = frameLags(input, frames[f]!, settings.weighting, nodes > LAG_NODES ? 2 : LAGS);
      const weights = graphs.count === 0 ? null : fittedWeights(lags, graphs, own, observed);
      for (const fill of fills) {
        const mine = weights?.[fill.tokens] ?? [0.5, 0.5];
        const shares = mixedShares(lags, mine);
        const drawn: (readonly GraphFigures[])[] = [];
        for (let draw = 0; draw < N; draw++) {
          const vectors = vectorsOf[fill.vectors][draw]!;
          const means = spread(mixedMeans(shares, vectors, nodes), lags.present, nodes, vectors.size);
          const block = plainBlock(centreRows(means, lags.tokenCounts, vectors.size));
          const figures = yield* mapSteps(frameFigures(block, graphs, settings.axes, settings.components), () => ({ done, total }));
          if (figures !== null) drawn.push(figures);
        }
        fill.frame(f, mine, observed, drawn);
        done += N;
        yield { done, total };
      }
    }
  } finally {
    reader.release();
  }
  return { settings, options: { ...options, draws: N }, frames, graphs: graphs.count, pairs: comparedPairs(2 * pairs), nulls: fills.map((fill) => fill.band(pairs)) };
}

function fittedWeights(lags: FrameLags, graphs: PresentGraphs, own: number, observed: readonly GraphFigures[]): Readonly<Record<AveragedTokens, readonly number[]>> {
  const { edges, modes } = graphs.of(own, lags.present);
  const previous = fitPreviousWeight(lags, edges, observed[own]!.energy);
  return { previous: [1 - previous, previous], lags: [...fitLagWeights(lags, modes, observed[own]!.spectrum)] };
}

/** [n, size] with the rows of the present words in their places. */
function spread(rows: Float64Array, present: Int32Array, nodes: number, size: number): Float64Array {
  if (present.length === nodes) return rows;
  const out = new Float64Array(nodes * size);
  present.forEach((node, row) => out.set(rows.subarray(row * size, (row + 1) * size), node * size));
  return out;
}

/** Deals the vectors of the words that occur out to them anew: another word's vector for every word, by seed. */
function dealtVectors(embedding: Float64Array, nodes: number): (seed: number) => CompactVectors {
  const width = embedding.length / nodes;
  const seen = Array.from({ length: nodes }, (_, i) => i).filter((i) => !Number.isNaN(embedding[i * width]!));
  // What all words share moves no word against another and would only cost digits.
  const mean = new Float64Array(width);
  for (const i of seen) for (let c = 0; c < width; c++) mean[c] = mean[c]! + embedding[i * width + c]! / seen.length;
  const centred = Float64Array.from({ length: nodes * width }, (_, at) => (Number.isNaN(embedding[at]!) ? 0 : embedding[at]! - mean[at % width]!));
  return (seed) => {
    const index = seededIndex(seed);
    const order = seen.slice();
    for (let i = order.length - 1; i > 0; i--) {
      const other = index(i + 1);
      [order[i], order[other]] = [order[other]!, order[i]!];
    }
    const vectors = new Float64Array(nodes * width);
    seen.forEach((word, i) => vectors.set(centred.subarray(order[i]! * width, (order[i]! + 1) * width), word * width));
    return reduced(vectors, nodes, width);
  };
}

/** Centred vectors have one direction fewer than words: their Gram matrix has no Cholesky factor, but a little more than it has. */
function reduced(vectors: Float64Array, nodes: number, width: number): CompactVectors {
  if (nodes >= width) return { vectors, size: width };
  const shifted = new Float64Array(nodes * (width + 1));
  let size = 0;
  for (const value of vectors) size += value * value;
  const shift = Math.sqrt(size / nodes);
  // A direction that all words share: it drops out of every difference between them.
  for (let i = 0; i < nodes; i++) {
    shifted.set(vectors.subarray(i * width, (i + 1) * width), i * (width + 1));
    shifted[i * (width + 1) + width] = shift;
  }
  return compactVectors(shifted, nodes);
}

function bandOptionsFault({ draws, seed }: BandOptions): string | null {
  if (!Number.isInteger(draws) || draws < 1 || draws > MAX_BAND_DRAWS) return `draws is ${draws}; expected 1 to ${MAX_BAND_DRAWS}`;
  return Number.isInteger(seed) ? null : `seed is ${seed}; expected an integer`;
}

/** The band of one null, filled frame by frame. */
class BandFilling {
  readonly tokens: AveragedTokens;
  readonly vectors: WordVectors;
  private readonly frames: number;
  private readonly graphs: number;
  private readonly lags: number;
  private readonly weights: Float64Array;
  private readonly tables;
  private readonly r2: readonly ReturnType<typeof nullTable>[];
  private readonly block: Int32Array;
  private readonly spectra: (readonly (SpectrumBand | null)[])[];

  constructor(tokens: AveragedTokens, vectors: WordVectors, frames: number, graphs: number) {
    this.tokens = tokens;
    this.vectors = vectors;
    this.frames = frames;
    this.graphs = graphs;
    this.lags = tokens === 'previous' ? 2 : LAGS;
    this.weights = new Float64Array(frames * this.lags).fill(NaN);
    const cells = frames * graphs;
    this.tables = { energy: nullTable(cells), shownEnergy: nullTable(cells) };
    this.r2 = comparedPairs(Infinity).map(() => nullTable(cells));
    this.block = new Int32Array(cells);
    this.spectra = Array.from({ length: frames }, () => new Array<null>(graphs).fill(null));
  }

  frame(f: number, weights: readonly number[], observed: readonly GraphFigures[], draws: readonly (readonly GraphFigures[])[]): void {
    this.weights.set(weights.slice(0, this.lags), f * this.lags);
    const { tables } = this;
    this.spectra[f] = observed.map((own, g) => {
      const at = g * this.frames + f;
      const drawn = (of: (figures: GraphFigures) => number): Float64Array => Float64Array.from(draws, (draw) => of(draw[g]!)).filter((value) => !Number.isNaN(value));
      tables.energy.set(at, summariseNull(own.energy, drawn(({ energy }) => energy)));
      tables.shownEnergy.set(at, summariseNull(own.shownEnergy, drawn(({ best }) => best.energy)));
      own.r2.forEach((r2, pair) => this.r2[pair]!.set(at, summariseNull(r2, drawn((figures) => Math.max(...figures.r2)))));
      this.block[at] = commonest(draws.map((draw) => draw[g]!.best.block));
      return spectrumBand(own.spectrum, draws.map((draw) => draw[g]!.spectrum));
    });
  }

  /** @param pairs compared in every frame */
  band(pairs: number): AveragingBand {
    const { tokens, vectors, lags, weights, block, spectra, tables } = this;
    const cells = this.frames * this.graphs;
    const r2 = nullTable(pairs * cells).values;
    for (let pair = 0; pair < pairs; pair++) {
      for (const name of Object.keys(r2) as (keyof typeof r2)[]) r2[name].set(this.r2[pair]!.values[name], pair * cells);
    }
    return {
      tokens, vectors, lags, weights, block, spectra, r2,
      energy: tables.energy.values,
      shownEnergy: tables.shownEnergy.values,
    };
  }
}

function commonest(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0])[0];
}

function spectrumBand(share: Float64Array, draws: readonly Float64Array[]): SpectrumBand | null {
  if (share.length === 0 || Number.isNaN(share[0]!) || draws.length === 0) return null;
  const modes = Array.from(share, (own, mode) => summariseNull(own, Float64Array.from(draws, (draw) => draw[mode]!)));
  const column = (of: (mode: (typeof modes)[number]) => number) => Float64Array.from(modes, of);
  return { share, low: column(({ low }) => low), high: column(({ high }) => high), p: column(({ p }) => p), pAbove: column(({ pAbove }) => pAbove), draws: draws.length };
}
