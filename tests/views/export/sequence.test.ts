import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gifDelays, sequenceFrames, sequenceSeconds } from '../../../src/views/export/sequence.ts';

const contexts = [10, 20, 50, 100];
const choice = { framesPerSecond: 20, secondsPerContext: 0.5, tween: true, holdSeconds: 2 };

describe('the pictures of a sequence', () => {
  it('show every recorded context as it is, and evenly many between two', () => {
    const frames = sequenceFrames(contexts, 'linear', choice);
    expect(frames).toHaveLength(31);
    expect([0, 10, 20, 30].map((i) => frames[i]!.cursor)).toEqual([10, 20, 50, null]);
    expect(frames[5]!.cursor).toBe(15);
  });

  it('go evenly along the drawn axis when that is logarithmic', () => {
    expect(sequenceFrames(contexts, 'log', choice)[15]!.cursor).toBeCloseTo(Math.sqrt(20 * 50), 9);
  });

  it('last as long as asked, the hold at the end included', () => {
    expect(sequenceSeconds(sequenceFrames(contexts, 'linear', choice))).toBeCloseTo(3 * 0.5 + 0.05 + 2, 9);
    expect(sequenceSeconds(sequenceFrames(contexts, 'linear', { ...choice, tween: false }))).toBeCloseTo(4 * 0.5 + 2, 9);
  });

  it('are the recorded contexts alone when nothing is to lie between', () => {
    expect(sequenceFrames(contexts, 'linear', { ...choice, tween: false }).map(({ cursor }) => cursor)).toEqual([10, 20, 50, null]);
  });

  it('are none without a context, and one for a single context', () => {
    expect(sequenceFrames([], 'linear', choice)).toEqual([]);
    expect(sequenceFrames([10], 'linear', choice)).toHaveLength(1);
  });

  it('keep their whole length in hundredths of a second', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.02, max: 3, noNaN: true }), { minLength: 1, maxLength: 200 }), (durations) => {
        const delays = gifDelays(durations.map((duration) => ({ cursor: null, duration })));
        const whole = durations.reduce((sum, duration) => sum + duration, 0) * 100;
        expect(Math.abs(delays.reduce((sum, delay) => sum + delay, 0) - whole)).toBeLessThanOrEqual(1);
        expect(Math.min(...delays)).toBeGreaterThanOrEqual(2);
      }),
    );
  });
});
