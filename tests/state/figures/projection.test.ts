import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LayerAnalysis } from '../../../src/core/analysis/settings.ts';
import { createFramePosition, createNodePositions, framePosition, panelContext, positionsAt, sequenceExtent } from '../../../src/state/figures/projection.ts';
import type { Axes, Flips } from '../../../src/state/view/panelSpec.ts';
import { syntheticResult } from '../../helpers/syntheticAnalysis.ts';

/** Segments long enough for every node to occur in each. */
const { analysis } = await syntheticResult({ segmentLength: 50 }, { window: { kind: 'last', tokens: 50 } });
const contexts = analysis.frames.map(({ context }) => context);
const first = contexts[0]!;
const last = contexts.at(-1)!;
const { nodes: n, components: K } = analysis;

/** The same analysis with one node missing from one frame. */
function without(frame: number, node: number): LayerAnalysis {
  const tokenCounts = analysis.tokenCounts.slice();
  tokenCounts[frame * n + node] = 0;
  const scores = analysis.scores.slice();
  scores.fill(NaN, (frame * n + node) * K, (frame * n + node + 1) * K);
  return { ...analysis, tokenCounts, scores };
}

function at(context: number | null, axes: Axes = [0, 1, 2], flips: Flips = [false, false, false], from = analysis) {
  const out = createNodePositions(n);
  positionsAt(from, framePosition(from, context), axes, flips, out);
  return out;
}

describe('a step of the drawing', () => {
  it('is written into what the drawing keeps: the same objects and buffers at every context', () => {
    const position = createFramePosition();
    const out = createNodePositions(n);
    const buffers = [out.xyz.buffer, out.presence.buffer];
    const seen = new Set<number>();
    for (let context = first; context <= last; context += (last - first) / 50) {
      expect(framePosition(analysis, context, position)).toBe(position);
      positionsAt(analysis, position, [0, 1, 2], [false, false, false], out);
      expect(position).toEqual(framePosition(analysis, context));
      seen.add(out.xyz[0]!);
    }
    expect([out.xyz.buffer, out.presence.buffer]).toEqual(buffers);
    expect(seen.size).toBeGreaterThan(40);
  });
});

describe('the position on the frames', () => {
  it('is a recorded frame at a recorded context, and the last for null', () => {
    contexts.forEach((context, frame) => {
      expect(framePosition(analysis, context)).toEqual({ frame, fraction: 0, between: false, clamped: false });
    });
    expect(framePosition(analysis, null)).toEqual(framePosition(analysis, last));
  });

  it('grows with the context, stays in range, and says when it was clamped', () => {
    fc.assert(
      fc.property(fc.double({ min: -50, max: 300, noNaN: true }), fc.double({ min: -50, max: 300, noNaN: true }), (a, b) => {
        const [p, q] = [framePosition(analysis, Math.min(a, b)), framePosition(analysis, Math.max(a, b))];
        expect(p.frame + p.fraction).toBeLessThanOrEqual(q.frame + q.fraction);
        expect(p.fraction).toBeGreaterThanOrEqual(0);
        expect(p.fraction).toBeLessThan(1);
        expect(p.clamped).toBe(Math.min(a, b) < first || Math.min(a, b) > last);
      }),
      { seed: 7 },
    );
  });
});

describe('the positions of the nodes', () => {
  it('are the scores themselves at a recorded context, along the chosen axes', () => {
    const out = at(contexts[1]!, [2, 0, 1]);
    for (let i = 0; i < n; i++) {
      const row = analysis.scores.subarray((n + i) * K, (n + i + 1) * K);
      expect([...out.xyz.subarray(i * 3, i * 3 + 3)]).toEqual([row[2], row[0], row[1]]);
    }
  });

  it('are half-way half-way', () => {
    const middle = at((contexts[0]! + contexts[1]!) / 2);
    const [a, b] = [at(contexts[0]!), at(contexts[1]!)];
    middle.xyz.forEach((value, i) => expect(value).toBeCloseTo((a.xyz[i]! + b.xyz[i]!) / 2, 6));
  });

  it('change sign on flipped axes only', () => {
    const [plain, flipped] = [at(null), at(null, [0, 1, 2], [true, false, true])];
    plain.xyz.forEach((value, i) => expect(flipped.xyz[i]).toBe(i % 3 === 1 ? value : -value));
  });

  it('of a node missing from a frame are NaN there, never zero, and its presence says so', () => {
    const sparse = without(1, 0);
    const missing = at(contexts[1]!, [0, 1, 2], [false, false, false], sparse);
    expect([...missing.xyz.subarray(0, 3)]).toEqual([NaN, NaN, NaN]);
    expect(missing.presence[0]).toBe(0);
    expect(missing.presence[1]).toBe(1);
  });

  it('of a node that leaves stay where it was last seen while it fades', () => {
    const sparse = without(1, 0);
    const leaving = at(contexts[0]! + (contexts[1]! - contexts[0]!) / 4, [0, 1, 2], [false, false, false], sparse);
    expect(leaving.presence[0]).toBeCloseTo(0.75, 9);
    expect(leaving.xyz[0]).toBe(sparse.scores[0]);
  });

  it('are 0 along an axis the recording has no component for', () => {
    expect([...at(null, [0, 1, 9]).xyz].filter((_, i) => i % 3 === 2).every((value) => value === 0)).toBe(true);
  });

  it('never leave the extent of the sequence', () => {
    fc.assert(
      fc.property(fc.double({ min: first, max: last, noNaN: true }), (context) => {
        const extent = sequenceExtent(analysis, [0, 1, 2]);
        for (const value of at(context).xyz) expect(Math.abs(value)).toBeLessThanOrEqual(extent);
      }),
      { seed: 8 },
    );
  });
});

describe('the context of another panel', () => {
  it('is the same in tokens, or the same in tokens a node', () => {
    expect(panelContext(100, 'tokens', 4, 16)).toBe(100);
    expect(panelContext(100, 'tokens-per-node', 4, 16)).toBe(400);
    expect(panelContext(null, 'tokens-per-node', 4, 16)).toBeNull();
  });
});
