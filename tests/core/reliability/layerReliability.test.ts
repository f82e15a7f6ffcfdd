import { describe, expect, it } from 'vitest';
import { analyseLayer } from '../../../src/core/analysis/analyseLayer.ts';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { seededIndex, seededNormal } from '../../../src/core/linalg/random.ts';
import { layerReliability, type ReliabilityInput } from '../../../src/core/reliability/layerReliability.ts';
import type { ReliabilitySettings } from '../../../src/core/reliability/types.ts';
import { sequenceCells } from '../../../src/core/recording/sequenceCells.ts';
import { sampleLayer } from '../helpers/sampleLayer.ts';
import { sampleSequences } from '../helpers/sampleSequences.ts';

const N = 8;
const D = 40;
const SEGMENTS = [0, 40, 80, 120];
const SETTINGS: ReliabilitySettings = { layer: 0, window: { kind: 'last', tokens: 80 }, pair: [0, 1] };
const ring = Array.from({ length: N }, (_, i): [number, number] => [i, (i + 1) % N]).map(([a, b]): [number, number] => (a < b ? [a, b] : [b, a]));

interface Planted {
  readonly sequences: number;
  /** Half the width of the ring that the words lie on, of noise of standard deviation 1 a token. */
  readonly signal: number;
  readonly noise: number;
  /** Standard deviation of what a sequence adds to all its words. */
  readonly offset?: number;
  readonly seed?: number;
}

/** Uniform words, their means planted on a circle, with noise a token and an offset a sequence. */
function planted({ sequences, signal, noise, offset = 0, seed = 3 }: Planted): ReliabilityInput {
  const normal = seededNormal(seed);
  const index = seededIndex(seed + 1);
  const length = SEGMENTS.at(-1)!;
  const tokens = Int32Array.from({ length: sequences * length }, () => index(N));
  const found = sequenceCells(tokens, length, SEGMENTS, N);
  const added = Array.from({ length: sequences }, () => Float64Array.from({ length: D }, () => offset * normal()));
  const values = new Float32Array(found.counts.length * D);
  found.counts.forEach((count, cell) => {
    const angle = (2 * Math.PI * found.cells[3 * cell + 2]!) / N;
    for (let c = 0; c < D; c++) {
      const circle = c === 0 ? Math.cos(angle) : c === 1 ? Math.sin(angle) : 0;
      values[cell * D + c] = signal * circle + added[found.cells[3 * cell]!]![c]! + (noise * normal()) / Math.sqrt(count);
    }
  });
  return { ...found, values, sequences, nodes: N, hiddenSize: D, segments: SEGMENTS, graphs: [{ edges: ring }] };
}

const ofInput = (input: ReliabilityInput, draws = 0, settings = SETTINGS) => runToEnd(layerReliability(input, settings, { draws, seed: 5 }));

