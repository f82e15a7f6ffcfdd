import { describe, expect, it } from 'vitest';
import { analyseFrames, analyseLayer } from '../../../src/core/analysis/analyseLayer.ts';
import { bandFigures, averagingBand, averagingDraws } from '../../../src/core/nulls/averagingBand.ts';
import { prepareGraph } from '../../../src/core/analysis/preparedGraph.ts';
import { InducedModes } from '../../../src/core/nulls/inducedModes.ts';
import type { AnalysisSettings, BasisSpec, LayerAnalysis, Weighting, WindowSpec } from '../../../src/core/analysis/settings.ts';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { compactVectors, AveragedFrames, averagingVectors, averagingNull } from '../../../src/core/nulls/averagingNull.ts';
import { frameWindows } from '../../../src/core/recording/windowMeans.ts';
import { grid, ring } from '../helpers/graphs.ts';
import { walks } from '../helpers/walks.ts';

const N = 9;
const D = 48;
/** The first windows lack words, the later ones have them all. */
const SEGMENTS = [0, 4, 10, 20, 45, 70, 100];
const walk = { tokens: walks(N, grid(3, 3), 2, 100, 5), length: 100, nodes: N, segments: SEGMENTS };
const input = { ...walk, hiddenSize: D, graphs: [{ edges: grid(3, 3) }, { edges: ring(N) }] };
const graphs = input.graphs.map((graph) => prepareGraph(graph, N));
const induced = new InducedModes(graphs.map(({ edges }) => edges), N);

function settingsOf(change: { basis?: BasisSpec; window?: WindowSpec; weighting?: Weighting } = {}): AnalysisSettings {
  return { layer: 3, window: { kind: 'last', tokens: 40 }, weighting: 'tokens', basis: { kind: 'raw' }, components: 6, axes: [0, 1], ...change };
}

/** One draw in given vectors, [N, size]. */
function drawn(vectors: Float64Array, settings: AnalysisSettings): LayerAnalysis {
  const size = vectors.length / N;
  const frames = new AveragedFrames(walk, frameWindows(SEGMENTS, settings.window), settings.weighting).withVectors({ vectors, size });
  return runToEnd(analyseFrames(frames, { nodes: N, graphs }, settings));
}

function recorded(settings: AnalysisSettings, seed: number): LayerAnalysis {
  return runToEnd(analyseLayer({ ...averagingNull({ ...walk, hiddenSize: D, seed }), segments: SEGMENTS, graphs: input.graphs }, settings));
}

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

const BASES: readonly BasisSpec[] = [{ kind: 'raw' }, { kind: 'joint' }, { kind: 'reference', frame: 4 }, { kind: 'aligned', frame: 5 }];
const CASES = BASES.flatMap((basis) => (['tokens', 'segments'] as const).map((weighting) => settingsOf({ basis, weighting })));

describe('a draw of the averaging null in as many dimensions as words', () => {
  const full = averagingVectors(N, D, 11);
  const compact = compactVectors(full, N);

  it('has the inner products of the full vectors', () => {
    expect(compact.size).toBe(N);
    const product = (v: Float64Array, size: number) => Float64Array.from({ length: N * N }, (_, at) => {
      let sum = 0;
      for (let c = 0; c < size; c++) sum += v[Math.floor(at / N) * size + c]! * v[(at % N) * size + c]!;
      return sum;
    });
    expect(difference(product(full, D), product(compact.vectors, N))).toBeLessThan(1e-13);
  });

  it('leaves the vectors alone where there are as many words as dimensions', () => {
    const few = averagingVectors(N, 5, 2);
    expect(compactVectors(few, N)).toEqual({ vectors: few, size: 5 });
  });

  it.each(CASES)('has every measure of the full dimensions: $basis, $weighting', (settings) => {
    const [a, b] = [drawn(full, settings), drawn(compact.vectors, settings)];
    for (const key of ['energy', 'distanceCorrelation', 'totalVariance', 'ownVariance', 'basisVariance', 'participationRatio'] as const) {
      expect(difference(a[key], b[key])).toBeLessThan(1e-8);
    }
    expect(b.tokenCounts).toEqual(a.tokenCounts);
    const [x, y] = [bandFigures(a, graphs, induced), bandFigures(b, graphs, induced)];
    // Scores are handed on in single precision.
    for (const key of ['shownEnergy', 'r2'] as const) expect(difference(x[key], y[key])).toBeLessThan(1e-5);
    expect(difference(x.energy, y.energy)).toBeLessThan(1e-8);
  });

  it.each(CASES)('is the draw that the ghost panel shows, but for the rounding of recorded activations: $basis, $weighting', (settings) => {
    const [a, b] = [recorded(settings, 11), drawn(compact.vectors, settings)];
    expect(b.tokenCounts).toEqual(a.tokenCounts);
    for (const key of ['energy', 'totalVariance', 'ownVariance', 'basisVariance'] as const) expect(difference(a[key], b[key])).toBeLessThan(1e-5);
  });
});

