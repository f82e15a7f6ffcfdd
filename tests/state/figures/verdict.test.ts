import { beforeAll, describe, expect, it } from 'vitest';
import { memoryBaselines } from '../../../src/core/baselines/memoryBaselines.ts';
import type { AnalysisSettings, BasisSpec } from '../../../src/core/analysis/settings.ts';
import { kernelFrames } from '../../../src/core/kernel/kernelFrames.ts';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { averagingBands } from '../../../src/core/nulls/averagingBand.ts';
import { embeddingVectors } from '../../../src/core/nulls/averagingNull.ts';
import { layerNulls } from '../../../src/core/nulls/layerNulls.ts';
import type { AveragingBands, LayerNulls, NullTable } from '../../../src/core/nulls/types.ts';
import { behaviourIn } from '../../../src/state/figures/behaviour.ts';
import { averagingTests, type Behaviour, relabellingTests, type Relabelled, type VerdictInput, verdicts } from '../../../src/state/figures/verdict.ts';
import { sampleInfo, sampleLayer } from '../../core/helpers/sampleLayer.ts';

const settings = (layer: number, basis: BasisSpec = { kind: 'raw' }): AnalysisSettings => ({ layer, window: { kind: 'last', tokens: 200 }, weighting: 'tokens', basis, components: 6, axes: [0, 1] });

async function relabelled(id: string, layer = 15): Promise<Relabelled> {
  const nulls = runToEnd(layerNulls(await sampleLayer(id, layer), settings(layer), { permutations: 999, seed: 1 }, kernelFrames));
  return { nulls, graph: (await sampleInfo(id)).metadata.graphs.findIndex(({ role }) => role === 'context') };
}

async function behaviourAt(id: string, start: number, end: number): Promise<Behaviour | null> {
  const info = await sampleInfo(id);
  const { tokens, accuracy, metadata } = info;
  const graph = metadata.graphs.find(({ role }) => role === 'context')!;
  const baselines = memoryBaselines({ tokens, accuracy, length: metadata.task.length, nodes: metadata.nodes.length, graph, sampler: metadata.task.sampler });
  return behaviourIn(info, baselines, start, end);
}

const FOLLOWS: Behaviour = { accuracy: 0.7, unigram: 0.13, bigram: 1, chance: 0.125, follows: true };
const at = ({ nulls }: Relabelled, context: number) => nulls.frames.findIndex((frame) => frame.context === context);

describe('word identity: the shuffled ring of 16 at layer 15', () => {
  let shuffled: Relabelled;
  beforeAll(async () => {
    shuffled = await relabelled('gemma3-270m-ring16-shuffled-a');
  });

  it('beats relabelling in all dimensions at 5 % in many contexts by itself, and in none after correction', () => {
    const { nulls, graph } = shuffled;
    const F = nulls.frames.length;
    expect([...nulls.energy.p.subarray(graph * F, (graph + 1) * F)].filter((p) => p <= 0.05).length).toBeGreaterThan(4);
    const tests = relabellingTests(shuffled, []);
    for (let f = 0; f < F; f++) for (const space of ['shown', 'full'] as const) expect(tests.at(f)[space].direction).not.toBe('closer');
  });

  it('at 40 tokens is no more than chance, and was called closer', () => {
    const test = relabellingTests(shuffled, []).at(at(shuffled, 40));
    expect(test.shown.p).toBeLessThan(0.05);
    expect(test.full.p).toBeLessThan(0.05);
    expect(verdicts({ ...shuffled, others: [], bands: null, shuffled: null, familiar: false })(at(shuffled, 40), null).level).toBe('none');
  });
});

describe('assignments of words: the ring of 16, a and b', () => {
  let a: Relabelled;
  let b: Relabelled;
  let input: VerdictInput;
  beforeAll(async () => {
    [a, b] = [await relabelled('gemma3-270m-ring16-a'), await relabelled('gemma3-270m-ring16-b')];
    const bands = { ...a.nulls, pairs: [], nulls: [] } as unknown as AveragingBands;
    input = { ...a, others: [], bands, shuffled: null, familiar: false };
  });
  const last = () => at(a, 450);
  /** Bands that say the frame is beyond both nulls everywhere, or nowhere. */
  const bands = (p: number): AveragingBands => {
    const F = a.nulls.frames.length;
    const table = { ...a.nulls.energy, p: new Float64Array(F).fill(p), draws: new Int32Array(F).fill(199) } as NullTable;
    const spectra = Array.from({ length: F }, () => [{ pAbove: Float64Array.from([p]) }]);
    const nulls = (['previous', 'lags'] as const).map((tokens) => ({ tokens, vectors: 'random', shownEnergy: table, spectra }));
    return { frames: a.nulls.frames, graphs: 1, nulls } as unknown as AveragingBands;
  };
  const told = (change: Partial<VerdictInput>, behaviour: Behaviour | null = FOLLOWS) => verdicts({ ...input, others: [b], bands: bands(0.005), ...change })(last(), behaviour);

  it('together and each by itself, beyond averaging and with the model following, are the strongest verdict', () => {
    expect(told({})).toMatchObject({ level: 'strong', assignments: 2, relabelling: { shown: { agreeing: 2 }, full: { agreeing: 2 } } });
  });

  it('one alone is never the strongest', () => {
    expect(told({ others: [] })).toMatchObject({ level: 'single', assignments: 1 });
  });

  it('of which another does not agree are no more than one', () => {
    const flat = (table: NullTable): NullTable => ({ ...table, p: table.p.map(() => 0.6) });
    const other = { ...b, nulls: { ...b.nulls, energy: flat(b.nulls.energy), shownEnergy: flat(b.nulls.shownEnergy) } };
    expect(told({ others: [other] })).toMatchObject({ level: 'single', assignments: 2, relabelling: { shown: { agreeing: 1 } } });
  });

  it('are pooled only, where averaging gives as much, the model does not follow, the words know the graph, or a shuffle does as well', () => {
    expect(told({ bands: bands(0.4) }).level).toBe('pooled');
    expect(told({}, { ...FOLLOWS, follows: false }).level).toBe('pooled');
    expect(told({}, null).level).toBe('pooled');
    expect(told({ familiar: true }).level).toBe('pooled');
    expect(told({ shuffled: a }).level).toBe('pooled');
  });

  it('leave out a recording that has no such graph', () => {
    expect(told({ others: [{ ...b, graph: -1 }] }).assignments).toBe(1);
  });
});

