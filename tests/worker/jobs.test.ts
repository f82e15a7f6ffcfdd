import { beforeEach, describe, expect, it } from 'vitest';
import type { AnalysisSettings } from '../../src/core/analysis/settings.ts';
import { relabellingCount } from '../../src/core/nulls/relabellings.ts';
import type { ScalingInput } from '../../src/core/scaling/types.ts';
import { AnalysisService } from '../../src/worker/service.ts';
import type { Outcome, Progress } from '../../src/worker/protocol.ts';
import { arrayBuffersOf } from '../../src/worker/transfer.ts';
import { syntheticRecording } from '../helpers/syntheticRecording.ts';

const settings: AnalysisSettings = {
  layer: 2,
  window: { kind: 'all' },
  weighting: 'tokens',
  basis: { kind: 'joint' },
  components: 4,
  axes: [0, 1],
};
const ignore = () => undefined;

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.failure.code}: ${outcome.failure.message}`);
  return outcome.value;
}

const codeOf = (outcome: Outcome<unknown>): string | null => (outcome.ok ? null : outcome.failure.code);

let service: AnalysisService;
beforeEach(() => {
  service = new AnalysisService();
});

async function open(nodes = 8): Promise<string> {
  const file = new Blob([syntheticRecording({ nodes, segments: 6 })]);
  return valueOf(await service.open(1, { kind: 'file', file, name: 'ring' }, ignore)).handle;
}

/** Contexts 10, 20, ... 80; one row a sequence, rising past one half at about `turn` tokens. */
function scalingInput(turns: readonly (readonly [nodes: number, turn: number])[]): ScalingInput {
  const contexts = Array.from({ length: 40 }, (_, p) => 10 * (p + 1));
  const row = (turn: number) => contexts.map((context) => 1 / (1 + (turn / context) ** 2));
  return {
    sizes: turns.map(([nodes, turn]) => ({
      nodes,
      curves: [{ id: `n${nodes}`, contexts, values: Float64Array.from([0.95, 1, 1.05].flatMap((factor) => row(turn * factor))) }],
    })),
    method: { kind: 'threshold', level: 0.5 },
    resamples: 50,
    seed: 1,
  };
}

describe('nulls', () => {
  it('hold the frames and energies of the analysis beside their nulls', async () => {
    const handle = await open();
    const analysis = valueOf(await service.run(2, 'analysis', { handle, settings }, 'panel', ignore));
    const progress: Progress[] = [];
    const nulls = valueOf(await service.run(3, 'nulls', { handle, settings, options: { permutations: 99, seed: 4 } }, 'null', (p) => progress.push(p)));
    expect(nulls.frames).toEqual(analysis.frames);
    nulls.energy.observed.forEach((value, at) => expect(value).toBeCloseTo(analysis.energy[at]!, 6));
    expect([...nulls.present].every((present, f) => nulls.energy.draws[f] === (present > 6 ? 99 : relabellingCount(present, 99)))).toBe(true);
    expect(progress.at(-1)).toMatchObject({ what: 'analysing' });
  });

  it('are the same for the same seed', async () => {
    const handle = await open();
    const draw = async (job: number, seed: number) => valueOf(await service.run(job, 'nulls', { handle, settings, options: { permutations: 99, seed } }, 'null', ignore)).energy.mean;
    const first = await draw(2, 4);
    expect(await draw(3, 4)).toEqual(first);
    expect(await draw(4, 5)).not.toEqual(first);
  });

  it('refuse a number of relabellings that is none, in words', async () => {
    const outcome = await service.run(2, 'nulls', { handle: await open(), settings, options: { permutations: 0, seed: 1 } }, 'null', ignore);
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'invalid', message: expect.stringContaining('permutations is 0') as string } });
  });

  it('stop when they are cancelled', async () => {
    const handle = await open();
    const running = service.run(2, 'nulls', { handle, settings, options: { permutations: 99_999, seed: 1 } }, 'null', ignore);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await service.cancel(2);
    expect(codeOf(await running)).toBe('cancelled');
  });

  it('let a panel that asks later go first', async () => {
    const handle = await open();
    const order: string[] = [];
    const evidence = service.run(2, 'nulls', { handle, settings, options: { permutations: 20_000, seed: 1 } }, 'null', ignore).then(() => order.push('nulls'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    const panel = service.run(3, 'analysis', { handle, settings: { ...settings, layer: 4 } }, 'panel', ignore).then(() => order.push('panel'));
    await Promise.all([evidence, panel]);
    expect(order).toEqual(['panel', 'nulls']);
  });

  it('hand every array over once, also those that lie deep in the result', async () => {
    const nulls = valueOf(await service.run(2, 'nulls', { handle: await open(), settings, options: { permutations: 49, seed: 1 } }, 'null', ignore));
    const buffers = arrayBuffersOf(nulls);
    expect(new Set(buffers).size).toBe(buffers.length);
    expect(buffers).toContain(nulls.energy.p.buffer);
    expect(buffers).toContain(nulls.spectra[0]![0]!.share.buffer);
    const copy = structuredClone(nulls, { transfer: buffers });
    expect(nulls.energy.p.length).toBe(0);
    expect(copy.energy.p.length).toBe(copy.graphs * copy.frames.length);
  });
});

describe('averaging only', () => {
  it('has the windows, components and token counts of the real analysis, and other points', async () => {
    const handle = await open();
    const real = valueOf(await service.run(2, 'analysis', { handle, settings }, 'panel', ignore));
    const mixed = valueOf(await service.run(3, 'averagingNull', { handle, settings, seed: 7 }, 'null', ignore));
    expect(mixed.frames).toEqual(real.frames);
    expect(mixed.tokenCounts).toEqual(real.tokenCounts);
    expect(mixed.scores.length).toBe(real.scores.length);
    expect(mixed.scores).not.toEqual(real.scores);
  });

  it('does not depend on what the model did: every layer has the same', async () => {
    const handle = await open();
    const [a, b] = [await service.run(2, 'averagingNull', { handle, settings: { ...settings, layer: 0 }, seed: 7 }, 'null', ignore), await service.run(3, 'averagingNull', { handle, settings: { ...settings, layer: 4 }, seed: 7 }, 'null', ignore)];
    expect(valueOf(a).scores).toEqual(valueOf(b).scores);
  });
});

describe('the averaging band', () => {
  const options = { draws: 29, seed: 7 };

  it('holds the figures of the layer beside the draws, and tells how far it is', async () => {
    const handle = await open();
    const analysis = valueOf(await service.run(2, 'analysis', { handle, settings }, 'panel', ignore));
    const progress: Progress[] = [];
    const bands = valueOf(await service.run(3, 'averagingBand', { handle, settings, own: 0, options }, 'null', (p) => progress.push(p)));
    const band = bands.nulls[0]!;
    band.energy.observed.forEach((value, at) => expect(value).toBeCloseTo(analysis.energy[at]!, 9));
    expect(bands.frames).toEqual(analysis.frames);
    expect(bands.nulls.map(({ vectors }) => vectors)).toContain('embedding');
    expect([...band.energy.draws].every((draws, at) => draws === (Number.isNaN(analysis.energy[at]) ? 0 : 29))).toBe(true);
    expect(progress.at(-1)).toMatchObject({ what: 'analysing' });
  });

  it('is the same for the same seed, and fitted to every layer', async () => {
    const handle = await open();
    const band = async (job: number, layer: number, seed = 7) => valueOf(await service.run(job, 'averagingBand', { handle, settings: { ...settings, layer }, own: 0, options: { ...options, seed } }, 'null', ignore));
    const [first, again, other, reseeded] = [await band(2, 2), await band(3, 2), await band(4, 4), await band(5, 2, 8)];
    expect(again).toEqual(first);
    expect(other.nulls[0]!.weights).not.toEqual(first.nulls[0]!.weights);
    expect(other.nulls[0]!.energy.observed).not.toEqual(first.nulls[0]!.energy.observed);
    expect(reseeded.nulls[0]!.energy.mean).not.toEqual(first.nulls[0]!.energy.mean);
  });

  it('stops when it is cancelled, and is drawn in full when it is asked for again', async () => {
    const handle = await open();
    const running = service.run(2, 'averagingBand', { handle, settings, own: 0, options: { draws: 9999, seed: 1 } }, 'null', ignore);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await service.cancel(2);
    expect(codeOf(await running)).toBe('cancelled');
    expect(valueOf(await service.run(3, 'averagingBand', { handle, settings, own: 0, options }, 'null', ignore)).options).toEqual(options);
  });

  it('refuses a number of draws that is none, in words', async () => {
    const outcome = await service.run(2, 'averagingBand', { handle: await open(), settings, own: 0, options: { draws: 0, seed: 1 } }, 'null', ignore);
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'invalid', message: expect.stringContaining('draws is 0') as string } });
  });
});

describe('baselines', () => {
  it('cover every recorded token of every sequence', async () => {
    const handle = await open();
    const { sequences, length, seenOnce, bigram, edges } = valueOf(await service.run(2, 'baselines', { handle }, 'panel', ignore));
    expect(edges).toBe(8);
    expect(seenOnce.length).toBe(sequences * length);
    expect([...seenOnce].every((share, t) => t === 0 || share >= seenOnce[t - 1]!)).toBe(true);
    expect([...bigram].every((mass) => mass >= 0 && mass <= 1 + 1e-6)).toBe(true);
  });

  it('name the handle that is not open', async () => {
    expect(await service.run(2, 'baselines', { handle: 'gone' }, 'panel', ignore)).toMatchObject({ ok: false, failure: { field: 'handle' } });
  });
});

describe('the scaling fit', () => {
  it('finds the exponent that was planted', async () => {
    const result = valueOf(await service.run(2, 'fitScaling', scalingInput([5, 8, 12, 18].map((n) => [n, n ** 1.5 * 2] as const)), 'null', ignore));
    expect(result.points.map(({ nodes }) => nodes)).toEqual([5, 8, 12, 18]);
    expect(result.law!.alpha).toBeCloseTo(1.5, 1);
  });

  it('says in words that there are too few sizes', async () => {
    const result = valueOf(await service.run(2, 'fitScaling', scalingInput([[5, 20], [8, 40]]), 'null', ignore));
    expect(result).toMatchObject({ law: null, refusal: expect.stringMatching(/at least 4 sizes/) as string });
  });

  it('turns an impossible request into a failure', async () => {
    expect(codeOf(await service.run(2, 'fitScaling', { ...scalingInput([[5, 20]]), resamples: -1 }, 'null', ignore))).toBe('invalid');
  });
});
