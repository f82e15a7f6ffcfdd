import { describe, expect, it } from 'vitest';
import { accuracySeries, crossedAt, windowSpans } from '../../../src/state/figures/accuracy.ts';
import { cursorMeasures } from '../../../src/state/figures/cursorMeasures.ts';
import { recordedPosition } from '../../../src/state/figures/projection.ts';
import { syntheticResult } from '../../helpers/syntheticAnalysis.ts';

describe('accuracy in the windows of a picture', () => {
  it('is the accuracy that stands beside the picture', async () => {
    const result = await syntheticResult({ nodes: 6, segments: 6, segmentLength: 20 });
    const { mean } = accuracySeries(result.info, windowSpans(result));
    expect(mean.map(({ context }) => context)).toEqual(result.analysis.frames.map(({ context }) => context));
    mean.forEach(({ value }, frame) => expect(value).toBe(cursorMeasures(result, recordedPosition(frame), [0, 1]).accuracy));
  });

  it('crosses a level where it first reaches it from below', () => {
    const points = [10, 20, 40, 80].map((context, i) => ({ context, value: [0.1, 0.3, 0.7, 0.4][i]! }));
    const crossed = crossedAt(points, 0.5)!;
    expect(crossed).toBeGreaterThan(20);
    expect(crossed).toBeLessThan(40);
    expect(crossedAt(points, 0.05)).toBeNull();
    expect(crossedAt(points, 0.9)).toBeNull();
    expect(crossedAt([{ context: 10, value: NaN }, ...points.slice(1)], 0.5)).toBeCloseTo(crossed, 9);
  });
});
