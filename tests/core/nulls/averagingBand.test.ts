import { describe, expect, it } from 'vitest';
import { analyseLayer } from '../../../src/core/analysis/analyseLayer.ts';
import type { AnalysisSettings, BasisSpec } from '../../../src/core/analysis/settings.ts';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { averagingBands, type BandInput, LAG_NODES } from '../../../src/core/nulls/averagingBand.ts';
import { averagingNull, averagingVectors, compactVectors, embeddingVectors } from '../../../src/core/nulls/averagingNull.ts';
import type { AveragedTokens, AveragingBands, WordVectors } from '../../../src/core/nulls/types.ts';
import { frameWindows } from '../../../src/core/recording/windowMeans.ts';
import { grid, ring } from '../helpers/graphs.ts';
import { sampleInfo, sampleLayer } from '../helpers/sampleLayer.ts';
import { walks } from '../helpers/walks.ts';

const N = 9;
const D = 48;
/** The first windows lack words, the later ones have them all. */
const SEGMENTS = [0, 4, 10, 20, 45, 70, 100];
const F = SEGMENTS.length - 1;
const walk = { tokens: walks(N, grid(3, 3), 2, 100, 5), length: 100, nodes: N, segments: SEGMENTS };
const graphs = [{ edges: grid(3, 3) }, { edges: ring(N) }];
/** A layer that is itself an averaging of random vectors, half and half. */
const layer = (seed: number): BandInput => ({ ...averagingNull({ ...walk, hiddenSize: D, seed }), ...walk, graphs, embedding: null });
const embedded = (seed: number): BandInput => ({ ...layer(seed), embedding: averagingVectors(N, 20, 77) });
const settings: AnalysisSettings = { layer: 3, window: { kind: 'last', tokens: 40 }, weighting: 'tokens', basis: { kind: 'raw' }, components: 6, axes: [0, 1] };
const bandsOf = (input: BandInput, change: Partial<AnalysisSettings> = {}, draws = 39) => runToEnd(averagingBands(input, 0, { ...settings, ...change }, { draws, seed: 11 }));
const bandOf = ({ nulls }: AveragingBands, tokens: AveragedTokens, vectors: WordVectors = 'random') => nulls.find((band) => band.tokens === tokens && band.vectors === vectors)!;

/** Largest difference relative to the largest value; NaN must meet NaN. */
function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let most = 0;
  let scale = 0;
  for (let i = 0; i < a.length; i++) {
    expect(Number.isNaN(a[i]!)).toBe(Number.isNaN(b[i]!));
    if (Number.isNaN(a[i]!)) continue;
    most = Math.max(most, Math.abs(a[i]! - b[i]!));
    scale = Math.max(scale, Math.abs(a[i]!));
  }
  return most / scale;
}

describe('word vectors in as many dimensions as words', () => {
  const full = averagingVectors(N, D, 11);

  it('have the inner products of the full ones', () => {
    const compact = compactVectors(full, N);
    expect(compact.size).toBe(N);
    const product = (v: Float64Array, size: number) => Float64Array.from({ length: N * N }, (_, at) => {
      let sum = 0;
      for (let c = 0; c < size; c++) sum += v[Math.floor(at / N) * size + c]! * v[(at % N) * size + c]!;
      return sum;
    });
    expect(difference(product(full, D), product(compact.vectors, N))).toBeLessThan(1e-13);
  });

  it('are left alone where there are as many words as dimensions', () => {
    const few = averagingVectors(N, 5, 2);
    expect(compactVectors(few, N)).toEqual({ vectors: few, size: 5 });
  });
});