describe('the averaging band', () => {
  const settings = settingsOf({ basis: { kind: 'joint' } });
  const draws = runToEnd(averagingDraws(input, settings, { draws: 39, seed: 11 }));
  const F = SEGMENTS.length - 1;

  it('begins with the averaging null of its seed', () => {
    expect(difference(recorded(settings, 11).energy, draws.figures[0]!.energy)).toBeLessThan(1e-5);
    expect(difference(recorded(settings, 12).energy, draws.figures[1]!.energy)).toBeLessThan(1e-5);
  });

  it('does not find a fresh draw of the same null unusual more often than it says', () => {
    const at = F - 1;
    const values = draws.figures.map(({ shownEnergy }) => shownEnergy[at]!);
    let below = 0;
    for (let seed = 1000; seed < 1200; seed++) {
      const one = runToEnd(averagingDraws(input, settings, { draws: 1, seed })).figures[0]!;
      const p = (1 + values.filter((value) => value <= one.shownEnergy[at]!).length) / 40;
      if (p <= 0.1) below++;
    }
    expect(below / 200).toBeGreaterThan(0.01);
    expect(below / 200).toBeLessThan(0.22);
  });

  it('has the windows of a file that has fixed them, whatever window is asked for', () => {
    const fixed = runToEnd(averagingDraws({ ...input, windows: 'fixed' }, settings, { draws: 2, seed: 11 }));
    const segments = runToEnd(averagingDraws(input, { ...settings, window: { kind: 'last', tokens: 1 } }, { draws: 2, seed: 11 }));
    expect(fixed.figures).toEqual(segments.figures);
    expect(fixed.figures).not.toEqual(draws.figures.slice(0, 2));
  });

  it('counts draws on both sides of the layer, cell by cell', () => {
    const observed = recorded(settings, 500);
    const band = averagingBand(observed, draws);
    expect(band.options).toEqual({ draws: 39, seed: 11 });
    expect(band.energy.observed).toEqual(observed.energy);
    for (let at = 0; at < 2 * F; at++) {
      if (Number.isNaN(observed.energy[at]!)) continue;
      const values = draws.figures.map(({ energy }) => energy[at]!);
      expect(band.energy.atMost[at]).toBe(values.filter((value) => value <= observed.energy[at]! * (1 + 1e-9)).length);
      expect(band.energy.p[at]! + band.energy.pAbove[at]!).toBeGreaterThanOrEqual(1);
      expect(band.energy.low[at]!).toBeLessThanOrEqual(band.energy.high[at]!);
    }
    expect(band.r2.observed.length).toBe(band.pairs.length * 2 * F);
  });

  it('gives what no draw has as not defined, with no draws behind it', () => {
    const observed = recorded(settings, 500);
    const band = averagingBand({ ...observed, energy: observed.energy.map(() => NaN) }, draws);
    expect([...band.energy.p].every(Number.isNaN)).toBe(true);
    expect([...band.energy.draws].every((count) => count === 0)).toBe(true);
  });

  it('takes fewer draws of a large graph, and says how many', () => {
    const large = { ...walk, tokens: walks(150, ring(150), 1, 100, 1), nodes: 150, segments: [0, 100], hiddenSize: 2, graphs: [{ edges: ring(150) }] };
    const few = runToEnd(averagingDraws(large, settingsOf({ window: { kind: 'all' } }), { draws: 2, seed: 1 }));
    expect(few.options.draws).toBe(2);
    const many = averagingDraws({ ...large, nodes: 600, tokens: walks(600, ring(600), 1, 100, 1), graphs: [{ edges: ring(600) }] }, settingsOf({ window: { kind: 'all' } }), { draws: 199, seed: 1 });
    expect(many.next().value).toMatchObject({ total: 19 });
    many.return(undefined as never);
  });

  it('tells its progress to the end', () => {
    const seen = [...averagingDraws(input, settings, { draws: 4, seed: 1 })];
    expect(seen.at(-1)).toEqual({ done: 4, total: 4 });
    expect(seen.every(({ done }, i) => i === 0 || done >= seen[i - 1]!.done)).toBe(true);
  });

  it('refuses settings and options out of range by value', () => {
    expect(() => runToEnd(averagingDraws(input, settings, { draws: 0, seed: 1 }))).toThrow('draws is 0');
    expect(() => runToEnd(averagingDraws(input, settings, { draws: 5, seed: 0.5 }))).toThrow('seed is 0.5');
    expect(() => runToEnd(averagingDraws(input, { ...settings, components: 0 }, { draws: 5, seed: 1 }))).toThrow('components is 0');
  });
});