describe('the averaging nulls', () => {
  it('must be exceeded with every source of word vectors', () => {
    const frames = Array.from({ length: 4 }, (_, f) => ({ context: f, start: 0, firstSegment: 0, endSegment: f + 1 }));
    const table = (p: number) => ({ p: new Float64Array(4).fill(p), draws: new Int32Array(4).fill(199) });
    const band = (vectors: string, p: number) => ({ tokens: 'previous', vectors, shownEnergy: table(p), spectra: frames.map(() => [{ pAbove: Float64Array.from([p]) }]) });
    const bands = (p: readonly number[]) => ({ frames, graphs: 1, nulls: p.map((one, i) => band(i === 0 ? 'random' : 'embedding', one)) }) as unknown as AveragingBands;
    expect(averagingTests(bands([0.005, 0.005]), 0, 'previous')!(0)).toEqual({ shown: true, full: true });
    expect(averagingTests(bands([0.005, 0.3]), 0, 'previous')!(0)).toEqual({ shown: false, full: false });
    expect(averagingTests(bands([0.005]), 0, 'lags')).toBeNull();
  });

  it('give one verdict in every basis of the picture: the 5x5 grid b, which the joint basis turned round', async () => {
    const id = 'gemma3-270m-grid5x5-b';
    const input = await sampleLayer(id, 15);
    const { tokens, metadata } = await sampleInfo(id);
    const embedding = embeddingVectors(await sampleLayer(id, 0));
    const walk = { ...input, tokens, length: metadata.task.length, embedding };
    const told = (basis: BasisSpec) => runToEnd(averagingBands(walk, 0, settings(15, basis), { draws: 19, seed: 1 }, kernelFrames));
    const [joint, own] = [told({ kind: 'joint' }), told({ kind: 'raw' })];
    expect(joint.nulls.map(({ shownEnergy }) => shownEnergy)).toEqual(own.nulls.map(({ shownEnergy }) => shownEnergy));
  });
});

describe('behaviour', () => {
  it('of the ring of 16 in its first 40 tokens is the unigram predictor\'s', async () => {
    const found = (await behaviourAt('gemma3-270m-ring16-a', 0, 40))!;
    expect(found.accuracy).toBeCloseTo(0.31, 1.5);
    expect(found.unigram).toBeCloseTo(0.31, 1.5);
    expect(found.chance).toBeCloseTo(0.126, 3);
    expect(found.follows).toBe(false);
  });

  it('follows the graph later on, above unigram and chance in every walk', async () => {
    expect(await behaviourAt('gemma3-270m-ring16-a', 250, 450)).toMatchObject({ follows: true });
  });

  it('of SmolLM2 on the grid is under chance: it does not follow', async () => {
    const found = (await behaviourAt('smollm2-135m-grid4x4-a', 250, 450))!;
    expect(found.accuracy).toBeLessThan(found.chance!);
    expect(found.follows).toBe(false);
  });

  it('of a shuffled recording is not known', async () => {
    expect(await behaviourAt('gemma3-270m-ring16-shuffled-a', 250, 450)).toBeNull();
  });
});

describe('a joint basis', () => {
  it('flatters the ring of 8: its own PCA holds the verdict', async () => {
    const input = await sampleLayer('gemma3-270m-ring8-a', 15);
    const last = (basis: BasisSpec): number => {
      const { shownEnergy, frames }: LayerNulls = runToEnd(layerNulls(input, settings(15, basis), { permutations: 19, seed: 1 }, kernelFrames));
      return shownEnergy.observed[frames.length - 1]!;
    };
    expect(last({ kind: 'joint' })).toBeCloseTo(0.375, 2);
    expect(last({ kind: 'raw' })).toBeCloseTo(0.997, 2);
  });
});
