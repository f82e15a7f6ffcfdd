import { describe, expect, it } from 'vitest';
import { seededNormal } from '../../../src/core/linalg/random.ts';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { CriticalContextReader, thresholdCrossing } from '../../../src/core/scaling/criticalContext.ts';
import { fitScaling } from '../../../src/core/scaling/fitScaling.ts';
import type { CriticalMethod, ScalingSize } from '../../../src/core/scaling/types.ts';
import { bent, CONTEXTS, LOG_CONTEXTS as x, noisyRows } from '../helpers/plantedCurves.ts';

const sizeOf = (nodes: number, values: Float64Array): ScalingSize => ({ nodes, curves: [{ id: `n${nodes}`, contexts: CONTEXTS, values }] });
const fit = (sizes: ScalingSize[], method: CriticalMethod, resamples = 200, seed = 1) => runToEnd(fitScaling({ sizes, method, resamples, seed }));

describe('threshold crossing', () => {
  it('is exact on a curve linear in log context', () => {
    const curve = x.map((at) => 0.1 * at);
    const found = thresholdCrossing(CONTEXTS, curve, 0.1 * Math.log(100), 'up');
    expect(found.ok && found.context).toBeCloseTo(100, 9);
    const falling = thresholdCrossing(CONTEXTS, curve.map((value) => -value), -0.1 * Math.log(33), 'down');
    expect(falling.ok && falling.context).toBeCloseTo(33, 9);
  });

  it('takes the first of several', () => {
    expect(thresholdCrossing([1, 2, 4, 8, 16], [0, 1, 0, 1, 1], 1, 'up')).toEqual({ ok: true, context: 2 });
  });

  it('is refused, with the reason, when it lies before or after what was recorded', () => {
    expect(thresholdCrossing(CONTEXTS, x, 1, 'up')).toEqual({ ok: false, reason: 'already at or above 1 at the first context, 5 tokens' });
    expect(thresholdCrossing(CONTEXTS, x, 99, 'up')).toEqual({ ok: false, reason: 'never reaches 99 within 425 tokens' });
    expect(thresholdCrossing([], [], 1, 'down').ok).toBe(false);
  });
});

describe('critical context by breaks', () => {
  const read = (values: Float64Array, kind: 'onset' | 'knee') => new CriticalContextReader(CONTEXTS, { kind }).read(values);
  const noisy = (curve: Float64Array, seed: number) => noisyRows(curve, 1, 0.01, seededNormal(seed));

  it('BIC tells one break from two and from none', () => {
    const chosen = (slopes: readonly number[], breaks: readonly number[]) =>
      Array.from({ length: 40 }, (_, seed) => read(noisy(bent(0.1, slopes, breaks), seed), 'knee').breaks).filter((count) => count === (breaks.length === 0 ? null : breaks.length)).length / 40;
    expect(chosen([0.1], [])).toBeGreaterThan(0.85);
    expect(chosen([0.3, 0], [60])).toBeGreaterThan(0.8);
    expect(chosen([0, 0.4, 0], [40, 170])).toBe(1);
  });

  it('onset and knee are the upward and the downward break', () => {
    const values = noisy(bent(0.1, [0, 0.4, 0], [40, 170]), 3);
    const onset = read(values, 'onset');
    const knee = read(values, 'knee');
    expect(onset.ok && onset.context).toBeCloseTo(40, -0.7);
    expect(knee.ok && knee.context).toBeCloseTo(170, -1.3);
  });

  it('a single saturation break is not taken for an onset, nor a single onset for a knee', () => {
    expect(read(noisy(bent(0.1, [0.3, 0], [60]), 1), 'onset')).toMatchObject({ ok: false, reason: expect.stringContaining('saturation') as string });
    expect(read(noisy(bent(0.1, [0, 0.3], [60]), 1), 'knee')).toMatchObject({ ok: false, reason: expect.stringContaining('still rising') as string });
  });

  it('leaves out contexts without a value', () => {
    const values = noisy(bent(0.1, [0.3, 0], [60]), 2);
    values[3] = NaN;
    values[18] = NaN;
    expect(read(values, 'knee')).toMatchObject({ ok: true, breaks: 1 });
  });
});

