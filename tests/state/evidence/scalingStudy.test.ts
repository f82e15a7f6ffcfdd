import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { fitScaling } from '../../../src/core/scaling/fitScaling.ts';
import type { ScalingInput } from '../../../src/core/scaling/types.ts';
import { accuracyScaling, criticalMethod, energyScaling, fitStudy, gatherScaling, scalingSizes } from '../../../src/state/evidence/scalingStudy.ts';
import type { EnergyView, ScalingChoices, ScalingData, ScalingMember } from '../../../src/state/evidence/scalingTypes.ts';
import { failure } from '../../helpers/fakeClient.ts';
import { FailureError } from '../../../src/worker/failure.ts';
import { syntheticInfo, syntheticResult } from '../../helpers/syntheticAnalysis.ts';

const tools = () => ({ signal: new AbortController().signal, report: () => undefined, partial: () => undefined });
const choices: ScalingChoices = { kind: 'threshold', level: 0.5, energyLevel: 0.8, dropped: [] };
const CONTEXTS = Array.from({ length: 40 }, (_, p) => 10 * (p + 1));

/** Accuracy of three sequences that reach one half at `turn` tokens, give or take a tenth. */
function member(recordingId: string, nodes: number, turn: number): ScalingMember {
  const row = (at: number) => CONTEXTS.map((context) => 1 / (1 + (at / context) ** 2));
  const values = Float64Array.from([0.9, 1, 1.1].flatMap((factor) => row(turn * factor)));
  return { recordingId, title: recordingId, nodes, accuracy: { id: recordingId, contexts: CONTEXTS, values }, energy: null };
}

function data(members: readonly ScalingMember[]): ScalingData {
  return { model: 'm', task: 'ring', sampler: 'random-walk', energyOf: null, members, gaps: [] };
}

const planted = data([5, 8, 12, 18, 27].flatMap((n) => [member(`r${n}-a`, n, 4 * n), member(`r${n}-b`, n, 4 * n)]));

/** The worker's own fit, in this thread, with a record of what was asked. */
function client() {
  const asked: ScalingInput[] = [];
  return {
    asked,
    fitScaling: (input: ScalingInput) => {
      asked.push(input);
      return Promise.resolve(runToEnd(fitScaling({ ...input, resamples: 60 })));
    },
  };
}

describe('the curves of a recording', () => {
  it('are the mean accuracy of every sequence in every segment, at its middle', async () => {
    const info = await syntheticInfo();
    const curve = accuracyScaling('ring', info)!;
    expect(curve.contexts).toEqual([5, 15, 25, 35]);
    const first = info.accuracy.subarray(0, 10).reduce((sum, value) => sum + value, 0) / 10;
    expect(curve.values[0]).toBeCloseTo(first, 6);
    expect(curve.values.length).toBe(4);
  });

  it('are none where every position is masked', async () => {
    const info = await syntheticInfo();
    expect(accuracyScaling('ring', { ...info, accuracy: info.accuracy.map(() => NaN) })).toBeNull();
  });

  it('are one row of energies in full d against the graph of the walk', async () => {
    const result = await syntheticResult();
    const curve = energyScaling(result)!;
    expect(curve.contexts).toEqual([10, 20, 30, 40]);
    expect(curve.values[3]).toBe(result.analysis.energy[3]);
  });

  it('leaves out the energies of contexts in which a word is missing', async () => {
    const { analysis, ...rest } = await syntheticResult();
    const tokenCounts = analysis.tokenCounts.slice().fill(5);
    tokenCounts[0] = 0;
    const curve = energyScaling({ ...rest, analysis: { ...analysis, tokenCounts } })!;
    expect(curve.values[0]).toBeNaN();
    expect([...curve.values.subarray(1)]).toEqual([...analysis.energy.subarray(1, 4)]);
  });
});

