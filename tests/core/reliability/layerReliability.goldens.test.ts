/** numpy and scipy say the same: tests/goldens/make_reliability_goldens.py. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { layerReliability } from '../../../src/core/reliability/layerReliability.ts';
import type { IntervalTable, LayerReliability } from '../../../src/core/reliability/types.ts';
import { sampleBytes } from '../helpers/sampleLayer.ts';
import { sampleSequences } from '../helpers/sampleSequences.ts';

interface FrameGolden {
  readonly window: number;
  readonly frame: number;
  readonly start: number;
  readonly context: number;
  readonly values: Readonly<Record<string, number | null>>;
  readonly intervals: Readonly<Record<string, readonly [number, number] | null>>;
}
interface Goldens {
  readonly recording: string;
  readonly sha256: string;
  readonly layer: number;
  readonly pair: readonly [number, number];
  readonly draws: number;
  readonly seed: number;
  readonly frames: readonly FrameGolden[];
}

const goldens = JSON.parse(readFileSync(new URL('../../goldens/reliability.json', import.meta.url), 'utf8')) as Goldens;
const found = new Map<number, LayerReliability>();

beforeAll(async () => {
  const { recording, layer, pair, draws, seed, frames } = goldens;
  const input = await sampleSequences(recording, layer);
  for (const tokens of new Set(frames.map(({ window }) => window))) {
    found.set(tokens, runToEnd(layerReliability(input, { layer, pair, window: { kind: 'last', tokens } }, { draws, seed })));
  }
}, 60_000);

/** The table behind a golden's name. */
function tableOf(result: LayerReliability, name: string): IntervalTable {
  if (name === 'sharedWords') return { value: result.sharedWords, low: result.sharedWords, high: result.sharedWords };
  if (name === 'halves' || name === 'reliability') return result[name];
  const [reading, measure] = name.split('.') as [keyof LayerReliability['figures'], string];
  return (result.figures[reading] as Record<string, IntervalTable>)[measure]!;
}

/** To 1e-7; null stands for NaN. */
function same(value: number, golden: number | null): void {
  if (golden === null) expect(value).toBeNaN();
  else expect(value).toBeCloseTo(golden, 7);
}

it('the goldens were made from the sample as it is now', () => {
  expect(createHash('sha256').update(sampleBytes(goldens.recording)).digest('hex')).toBe(goldens.sha256);
});

describe.each(goldens.frames)('tokens $start to $context against numpy', ({ window, frame, start, context, values, intervals }) => {
  it('the frame is the same', () => {
    expect(found.get(window)!.frames[frame]).toMatchObject({ start, context });
  });

  it.each(Object.entries(values))('%s', (name, value) => {
    const table = tableOf(found.get(window)!, name);
    same(table.value[frame]!, value);
  });

  it.each(Object.entries(intervals))('interval of %s over resampled sequences', (name, interval) => {
    const table = tableOf(found.get(window)!, name);
    same(table.low[frame]!, interval?.[0] ?? null);
    same(table.high[frame]!, interval?.[1] ?? null);
  });
});

it('reaches what pooling hides in the first 20 tokens of the ring of 16, and not later', () => {
  const { figures } = found.get(200)!;
  const at = (frame: number) => [figures.pooled, figures.offsetsRemoved, figures.acrossSequences].map(({ energy }) => Number(energy.value[frame]!.toFixed(2)));
  expect(at(1)).toEqual([0.5, 0.67, 0.72]);
  expect(at(15)).toEqual([0.63, 0.65, 0.63]);
  expect(figures.heldOut.pairEnergy.value[15]).toBeCloseTo(0.1, 2);
  expect(figures.heldOut.r2.value[15]).toBeGreaterThan(0.95);
});
