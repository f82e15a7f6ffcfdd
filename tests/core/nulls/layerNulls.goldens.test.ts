/** numpy and scipy say the same: tests/goldens/make_control_goldens.py. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { analyseLayer } from '../../../src/core/analysis/analyseLayer.ts';
import type { LayerNulls } from '../../../src/core/nulls/types.ts';
import { layerNulls } from '../../../src/core/nulls/layerNulls.ts';
import type { AnalysisSettings, LayerAnalysis } from '../../../src/core/analysis/settings.ts';
import { memoryBaselines } from '../../../src/core/baselines/memoryBaselines.ts';
import { spectralOverlay } from '../../../src/core/geometry/spectralOverlay.ts';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { memoryByteSource } from '../../../src/core/recording/byteSource.ts';
import { openRecording } from '../../../src/core/recording/readRecording.ts';
import { combinedDegrees, studentInterval } from '../../../src/core/scaling/bootstrap.ts';
import { PiecewiseFitter } from '../../../src/core/scaling/piecewiseFit.ts';
import { powerLaw } from '../../../src/core/scaling/powerLaw.ts';
import { studentQuantile } from '../../../src/core/scaling/quantiles.ts';
import { sampleBytes, sampleLayer } from '../helpers/sampleLayer.ts';

interface Sample {
  readonly recording: string;
  readonly sha256: string;
}
interface GeometryGolden extends Sample {
  readonly layer: number;
  readonly windowTokens: number;
  readonly frames: readonly {
    readonly frame: number;
    readonly present: number;
    readonly energy: number;
    readonly spectrum: { readonly eigenvalues: number[]; readonly multiplicity: number[]; readonly share: number[] };
    readonly pairR2: number[];
    readonly overlayResidual: number;
  }[];
}
type CellValues = Record<'seenOnce' | 'seenTwice' | 'iidOnce' | 'iidTwice' | 'unigram' | 'bigram', number | null>;
interface Goldens {
  readonly geometry: readonly GeometryGolden[];
  readonly enumerated: Sample & Record<'observed' | 'mean' | 'sd' | 'low' | 'high' | 'z' | 'p' | 'atMost' | 'draws', number>;
  readonly baselines: readonly (Sample & { readonly cells: readonly (CellValues & { readonly sequence: number; readonly position: number })[] })[];
  readonly piecewise: readonly { readonly contexts: number[]; readonly values: number[]; readonly breaks: number[]; readonly residualSquares: number }[];
  readonly powerLaw: { readonly sizes: number[]; readonly contexts: number[] } & Record<'alpha' | 'coefficient' | 'r2' | 'scatterLow' | 'scatterHigh', number>;
  readonly intervals: readonly ({ readonly resampled: number[]; readonly parts: { readonly variance: number; readonly degrees: number }[] } & Record<'rows' | 'degrees' | 'estimate' | 'low' | 'high' | 'combined', number>)[];
  readonly student: readonly { readonly coverage: number; readonly degrees: number; readonly t: number }[];
}

const goldens = JSON.parse(readFileSync(new URL('../../goldens/controls.json', import.meta.url), 'utf8')) as Goldens;
const settings: AnalysisSettings = { layer: 15, window: { kind: 'last', tokens: 200 }, weighting: 'tokens', basis: { kind: 'raw' }, components: 6, axes: [0, 1] };

it('the goldens were made from the samples as they are now', () => {
  for (const { recording, sha256 } of [...goldens.geometry, goldens.enumerated, ...goldens.baselines]) {
    expect(createHash('sha256').update(sampleBytes(recording)).digest('hex')).toBe(sha256);
  }
});

describe.each(goldens.geometry)('$recording against numpy', ({ recording, frames }) => {
  let nulls: LayerNulls;
  let analysis: LayerAnalysis;
  let edges: readonly (readonly [number, number])[];
  beforeAll(async () => {
    const input = await sampleLayer(recording, settings.layer);
    edges = input.graphs[0]!.edges;
    analysis = runToEnd(analyseLayer(input, settings));
    nulls = runToEnd(layerNulls(input, settings, { permutations: 19, seed: 1 }));
  });

  it('present nodes and energies', () => {
    for (const golden of frames) {
      expect(nulls.present[golden.frame]).toBe(golden.present);
      expect(nulls.energy.observed[golden.frame]).toBeCloseTo(golden.energy, 7);
      expect(nulls.energy.observed[golden.frame]).toBeCloseTo(analysis.energy[golden.frame]!, 9);
    }
  });

  it('graph spectra, with their eigenspaces', () => {
    for (const golden of frames) {
      const spectrum = nulls.spectra[golden.frame]![0]!;
      expect([...spectrum.multiplicity]).toEqual(golden.spectrum.multiplicity);
      expect(spectrum.complete).toBe(golden.present === analysis.nodes);
      golden.spectrum.eigenvalues.forEach((value, mode) => expect(spectrum.eigenvalues[mode]).toBeCloseTo(value, 8));
      golden.spectrum.share.forEach((value, mode) => expect(spectrum.share[mode]).toBeCloseTo(value, 7));
    }
  });

  it('subspace R2 of the PC pairs', () => {
    const F = nulls.frames.length;
    for (const golden of frames) golden.pairR2.forEach((value, pair) => expect(nulls.pairs.r2[pair * F + golden.frame]).toBeCloseTo(value, 5));
  });

  it('residual of the spectral embedding laid over PC1-2', () => {
    const width = analysis.nodes * analysis.components;
    for (const { frame, overlayResidual } of frames) {
      const points = analysis.scores.subarray(frame * width, (frame + 1) * width);
      expect(spectralOverlay(points, analysis.components, [0, 1], edges)!.residual).toBeCloseTo(overlayResidual, 5);
    }
  });
});

it('every relabelling of six words, as itertools counts them', async () => {
  const { recording, sha256, ...expected } = goldens.enumerated;
  expect(sha256).toHaveLength(64);
  const nulls = runToEnd(layerNulls(await sampleLayer(recording, 15), settings, { permutations: 9, seed: 1 }));
  const last = nulls.frames.length - 1;
  for (const [name, value] of Object.entries(expected)) expect(nulls.energy[name as keyof typeof expected][last]).toBeCloseTo(value, 6);
});

it.each(goldens.baselines)('memory baselines of $recording, token by token', async ({ recording, cells }) => {
  const { info } = await openRecording(memoryByteSource(recording, sampleBytes(recording)));
  const { metadata, tokens, accuracy } = info;
  const T = metadata.task.length;
  const found = memoryBaselines({ tokens, accuracy, length: T, nodes: metadata.nodes.length, graph: metadata.graphs[0]!, sampler: metadata.task.sampler });
  for (const { sequence, position, ...values } of cells) {
    for (const [name, value] of Object.entries(values) as [keyof CellValues, number | null][]) {
      const cell = found[name][sequence * T + position]!;
      expect(Number.isNaN(cell) ? null : cell, `${name} at ${sequence}, ${position}`).toEqual(value === null ? null : expect.closeTo(value, 5));
    }
  }
});

it.each(goldens.piecewise)('breaks of a piecewise-linear fit where scipy finds them: $breaks', ({ contexts, values, breaks, residualSquares }) => {
  const fit = new PiecewiseFitter(Float64Array.from(contexts, Math.log)).fit(Float64Array.from(values), breaks.length === 1 ? 1 : 2)!;
  expect(fit.residualSquares / residualSquares - 1).toBeCloseTo(0, 4);
  fit.breaks.forEach((at, i) => expect(at).toBeCloseTo(breaks[i]!, 2));
});

it('a power law with its Student interval, as scipy regresses it', () => {
  const { sizes, contexts, ...expected } = goldens.powerLaw;
  const law = powerLaw(sizes, contexts, { low: NaN, high: NaN });
  for (const [name, value] of Object.entries(expected)) expect(law[name as keyof typeof expected]).toBeCloseTo(value, 7);
});

it('quantiles of Student\'s t', () => {
  for (const { coverage, degrees, t } of goldens.student) expect(studentQuantile(coverage, degrees) / t - 1).toBeCloseTo(0, 7);
});

it('bootstrap intervals and the degrees of freedom of a sum', () => {
  for (const { resampled, parts, combined, low, high, ...of } of goldens.intervals) {
    const found = studentInterval({ ...of, resampled: Float64Array.from(resampled) }, 0.95);
    expect(found.low).toBeCloseTo(low, 6);
    expect(found.high).toBeCloseTo(high, 6);
    expect(combinedDegrees(parts)).toBe(combined);
  }
});