describe('gathering a family', () => {
  const library = (fails: readonly string[]) => ({
    open: async (id: string) => {
      if (fails.includes(id)) throw new FailureError(failure({ message: `${id} is cut off.` }));
      return { handle: id, info: await syntheticInfo({ nodes: id === 'big' ? 7 : 5 }) };
    },
  });
  const VIEW = { layer: 4, window: { kind: 'last', tokens: 20 }, weighting: 'tokens' } as const;
  const gather = (fails: readonly string[], view: EnergyView | null = null) =>
    gatherScaling({ library: library(fails), family: ['big', 'small'], width: 2, view, energyOf: async () => syntheticResult() }, tools());

  it('orders the recordings by size and leaves energies out until they are wanted', async () => {
    const { members, energyOf } = await gather([]);
    expect(members.map(({ recordingId, nodes }) => [recordingId, nodes])).toEqual([['small', 5], ['big', 7]]);
    expect([energyOf, members[0]!.energy]).toEqual([null, null]);
    const withEnergies = await gather([], VIEW);
    expect(withEnergies.members[0]!.energy).not.toBeNull();
    expect(withEnergies.energyOf).toEqual(VIEW);
  });

  it('names what could not be read', async () => {
    const { members, gaps } = await gather(['big']);
    expect(members).toHaveLength(1);
    expect(gaps).toEqual([{ recordingId: 'big', message: 'big is cut off.' }]);
  });

  it('fails when nothing could be read', async () => {
    await expect(gather(['big', 'small'])).rejects.toThrow('small is cut off.');
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    controller.abort();
    const gathering = { library: library([]), family: ['big'], width: 1, view: null, energyOf: async () => syntheticResult() };
    await expect(gatherScaling(gathering, { ...tools(), signal: controller.signal })).rejects.toMatchObject({ failure: { code: 'cancelled' } });
  });
});

describe('the study', () => {
  it('pools the replicates of a size and finds the exponent that was planted', async () => {
    const study = await fitStudy(client().fitScaling, planted, choices, 1, tools());
    expect(study.points.map(({ nodes, rows, recordingIds }) => [nodes, rows, recordingIds.length])).toEqual([5, 8, 12, 18, 27].map((n) => [n, 6, 2]));
    expect(study.law!.alpha).toBeCloseTo(1, 1);
    expect(study.refusal).toBeNull();
  });

  it('keeps the point of a dropped size and fits the law without it', async () => {
    const fits = client();
    const study = await fitStudy(fits.fitScaling, planted, { ...choices, dropped: [27] }, 1, tools());
    expect(study.points.map(({ nodes, dropped }) => [nodes, dropped])).toEqual([[5, false], [8, false], [12, false], [18, false], [27, true]]);
    expect(study.law!.sizes).toEqual([5, 8, 12, 18]);
    expect(fits.asked).toHaveLength(2);
  });

  it('refuses in words when too many sizes are dropped', async () => {
    const study = await fitStudy(client().fitScaling, planted, { ...choices, dropped: [18, 27] }, 1, tools());
    expect(study.law).toBeNull();
    expect(study.refusal).toMatch(/at least 4 sizes/);
    expect(study.points).toHaveLength(5);
  });

  it('says how many resamples stand behind its intervals, the number that was asked for', async () => {
    for (const kind of ['threshold', 'knee'] as const) {
      const fits = client();
      const study = await fitStudy(fits.fitScaling, planted, { ...choices, kind }, 1, tools());
      expect(study.resamples).toBe(fits.asked[0]!.resamples);
    }
  });

  it('names the layer and window of the energies, and says why they give no critical context', async () => {
    const energyOf: EnergyView = { layer: 15, window: { kind: 'last', tokens: 200 }, weighting: 'tokens' };
    const rising = planted.members.map((one) => ({ ...one, energy: { id: one.recordingId, contexts: CONTEXTS, values: Float64Array.from(CONTEXTS, (context) => 0.4 + context / 1000) } }));
    const study = await fitStudy(client().fitScaling, { ...planted, members: rising, energyOf }, { ...choices, kind: 'fall' }, 1, tools());
    expect(study.energyOf).toEqual(energyOf);
    expect(study.points.every(({ reason }) => reason === 'the energy is at or below 0.8 at every recorded context: it rises with context, from 0.41 at 10 tokens to 0.80 at 400')).toBe(true);
    expect((await fitStudy(client().fitScaling, planted, choices, 1, tools())).energyOf).toBeNull();
  });

  it('carries why an interval is missing to the reader', async () => {
    const alone = planted.members.map((one) => ({ ...one, accuracy: { ...one.accuracy!, values: one.accuracy!.values.slice(0, CONTEXTS.length) } })).filter((_, i) => i % 2 === 0);
    const { points } = await fitStudy(client().fitScaling, data(alone), choices, 1, tools());
    expect(points.map(({ reason, intervalReason }) => [reason, intervalReason])).toEqual(Array(5).fill([null, 'a single row: there is nothing to resample']));
  });

  it('looks at energies only for the method that falls', () => {
    expect(scalingSizes(planted, 'fall')).toEqual([]);
    expect(scalingSizes(planted, 'onset')).toHaveLength(5);
    expect(criticalMethod({ ...choices, kind: 'fall' })).toEqual({ kind: 'fall', level: 0.8 });
    expect(criticalMethod(choices)).toEqual({ kind: 'threshold', level: 0.5 });
    expect(criticalMethod({ ...choices, kind: 'knee' })).toEqual({ kind: 'knee' });
  });
});
