import { describe, expect, it } from 'vitest';
import { accuracySeries, energySeries } from '../../../src/state/figures/accuracy.ts';
import { cursorMeasures, degenerateNotes, degenerateRuns } from '../../../src/state/figures/cursorMeasures.ts';
import { nodeDetails } from '../../../src/state/figures/nodeDetails.ts';
import { framePosition } from '../../../src/state/figures/projection.ts';
import { syntheticResult } from '../../helpers/syntheticAnalysis.ts';

const result = await syntheticResult({ nodes: 6, segments: 6 });
const { info, analysis } = result;
const F = analysis.frames.length;
const position = (context: number | null) => framePosition(analysis, context);

describe('the measures at the cursor', () => {
  it('are those of the recorded frame, with its window and the tokens in it', () => {
    const measures = cursorMeasures(result, position(40), [0, 1]);
    expect(measures).toMatchObject({ frame: 3, between: false, context: 40, window: { start: 20, end: 40 }, tokens: 20 });
    expect(measures.graphs[0]!.energy).toBe(analysis.energy[3]);
    expect(measures.graphs[0]!.distanceCorrelation).toBe(analysis.distanceCorrelation[3]);
    expect(measures.participationRatio).toBe(analysis.participationRatio[3]);
  });

  it('are the earlier frame\'s between two recorded contexts, and say so', () => {
    const [between, before] = [cursorMeasures(result, position(47), [0, 1]), cursorMeasures(result, position(40), [0, 1])];
    expect(between).toEqual({ ...before, between: true });
  });

  it('average the accuracy over the window only', () => {
    const { accuracy, accuracyPositions } = cursorMeasures(result, position(null), [0, 1]);
    const window = info.accuracy.subarray(40, 60);
    expect(accuracy).toBeCloseTo(window.reduce((sum, value) => sum + value, 0) / 20, 6);
    expect(accuracyPositions).toBe(20);
  });

  it('give the shown components\' shares, never more than all of the variance', () => {
    for (let frame = 0; frame < F; frame++) {
      const { explained, capturedVariance } = cursorMeasures(result, position(analysis.frames[frame]!.context), [0, 1, 2]);
      expect(explained).toHaveLength(3);
      expect(explained.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-6);
      expect(capturedVariance).toBeLessThanOrEqual(1 + 1e-6);
    }
  });

  it('name the nodes that do not occur in the window', async () => {
    const sparse = await syntheticResult({ nodes: 30, segments: 4 });
    const { missing, tokens } = cursorMeasures(sparse, framePosition(sparse.analysis, null), [0, 1]);
    const counts = sparse.analysis.tokenCounts.subarray(3 * 30);
    expect(missing.length).toBeGreaterThan(0);
    expect(missing.every((node) => counts[node] === 0)).toBe(true);
    expect(missing.length + counts.filter((count) => count > 0).length).toBe(30);
    expect(tokens).toBe(20);
  });
});

describe('notes on repeated eigenvalues', () => {
  /** Two frames of five components; the flags of the first are given. */
  const flagged = (...flags: number[]) => ({ ...analysis, components: 5, degenerate: Uint8Array.from([...flags, 0, 0, 0, 0, 0]) });

  it('join neighbouring pairs into one run', () => {
    expect(degenerateRuns(flagged(1, 1, 0, 1, 0), 0)).toEqual([[0, 2], [3, 4]]);
    expect(degenerateRuns(flagged(0, 0, 0, 0, 0), 0)).toEqual([]);
    expect(degenerateRuns(flagged(1, 0, 0, 0, 1), 0)).toEqual([[0, 1]]);
    expect(degenerateRuns(flagged(1, 0, 0, 0, 0), 1)).toEqual([]);
  });

  it('speak of shown components only, and tell a turning axis from a mixed plane', () => {
    const both = flagged(1, 0, 1, 0, 0);
    expect(degenerateNotes(both, 0, [0, 1])).toEqual([expect.stringMatching(/^Components 1 and 2 .*axes may turn/)]);
    expect(degenerateNotes(both, 0, [0, 4])).toEqual([expect.stringMatching(/^Components 1 and 2 .*chance/)]);
    expect(degenerateNotes(both, 0, [4])).toEqual([]);
  });
});

describe('the curves on the timeline', () => {
  it('have one point a segment, the mean inside the band of the sequences', () => {
    const length = info.metadata.task.length;
    const masked = Float32Array.from({ length: 2 * length }, (_, t) => (t % 3 === 0 ? NaN : t < length ? 0.2 : 0.6));
    const { mean, band, positions } = accuracySeries({ ...info, accuracy: masked });
    expect(mean.map(({ context }) => context)).toEqual([10, 20, 30, 40, 50, 60]);
    mean.forEach(({ value }, p) => {
      expect(band[p]!.low).toBeCloseTo(0.2, 6);
      expect(band[p]!.high).toBeCloseTo(0.6, 6);
      expect(value).toBeGreaterThan(0.2);
      expect(value).toBeLessThan(0.6);
    });
    expect(positions.reduce((sum, count) => sum + count, 0)).toBe(masked.filter((value) => !Number.isNaN(value)).length);
  });

  it('say so when every position is masked', () => {
    const series = accuracySeries({ ...info, accuracy: new Float32Array(60).fill(NaN) });
    expect(series.masked).toBe(true);
    expect(series.mean.every(({ value }) => Number.isNaN(value))).toBe(true);
    expect(accuracySeries(info).masked).toBe(false);
  });

  it('take the energy of every frame against the context graph, or another', () => {
    expect(energySeries(result)).toEqual(analysis.frames.map(({ context }, f) => ({ context, value: analysis.energy[f] })));
    expect(energySeries(result, 5)).toEqual([]);
  });
});

describe('the details of a node', () => {
  it('are its word, place, tokens and the nearest nodes with their hops on the ring', () => {
    const details = nodeDetails(result, position(null), [0, 1], 2);
    expect(details).toMatchObject({ label: 'word2', place: 'node 3 of 6', between: false });
    expect(details.tokens).toBe(analysis.tokenCounts[(F - 1) * 6 + 2]);
    expect(details.nearest).toHaveLength(3);
    const distances = details.nearest.map(({ distance }) => distance);
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
    for (const { node, hops } of details.nearest) expect(hops).toBe(Math.min(Math.abs(node - 2), 6 - Math.abs(node - 2)));
  });

  it('give row and column on a grid', () => {
    const task = { ...info.metadata.task, size: { rows: 2, cols: 3 } };
    const grid = { ...result, info: { ...info, metadata: { ...info.metadata, task } } };
    expect(nodeDetails(grid, position(null), [0, 1], 5).place).toBe('row 2, column 3');
  });

  it('of a missing node name no neighbours', () => {
    const tokenCounts = analysis.tokenCounts.slice();
    tokenCounts[(F - 1) * 6 + 2] = 0;
    const scores = analysis.scores.slice();
    scores.fill(NaN, ((F - 1) * 6 + 2) * analysis.components, ((F - 1) * 6 + 3) * analysis.components);
    const details = nodeDetails({ ...result, analysis: { ...analysis, tokenCounts, scores } }, position(null), [0, 1], 2);
    expect(details).toMatchObject({ tokens: 0, nearest: [] });
  });
});
