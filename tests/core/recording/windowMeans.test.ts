import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededUniform } from '../../../src/core/linalg/random.ts';
import { frameWindows, windowMeans, type SegmentMeans } from '../../../src/core/recording/windowMeans.ts';
import type { FrameWindow, WindowSpec } from '../../../src/core/analysis/settings.ts';

const segments = [0, 10, 20, 30, 40, 50, 75, 100, 125, 150, 175, 200, 250, 300, 350, 400, 450];
const windowAt = (spec: WindowSpec, context: number): FrameWindow => frameWindows(segments, spec).find((frame) => frame.context === context)!;

describe('averaging windows', () => {
  it('gives one frame per segment end', () => {
    expect(frameWindows(segments, { kind: 'all' }).map(({ context }) => context)).toEqual(segments.slice(1));
  });

  it.each([
    [{ kind: 'last', tokens: 200 } as const, 450, 250],
    [{ kind: 'last', tokens: 50 } as const, 450, 400],
    [{ kind: 'last', tokens: 50 } as const, 100, 50],
    [{ kind: 'last', tokens: 60 } as const, 100, 40],
    [{ kind: 'last', tokens: 65 } as const, 450, 400],
    [{ kind: 'last', tokens: 5 } as const, 450, 400],
    [{ kind: 'last', tokens: 200 } as const, 30, 0],
    [{ kind: 'half' } as const, 450, 250],
    [{ kind: 'half' } as const, 400, 200],
    [{ kind: 'half' } as const, 10, 0],
    [{ kind: 'all' } as const, 450, 0],
  ])('%j at context %i begins at token %i', (spec, context, start) => {
    expect(windowAt(spec, context).start).toBe(start);
  });

  it('never covers more tokens than asked, except the one segment it cannot split', () => {
    for (const tokens of [1, 10, 33, 50, 99, 200]) {
      for (const frame of frameWindows(segments, { kind: 'last', tokens })) {
        const covered = frame.context - frame.start;
        expect(covered <= tokens || frame.endSegment - frame.firstSegment === 1).toBe(true);
        expect(segments[frame.firstSegment]).toBe(frame.start);
        expect(segments[frame.endSegment]).toBe(frame.context);
      }
    }
  });
});

/** Random tokens, their segment means, and the raw activations to average again by hand. */
function recorded(seed: number, nodes: number, hiddenSize: number): { input: SegmentMeans<Float32Array>; tokens: number[]; activations: Float64Array[] } {
  const uniform = seededUniform(seed);
  const bounds = [0, 4, 7, 15];
  const tokens = Array.from({ length: 15 }, () => Math.floor(((uniform() + 1) / 2) * nodes));
  const activations = tokens.map(() => Float64Array.from({ length: hiddenSize }, uniform));
  const residual = new Float32Array(3 * nodes * hiddenSize).fill(NaN);
  const counts = new Int32Array(3 * nodes);
  for (let s = 0; s < 3; s++) {
    for (let i = 0; i < nodes; i++) {
      const hits = activations.filter((_, t) => t >= bounds[s]! && t < bounds[s + 1]! && tokens[t] === i);
      counts[s * nodes + i] = hits.length;
      if (hits.length === 0) continue;
      for (let c = 0; c < hiddenSize; c++) residual[(s * nodes + i) * hiddenSize + c] = hits.reduce((sum, row) => sum + row[c]!, 0) / hits.length;
    }
  }
  return { input: { residual, counts, nodes, hiddenSize }, tokens, activations };
}

describe('window means', () => {
  const whole: FrameWindow = { context: 15, start: 0, firstSegment: 0, endSegment: 3 };

  it('weighted by tokens are the plain mean over every token of the window; missing nodes are NaN and never read', () => {
    fc.assert(
      fc.property(fc.nat(1000), (seed) => {
        const { input, tokens, activations } = recorded(seed, 5, 3);
        const means = new Float64Array(15);
        const counts = new Int32Array(5);
        windowMeans(input, whole, 'tokens', means, counts);
        for (let i = 0; i < 5; i++) {
          const hits = activations.filter((_, t) => tokens[t] === i);
          expect(counts[i]).toBe(hits.length);
          for (let c = 0; c < 3; c++) {
            const mean = hits.reduce((sum, row) => sum + row[c]!, 0) / hits.length;
            if (hits.length === 0) expect(means[i * 3 + c]).toBeNaN();
            else expect(means[i * 3 + c]).toBeCloseTo(mean, 6);
          }
        }
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it('over a union of segments are the count-weighted mean of the parts', () => {
    const { input } = recorded(3, 4, 2);
    const parts = [0, 1, 2].map((s) => {
      const means = new Float64Array(8);
      const counts = new Int32Array(4);
      windowMeans(input, { ...whole, firstSegment: s, endSegment: s + 1 }, 'tokens', means, counts);
      return { means, counts };
    });
    const means = new Float64Array(8);
    const counts = new Int32Array(4);
    windowMeans(input, whole, 'tokens', means, counts);
    for (let i = 0; i < 4; i++) {
      const seen = parts.filter((part) => part.counts[i]! > 0);
      const weighted = seen.reduce((sum, part) => sum + part.counts[i]! * part.means[i * 2]!, 0);
      expect(counts[i]).toBe(parts.reduce((sum, part) => sum + part.counts[i]!, 0));
      expect(means[i * 2]).toBeCloseTo(weighted / counts[i]!, 12);
    }
  });

  it('weighted by segments are the plain mean of the segment means', () => {
    const input: SegmentMeans<Float32Array> = { residual: Float32Array.of(1, 4, 10), counts: Int32Array.of(1, 9, 5), nodes: 1, hiddenSize: 1 };
    const means = new Float64Array(1);
    const counts = new Int32Array(1);
    windowMeans(input, whole, 'segments', means, counts);
    expect([means[0], counts[0]]).toEqual([5, 15]);
  });
});
