import { describe, expect, it } from 'vitest';
import { seededNormal } from '../../../src/core/linalg/random.ts';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { combinedDegrees, studentInterval, type ResampledSpread } from '../../../src/core/scaling/bootstrap.ts';
import { CriticalContextReader, thresholdCrossing } from '../../../src/core/scaling/criticalContext.ts';
import { fitScaling, meanOfRows, pooledCurves } from '../../../src/core/scaling/fitScaling.ts';
import { PiecewiseFitter } from '../../../src/core/scaling/piecewiseFit.ts';
import { logLogFit, powerLaw } from '../../../src/core/scaling/powerLaw.ts';
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

describe('piecewise-linear fit', () => {
  it('finds planted breaks and slopes exactly where there is no noise', () => {
    const fitter = new PiecewiseFitter(x);
    const one = fitter.fit(bent(0.1, [0.3, 0.02], [60]), 1)!;
    expect(Math.exp(one.breaks[0]!)).toBeCloseTo(60, 0);
    expect(one.slopes[0]).toBeCloseTo(0.3, 3);
    const two = fitter.fit(bent(0.1, [0.02, 0.4, 0.01], [40, 170]), 2)!;
    expect(two.breaks.map(Math.exp)).toEqual([expect.closeTo(40, 0), expect.closeTo(170, -0.5)]);
    two.slopes.forEach((slope, i) => expect(slope).toBeCloseTo([0.02, 0.4, 0.01][i]!, 2));
  });

  it('never fits worse with more breaks', () => {
    const normal = seededNormal(1);
    for (let run = 0; run < 10; run++) {
      const y = x.map(() => normal());
      const fitter = new PiecewiseFitter(x);
      const [line, one, two] = ([0, 1, 2] as const).map((breaks) => fitter.fit(y, breaks)!.residualSquares);
      expect(one!).toBeLessThanOrEqual(line! + 1e-12);
      expect(two!).toBeLessThanOrEqual(one! * 1.001);
    }
  });

  it('moves with the curve: a shift of log context shifts the breaks, a scale of the values leaves them', () => {
    const y = Float64Array.from(noisyRows(bent(0.1, [0.3, 0.02], [60]), 1, 0.02, seededNormal(4)));
    const before = new PiecewiseFitter(x).fit(y, 1)!.breaks[0]!;
    expect(new PiecewiseFitter(x.map((at) => at + 2)).fit(y, 1)!.breaks[0]! - 2).toBeCloseTo(before, 9);
    expect(new PiecewiseFitter(x).fit(y.map((value) => 5 * value - 3), 1)!.breaks[0]).toBeCloseTo(before, 9);
  });

  it('is refused when there are too few points', () => {
    expect(new PiecewiseFitter(x.subarray(0, 4)).fit(x.subarray(0, 4), 1)).toBeNull();
    expect(new PiecewiseFitter(x.subarray(0, 7)).fit(x.subarray(0, 7), 2)).toBeNull();
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

describe('pooled replicates', () => {
  it('share the contexts that all have, rows one after another', () => {
    const pooled = pooledCurves([
      { id: 'a', contexts: [1, 2, 3], values: Float64Array.of(1, 2, 3, 4, 5, 6) },
      { id: 'b', contexts: [2, 3, 4], values: Float64Array.of(7, NaN, 9) },
    ]);
    expect(pooled.contexts).toEqual([2, 3]);
    expect(pooled.rows).toBe(3);
    expect([...meanOfRows(pooled, Int32Array.of(0, 1, 2))]).toEqual([14 / 3, 4.5]);
    expect(() => pooledCurves([{ id: 'bad', contexts: [1, 2], values: Float64Array.of(1) }])).toThrow('bad: 1 values for 2 contexts');
  });
});

describe('bootstrap interval', () => {
  const resampled = Float64Array.from({ length: 1000 }, seededNormal(3));
  const of = (change: Partial<ResampledSpread> = {}) => studentInterval({ estimate: 5, resampled, rows: 8, degrees: 7, ...change }, 0.95);

  it('lies evenly about the estimate, wider with fewer rows and degrees of freedom', () => {
    const { low, high, defined } = of();
    expect([(low + high) / 2, defined]).toEqual([expect.closeTo(5, 9) as number, 1]);
    expect(high - 5).toBeCloseTo(2.365 * Math.sqrt(8 / 7), 0);
    expect(of({ rows: 4 }).high).toBeGreaterThan(high);
    expect(of({ degrees: 3 }).high).toBeGreaterThan(high);
  });

  it('moves and stretches with the estimates', () => {
    const stretched = of({ estimate: 11, resampled: resampled.map((value) => 2 * value + 1) });
    expect(stretched.low).toBeCloseTo(2 * of().low + 1, 9);
    expect(stretched.high).toBeCloseTo(2 * of().high + 1, 9);
  });

  it('is withheld when too many resamples gave nothing', () => {
    const some = resampled.slice();
    some.fill(NaN, 0, 50);
    expect(of({ resampled: some }).defined).toBe(0.95);
    expect(of({ resampled: some }).low).toBeLessThan(5);
    some[60] = NaN;
    expect(of({ resampled: some }).low).toBeNaN();
    expect(of({ resampled: new Float64Array(0) })).toMatchObject({ low: NaN, defined: 0 });
  });

  it('of a sum has the degrees of the part that varies, up to those of all', () => {
    expect(combinedDegrees([{ variance: 1, degrees: 3 }, { variance: 0, degrees: 100 }])).toBe(3);
    expect(combinedDegrees([{ variance: 1, degrees: 7 }, { variance: 1, degrees: 7 }])).toBe(14);
    expect(combinedDegrees([{ variance: 0, degrees: 2 }, { variance: 0, degrees: 5 }])).toBe(7);
  });
});

describe('power law', () => {
  const sizes = [4, 6, 8, 12, 16, 24, 32];

  it('is exact on exact points', () => {
    const contexts = sizes.map((n) => 7 * n ** 1.3);
    const law = powerLaw(sizes, contexts, { low: 1.2, high: 1.4 });
    expect(law.alpha).toBeCloseTo(1.3, 10);
    expect(law.coefficient).toBeCloseTo(7, 9);
    expect(law.r2).toBeCloseTo(1, 10);
    expect(law.inconclusive).toBe(false);
    for (const residual of law.residuals) expect(residual).toBeCloseTo(0, 10);
  });

  it('keeps alpha when contexts or sizes are counted in other units', () => {
    const contexts = [14, 30, 47, 68, 83, 92, 75];
    const { alpha, r2 } = logLogFit(sizes, contexts);
    expect(logLogFit(sizes.map((n) => 3 * n), contexts.map((t) => t / 10)).alpha).toBeCloseTo(alpha, 10);
    expect(logLogFit(sizes.map((n) => 3 * n), contexts.map((t) => t / 10)).r2).toBeCloseTo(r2, 10);
  });

  it('Student interval of the scatter holds the planted exponent, and the band a new size, 95 times in 100', () => {
    const normal = seededNormal(21);
    let held = 0;
    let predicted = 0;
    for (let run = 0; run < 2000; run++) {
      const contexts = sizes.map((n) => 5 * n ** 0.8 * Math.exp(0.2 * normal()));
      const law = powerLaw(sizes, contexts, { low: NaN, high: NaN });
      if (law.scatterLow <= 0.8 && law.scatterHigh >= 0.8) held++;
      const middle = law.band[16]!;
      const next = 5 * middle.nodes ** 0.8 * Math.exp(0.2 * normal());
      if (middle.low <= next && next <= middle.high) predicted++;
    }
    for (const count of [held, predicted]) {
      expect(count / 2000).toBeGreaterThan(0.935);
      expect(count / 2000).toBeLessThan(0.965);
    }
  });

  it('says when the sizes do not tell', () => {
    expect(powerLaw(sizes, [20, 30, 10, 25, 15, 40, 12], { low: -0.3, high: 0.5 }).inconclusive).toBe(true);
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