describe('sequences kept apart', () => {
  it('agree wholly without noise: reliability 1, and pooled, across and held out are one', () => {
    const { reliability, figures, splits } = ofInput(planted({ sequences: 4, signal: 1, noise: 0 }));
    expect(splits).toBe(3);
    expect(reliability.value[2]).toBeCloseTo(1, 6);
    for (const reading of ['offsetsRemoved', 'acrossSequences'] as const) expect(figures[reading].energy.value[2]).toBeCloseTo(figures.pooled.energy.value[2]!, 5);
    expect(figures.heldOut.pairEnergy.value[2]).toBeCloseTo(figures.pooled.pairEnergy.value[2]!, 5);
    for (const { r2 } of Object.values(figures)) expect(r2.value[2]).toBeCloseTo(1, 5);
  });

  it('noise a token draws the pooled energy towards 1; products across sequences are free of it', () => {
    const truth = ofInput(planted({ sequences: 4, signal: 3, noise: 0 })).figures.pooled.energy.value[2]!;
    const mean = (reading: 'pooled' | 'acrossSequences') =>
      Array.from({ length: 12 }, (_, k) => ofInput(planted({ sequences: 4, signal: 3, noise: 3, seed: 100 + k })).figures[reading].energy.value[2]!).reduce((sum, value) => sum + value / 12, 0);
    expect(mean('pooled') - truth).toBeGreaterThan(0.15);
    expect(Math.abs(mean('acrossSequences') - truth)).toBeLessThan(0.05);
  });

  it('noise alone agrees with nothing: reliability about 0, no energy across sequences that means anything', () => {
    const found = Array.from({ length: 10 }, (_, k) => ofInput(planted({ sequences: 4, signal: 0, noise: 1, seed: 40 + k })).halves.value[2]!);
    expect(Math.abs(found.reduce((sum, value) => sum + value / 10, 0))).toBeLessThan(0.1);
  });

  it('reliability by Spearman-Brown is the share of the variance that is not noise', () => {
    // Four sequences of about 80 / 8 tokens a word: noise variance D / 40 beside signal variance 9 (n - 1 normalisation of both).
    const found = Array.from({ length: 12 }, (_, k) => ofInput(planted({ sequences: 4, signal: 1, noise: 1, seed: 70 + k })).reliability.value[2]!);
    const expected = 1 / (1 + D / 40);
    expect(found.reduce((sum, value) => sum + value / 12, 0)).toBeCloseTo(expected, 1);
  });

  it('what a sequence adds to all its words is removed to the last digits', () => {
    const input = planted({ sequences: 3, signal: 2, noise: 0.5 });
    const shifted = { ...input, values: input.values.map((value, at) => value + [4, -7, 11][input.cells[3 * Math.floor(at / D)]!]! * Math.cos(at % D)) };
    const [plain, moved] = [ofInput(input), ofInput(shifted)];
    for (const measure of ['energy', 'correlation', 'pairEnergy', 'r2'] as const) {
      expect(moved.figures.offsetsRemoved[measure].value[2]).toBeCloseTo(plain.figures.offsetsRemoved[measure].value[2]!, 4);
    }
    expect(Math.abs(moved.figures.pooled.energy.value[2]! - plain.figures.pooled.energy.value[2]!)).toBeGreaterThan(0.05);
  });

  it('an interval is there with at least half of the resamples, holds most of them, and is the same for the same seed', () => {
    const input = planted({ sequences: 6, signal: 2, noise: 2 });
    const [first, second] = [ofInput(input, 299), ofInput(input, 299)];
    const { energy } = first.figures.pooled;
    expect(first.options.draws).toBe(299);
    expect(energy.low[2]).toBeLessThan(energy.high[2]!);
    expect(second).toEqual(first);
    expect(ofInput(input, 0).figures.pooled.energy.low[2]).toBeNaN();
  });

  it('one sequence has neither halves nor intervals, and its pooled figures all the same', () => {
    const { splits, reliability, figures, options } = ofInput(planted({ sequences: 1, signal: 2, noise: 1 }), 99);
    expect(splits).toBe(0);
    expect(options.draws).toBe(0);
    expect(reliability.value[2]).toBeNaN();
    expect(figures.acrossSequences.energy.value[2]).toBeNaN();
    expect(figures.pooled.energy.value[2]).toBeGreaterThan(0);
  });

  it.each([
    ['a component twice', { pair: [1, 1] }, 99, 'pair is [1, 1]'],
    ['a negative component', { pair: [-1, 0] }, 99, 'pair is [-1, 0]'],
    ['too many resamples', {}, 10_000, 'draws is 10000'],
    ['an empty window', { window: { kind: 'last', tokens: 0 } }, 99, 'window.tokens is 0'],
  ] as const)('%s is refused with the value', (_, change, draws, told) => {
    expect(() => ofInput(planted({ sequences: 2, signal: 1, noise: 1 }), draws, { ...SETTINGS, ...change })).toThrow(told);
  });

  it('pooled figures of a sample are those of its pooled means', async () => {
    const [input, layer] = [await sampleSequences('gemma3-270m-ring16-a', 15), await sampleLayer('gemma3-270m-ring16-a', 15)];
    const window = { kind: 'last', tokens: 200 } as const;
    const { figures } = runToEnd(layerReliability(input, { layer: 15, window, pair: [0, 1] }, { draws: 0, seed: 1 }));
    const analysis = runToEnd(analyseLayer(layer, { layer: 15, window, weighting: 'tokens', basis: { kind: 'raw' }, components: 4, axes: [0, 1] }));
    analysis.energy.forEach((value, at) => expect(figures.pooled.energy.value[at]).toBeCloseTo(value, 4));
    analysis.distanceCorrelation.forEach((value, at) => expect(figures.pooled.correlation.value[at]).toBeCloseTo(value, 2));
  });
});