describe('the averaging nulls', () => {
  const input = embedded(500);
  const bands = bandsOf(input);

  it('are two, each with random vectors and with those of the embedding layer where there is one', () => {
    expect(bands.nulls.map(({ tokens, vectors }) => `${tokens} ${vectors}`)).toEqual(['previous random', 'previous embedding', 'lags random', 'lags embedding']);
    expect(bandsOf(layer(500)).nulls.map(({ vectors }) => vectors)).toEqual(['random', 'random']);
  });

  it('observe what the analysis of each frame in its own PCA shows', () => {
    const analysis = runToEnd(analyseLayer(input, settings));
    for (const band of bands.nulls) expect(difference(band.energy.observed, analysis.energy)).toBeLessThan(1e-9);
    expect(bands.frames).toEqual(analysis.frames);
    expect(bandOf(bands, 'previous').r2.observed).toHaveLength(bands.pairs.length * 2 * F);
  });

  it('do not depend on the basis of the picture', () => {
    const kinds: readonly BasisSpec[] = [{ kind: 'joint' }, { kind: 'reference', frame: 4 }, { kind: 'aligned', frame: 5 }];
    for (const basis of kinds) expect(bandsOf(input, { basis }).nulls).toEqual(bands.nulls);
  });

  it('have about the energy of the frame in all dimensions, by their weight', () => {
    const { energy, weights, lags } = bandOf(bands, 'previous');
    for (let f = 3; f < F; f++) {
      expect(energy.low[f]!).toBeLessThan(energy.observed[f]! + 0.05);
      expect(energy.high[f]!).toBeGreaterThan(energy.observed[f]! - 0.05);
      expect(weights[f * lags]! + weights[f * lags + 1]!).toBeCloseTo(1, 9);
    }
  });

  it('do not find a layer unusual that is such an averaging, more often than they say', () => {
    let beyond = 0;
    let tests = 0;
    const one = { ...walk, segments: [0, 100] };
    for (let seed = 1000; seed < 1060; seed++) {
      const band = bandOf(bandsOf({ ...averagingNull({ ...one, hiddenSize: D, seed }), ...one, graphs, embedding: null }), 'previous');
      tests += 2;
      if (band.shownEnergy.p[0]! <= 0.1) beyond++;
      if (band.spectra[0]![0]!.pAbove[0]! <= 0.1) beyond++;
    }
    expect(beyond / tests).toBeLessThan(0.22);
  });

  it('are the same for the same seed, others for another', () => {
    expect(bandsOf(input)).toEqual(bands);
    const other = runToEnd(averagingBands(input, 0, settings, { draws: 39, seed: 12 }));
    for (const band of bands.nulls) expect(bandOf(other, band.tokens, band.vectors).energy.mean[F - 1]).not.toBe(band.energy.mean[F - 1]);
  });

  it('have a band on every share of the spectrum, which sums to 1', () => {
    const spectrum = bandOf(bands, 'lags').spectra[F - 1]![0]!;
    expect(spectrum.share.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    spectrum.low.forEach((low, mode) => expect(low).toBeLessThanOrEqual(spectrum.high[mode]!));
    expect(spectrum.draws).toBe(39);
  });

  it('have the windows of a file that has fixed them, whatever window is asked for', () => {
    const fixed = bandsOf({ ...input, windows: 'fixed' });
    const segments = bandsOf(input, { window: { kind: 'last', tokens: 1 } });
    expect(fixed.nulls.map(({ energy }) => energy)).toEqual(segments.nulls.map(({ energy }) => energy));
  });

  it('take fewer draws of a large graph, and say how many; beyond some size only the previous token', () => {
    const n = LAG_NODES + 44;
    const large = { tokens: walks(n, ring(n), 1, 100, 1), length: 100, nodes: n, segments: [0, 100] };
    const work = averagingBands({ ...averagingNull({ ...large, hiddenSize: 2, seed: 1 }), ...large, graphs: [{ edges: ring(n) }], embedding: null }, 0, { ...settings, window: { kind: 'all' } }, { draws: 199, seed: 1 });
    expect(work.next().value).toMatchObject({ total: 2 * 111 });
    work.return(undefined as never);
  });

  it('tell their progress to the end', () => {
    const seen = [...averagingBands(input, 0, settings, { draws: 4, seed: 1 })];
    expect(seen.at(-1)).toEqual({ done: 4 * (1 + 4 * F), total: 4 * (1 + 4 * F) });
    expect(seen.every(({ done }, i) => i === 0 || done >= seen[i - 1]!.done)).toBe(true);
  });

  it('refuse settings and options out of range by value', () => {
    expect(() => bandsOf(input, {}, 0)).toThrow('draws is 0');
    expect(() => runToEnd(averagingBands(input, 0, settings, { draws: 5, seed: 0.5 }))).toThrow('seed is 0.5');
    expect(() => bandsOf(input, { components: 0 })).toThrow('components is 0');
  });
});

describe('the ring of 16 of Gemma 3 270M at layer 15, 450 tokens', async () => {
  const { tokens, metadata } = await sampleInfo('gemma3-270m-ring16-a');
  const input = await sampleLayer('gemma3-270m-ring16-a', 15);
  const embedding = embeddingVectors(await sampleLayer('gemma3-270m-ring16-a', 0));
  const end = frameWindows(input.segments, { kind: 'last', tokens: 200 }).at(-1)!;
  // The last window and the segment before it: a token of the window mixes with those before.
  const bands = runToEnd(averagingBands({ ...input, tokens, length: metadata.task.length, embedding }, 0, { ...settings, window: { kind: 'last', tokens: 200 } }, { draws: 39, seed: 1 }));
  const f = bands.frames.findIndex(({ context }) => context === end.context);

  it('is matched by a weight of about .31 in all dimensions, not by one half', () => {
    const { weights, energy } = bandOf(bands, 'previous');
    expect(weights[2 * f + 1]).toBeCloseTo(0.31, 1.5);
    expect([energy.low[f]! < energy.observed[f]!, energy.high[f]! > energy.observed[f]!]).toEqual([true, true]);
  });

  it('has far more variance in its slowest and its roughest modes than averaging with the previous word gives', () => {
    const { share, low, high, pAbove } = bandOf(bands, 'previous').spectra[f]![0]!;
    expect(share[0]).toBeCloseTo(0.49, 2);
    expect(high[0]).toBeLessThan(0.3);
    expect(share[6]! + share[7]!).toBeCloseTo(0.17, 1.5);
    expect(high[6]! + high[7]!).toBeLessThan(0.09);
    expect(low[0]).toBeGreaterThan(0.2);
    expect([pAbove[0], pAbove[6], pAbove[7]]).toEqual([1 / 40, 1 / 40, 1 / 40]);
  });

  it('but no more than an average of the last eight words may have, half of it from two words back', () => {
    const { weights, lags, spectra } = bandOf(bands, 'lags');
    expect(weights[f * lags + 2]).toBeGreaterThan(0.35);
    const { share, low, high } = spectra[f]![0]!;
    expect(share[0]).toBeGreaterThan(low[0]! - 0.02);
    expect(share[0]).toBeLessThan(high[0]! + 0.02);
  });
});
