import { beforeAll, describe, expect, it } from 'vitest';
import { analyseLayer } from '../../../src/core/analysis/analyseLayer.ts';
import { kernelFrames } from '../../../src/core/kernel/kernelFrames.ts';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { layerNulls } from '../../../src/core/nulls/layerNulls.ts';
import { cursorMeasures } from '../../../src/state/figures/cursorMeasures.ts';
import { findingOf } from '../../../src/state/figures/finding.ts';
import type { FindingInput } from '../../../src/state/figures/findingInput.ts';
import { knownOrder } from '../../../src/state/figures/knownOrder.ts';
import { framePosition } from '../../../src/state/figures/projection.ts';
import { sampleInfo, sampleLayer } from '../../core/helpers/sampleLayer.ts';

const AXES = [0, 1];

async function inputOf(id: string): Promise<FindingInput> {
  const info = await sampleInfo(id);
  const { metadata } = info;
  const settings = (layer: number) => ({ layer, window: { kind: 'last', tokens: 200 }, weighting: 'tokens', basis: { kind: 'raw' }, components: 6, axes: AXES }) as const;
  const nullsOf = async (recording: string, layer: number) => runToEnd(layerNulls(await sampleLayer(recording, layer), settings(layer), { permutations: 199, seed: 1 }, kernelFrames));
  const analysis = runToEnd(analyseLayer(await sampleLayer(id, 15), settings(15), kernelFrames));
  const control = 'gemma3-270m-weekdays-step3-shuffled-a';
  const controls = (await sampleInfo(control)).metadata.graphs;
  const same = metadata.graphs.map(({ id: graph }) => controls.findIndex((one) => one.id === graph));
  return {
    metadata, axes: AXES, ownBasis: true, bands: null, assignments: [], behaviour: null, absent: [],
    measures: cursorMeasures({ recordingId: id, info, analysis }, framePosition(analysis, null), AXES),
    nulls: await nullsOf(id, 15),
    embedding: { nulls: await nullsOf(id, 0), graphs: metadata.graphs.map((_, g) => g) },
    shuffled: { nulls: await nullsOf(control, 15), graphs: same },
  };
}

describe('weekdays in steps of three', () => {
  let input: FindingInput;
  beforeAll(async () => {
    input = await inputOf('gemma3-270m-weekdays-step3-a');
  });

  it('have the calendar as the roughest of the three modes of their walk', () => {
    expect(knownOrder(input.metadata)).toMatchObject({ walked: false, harmonic: expect.closeTo(2 - 2 * Math.cos((2 * Math.PI * 3) / 7), 9) as number });
    expect(findingOf(input).doubts[0]).toMatch(/^The words are days of the week, .*it is the roughest mode of the graph of the walk, .*The embedding layer has 0\.59 of its variance in that order\. Only a change/);
  });

  it('say under the picture what happened: the calendar gained, and did not where the order was shuffled', () => {
    expect(findingOf(input).line).toMatch(/The days of the week in their own order hold 0\.85 of the variance, 0\.21 at 10 tokens \(shuffled 0\.42, 0\.47\)\.$/);
  });
});

describe('weekdays in their own order', () => {
  it('are said to be walked as the model knows them, and are never the strongest verdict', async () => {
    const input = await inputOf('gemma3-270m-weekdays-step1-a');
    expect(knownOrder(input.metadata)).toMatchObject({ walked: true, harmonic: expect.closeTo(2 - 2 * Math.cos((2 * Math.PI) / 7), 9) as number });
    const { doubts, verdict } = findingOf(input);
    expect(doubts[0]).toContain('the walk follows their own order: the model knew it before it read a word');
    expect(verdict!.familiar).toBe(true);
  });
});

it('words without an order have none', async () => {
  expect(knownOrder((await sampleInfo('gemma3-270m-ring16-a')).metadata)).toBeNull();
});
