import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { fitScaling } from '../../../src/core/scaling/fitScaling.ts';
import { accuracyScaling } from '../../../src/state/evidence/scalingStudy.ts';
import { sampleInfo } from '../../core/helpers/sampleLayer.ts';

describe('the rings of Gemma 3 270M, accuracy one half', async () => {
  const sizes = await Promise.all(
    [4, 6, 8, 12, 16, 24, 32].map(async (nodes) => {
      const curves = await Promise.all(
        ['a', 'b'].map(async (words) => {
          const info = await sampleInfo(`gemma3-270m-ring${nodes}-${words}`);
          return accuracyScaling(info.metadata.id, info)!;
        }),
      );
      return { nodes, curves };
    }),
  );
  const fitted = runToEnd(fitScaling({ sizes, method: { kind: 'threshold', level: 0.5 }, resamples: 0, seed: 1 }));

  it('do not lie on a power law: their growth slows down', () => {
    const { line, curve, bend, p } = fitted.law!.lackOfFit!;
    expect([line, curve]).toEqual([expect.closeTo(0.533, 3), expect.closeTo(0.0066, 4)]);
    expect(bend).toBeLessThan(0);
    expect(p).toBeLessThan(0.001);
  });

  it('have an exponent that depends on the level', () => {
    const alphaAt = (level: number) => fitted.alphaByLevel.find((one) => one.level === level)!.alpha;
    expect(fitted.law!.alpha).toBeCloseTo(0.81, 2);
    expect([alphaAt(0.35), alphaAt(0.6)]).toEqual([expect.closeTo(0.66, 2), expect.closeTo(1.03, 2)]);
  });
});
