/** What kept results must look like: whether what a database gave back is what was asked for, as far as its shape can tell. */
import '../../core/recording/zodWithoutEval.ts';
import * as z from 'zod/mini';
import type { AveragingBand, AveragingBands, GraphSpectrum, LayerNulls, NullTable, RewiredNulls, SpectrumBand } from '../../core/nulls/types.ts';
import { comparedPairs } from '../../core/nulls/presentGraphs.ts';
import type { LayerAnalysis } from '../../core/analysis/settings.ts';

type Numbers = Float32Array | Float64Array | Int32Array | Uint8Array;

export interface ShapeSizes {
  /** Frames, graphs, nodes. */
  readonly F: number;
  readonly G: number;
  readonly n: number;
  /** Components asked for. */
  readonly most: number;
}

const settingsShape = z.custom<LayerAnalysis['settings']>((value) => typeof value === 'object' && value !== null);
const framesShape = z.custom<LayerAnalysis['frames']>(Array.isArray);
const count = z.int().check(z.minimum(0));
/** Any number, NaN and infinities among them. */
const figure = z.custom<number>((value) => typeof value === 'number');
const floats = (length: number) => arrayOf(Float64Array, length);
const integers = (length: number) => arrayOf(Int32Array, length);

function arrayOf<T extends Numbers>(type: abstract new (...parameters: never[]) => T, length: number) {
  return z.custom<T>((value) => value instanceof type && value.length === length);
}

/** How many components or pairs a value says it has decides what else it must have. */
export function analysisShape({ F, G, n, most }: ShapeSizes, value: unknown): z.ZodMiniType<LayerAnalysis> {
  const components = count.check(z.maximum(most));
  const K = z.object({ components }).safeParse(value).data?.components ?? 0;
  return z.object({
    settings: settingsShape,
    frames: framesShape,
    nodes: z.literal(n),
    components,
    scores: arrayOf(Float32Array, F * n * K),
    tokenCounts: integers(F * n),
    totalVariance: floats(F),
    ownVariance: floats(F * K),
    basisVariance: floats(F * K),
    basisEigenvalues: floats(K),
    basisTotalVariance: figure,
    procrustesResidual: floats(F),
    participationRatio: floats(F),
    energy: floats(G * F),
    distanceCorrelation: floats(G * F),
    degenerate: arrayOf(Uint8Array, F * K),
    basisResidual: figure,
    basisConverged: z.boolean(),
  });
}

function tableShape(length: number): z.ZodMiniType<NullTable> {
  const [figures, counts] = [floats(length), integers(length)];
  return z.object({ observed: figures, mean: figures, sd: figures, low: figures, high: figures, z: figures, p: figures, atMost: counts, draws: counts, pAbove: figures });
}

function rewiredShape(length: number): z.ZodMiniType<RewiredNulls> {
  return z.object({ mean: floats(length), low: floats(length), high: floats(length) });
}

const spectrumShape = z.custom<GraphSpectrum>((value) => {
  const M = z.object({ eigenvalues: z.instanceof(Float64Array) }).safeParse(value).data?.eigenvalues.length ?? 0;
  const shares = floats(M);
  const shape = z.object({ complete: z.boolean(), eigenvalues: shares, multiplicity: integers(M), share: shares, mean: shares, low: shares, high: shares, p: shares, draws: count });
  return shape.safeParse(value).success;
});

/** As many pairs as the basis turned out to have, at most those of the components asked for. */
function pairsShape(most: number) {
  const all = comparedPairs(most);
  return z.custom<AveragingBands['pairs']>((value) => Array.isArray(value) && JSON.stringify(value) === JSON.stringify(all.slice(0, value.length)));
}

function pairCount(value: unknown): number {
  return z.object({ pairs: z.array(z.unknown()) }).safeParse(value).data?.pairs.length ?? 0;
}

export function nullsShape({ F, G, most }: ShapeSizes, value: unknown): z.ZodMiniType<LayerNulls> {
  const cells = G * F;
  const table = tableShape(cells);
  const rewired = rewiredShape(cells);
  const ofPairs = pairCount(z.object({ pairs: z.unknown() }).safeParse(value).data?.pairs) * cells;
  const r2 = floats(ofPairs);
  return z.object({
    settings: settingsShape,
    options: z.object({ permutations: count, seed: figure }),
    frames: framesShape,
    graphs: z.literal(G),
    present: integers(F),
    distinct: integers(cells),
    energy: table,
    shownEnergy: table,
    degreeWeighted: floats(cells),
    shownDegreeWeighted: floats(cells),
    rewired,
    shownRewired: rewired,
    rewiredDraws: count,
    rewiredRefusals: z.array(z.nullable(z.string())).check(z.length(G)),
    spectra: z.array(z.array(z.nullable(spectrumShape)).check(z.length(G))).check(z.length(F)),
    pairs: z.object({ pairs: pairsShape(most), r2, mean: r2, low: r2, high: r2, p: r2, draws: integers(ofPairs) }),
  });
}

/** [M] each, of as many modes as `value` says. */
const spectrumBandShape = z.custom<SpectrumBand>((value) => {
  const M = z.object({ share: z.instanceof(Float64Array) }).safeParse(value).data?.share.length ?? 0;
  const shares = floats(M);
  return z.object({ share: shares, low: shares, high: shares, p: shares, pAbove: shares, draws: count }).safeParse(value).success;
});

export function bandsShape({ F, G, most }: ShapeSizes, value: unknown): z.ZodMiniType<AveragingBands> {
  const table = tableShape(G * F);
  const ofNull = z.custom<AveragingBand>((one) => {
    const lags = z.object({ lags: count }).safeParse(one).data?.lags ?? 0;
    const shape = z.object({
      tokens: z.enum(['previous', 'lags']),
      vectors: z.enum(['random', 'embedding']),
      lags: count,
      weights: floats(F * lags),
      energy: table,
      shownEnergy: table,
      block: integers(G * F),
      r2: tableShape(pairCount(value) * G * F),
      spectra: z.array(z.array(z.nullable(spectrumBandShape)).check(z.length(G))).check(z.length(F)),
    });
    return shape.safeParse(one).success;
  });
  return z.object({
    settings: settingsShape,
    options: z.object({ draws: count, seed: figure }),
    frames: framesShape,
    graphs: z.literal(G),
    pairs: pairsShape(most),
    nulls: z.array(ofNull).check(z.minLength(1)),
  });
}