describe('scaling from curves', () => {
  const sizes = [4, 6, 9, 14, 20, 32];
  const LEVEL = 0.5;
  /** Reaches LEVEL at c n^alpha, linear in log context all along. */
  const rising = (critical: number): Float64Array => x.map((at) => LEVEL + 0.15 * (at - Math.log(critical)));
  const family = (alpha: number, rows: number, sd: number, normal: () => number): ScalingSize[] =>
    sizes.map((nodes) => sizeOf(nodes, noisyRows(rising(8 * nodes ** alpha), rows, sd, normal)));

  it('recovers a planted exponent exactly without noise, whatever the order of the sizes', () => {
    const found = fit(family(0.9, 2, 0, () => 0).reverse(), { kind: 'threshold', level: LEVEL });
    expect(found.points.map(({ nodes }) => nodes)).toEqual(sizes);
    expect(found.law!.alpha).toBeCloseTo(0.9, 9);
    expect(found.law!.alphaLow).toBeCloseTo(0.9, 9);
    expect(found.points[0]!.context).toBeCloseTo(8 * 4 ** 0.9, 6);
  });

  it('refuses fewer than four sizes in words, and still gives their points', () => {
    const found = fit(family(0.9, 3, 0.01, seededNormal(1)).slice(0, 3), { kind: 'threshold', level: LEVEL });
    expect(found.law).toBeNull();
    expect(found.refusal).toBe('a power law needs at least 4 sizes with a critical context; there are 3');
    expect(found.points.every(({ refusal }) => refusal === null)).toBe(true);
  });

  it('leaves sizes without a critical context out of the law and says why', () => {
    const found = fit([...family(0.9, 3, 0.001, seededNormal(1)), sizeOf(64, x.map(() => 0.1))], { kind: 'threshold', level: LEVEL });
    expect(found.points.at(-1)).toMatchObject({ refusal: 'never reaches 0.5 within 425 tokens', low: NaN });
    expect(found.law!.sizes).toEqual(sizes);
  });

  it('gives no interval of sequences when a size has a single row, but keeps the scatter of the sizes', () => {
    const { law, points } = fit(family(0.9, 1, 0.02, seededNormal(3)), { kind: 'threshold', level: LEVEL });
    expect(points[0]!.low).toBeNaN();
    expect(law!.alphaLow).toBeNaN();
    expect(law!.scatterLow).toBeLessThan(law!.alpha);
  });

  it('gives the same intervals for the same seed', () => {
    const input = family(0.9, 4, 0.05, seededNormal(2));
    expect(fit(input, { kind: 'threshold', level: LEVEL }, 100, 7)).toEqual(fit(input, { kind: 'threshold', level: LEVEL }, 100, 7));
    expect(fit(input, { kind: 'threshold', level: LEVEL }, 100, 7).law!.alphaLow).not.toBe(fit(input, { kind: 'threshold', level: LEVEL }, 100, 8).law!.alphaLow);
  });

  it('rejects settings out of range by value', () => {
    expect(() => fit([], { kind: 'knee' }, -1)).toThrow('resamples is -1');
    expect(() => fit([sizeOf(4, x), sizeOf(4, x)], { kind: 'knee' })).toThrow('size 4');
  });

  it('reports its progress to the end', () => {
    const work = fitScaling({ sizes: family(0.9, 3, 0.01, seededNormal(1)), method: { kind: 'threshold', level: LEVEL }, resamples: 50, seed: 1 });
    const seen: { done: number; total: number }[] = [];
    for (const progress of work) seen.push(progress);
    expect(seen.length).toBeGreaterThan(sizes.length);
    expect(seen.at(-1)).toEqual({ done: 300, total: 300 });
    expect(seen.every(({ done }, i) => i === 0 || done >= seen[i - 1]!.done)).toBe(true);
  });
});
