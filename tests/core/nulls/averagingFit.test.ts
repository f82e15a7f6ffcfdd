import { describe, expect, it } from 'vitest';
import { undirectedEdges } from '../../../src/core/geometry/graph.ts';
import { graphModes } from '../../../src/core/geometry/graphModes.ts';
import { graphSpectrum } from '../../../src/core/geometry/graphSpectrum.ts';
import { centreRows } from '../../../src/core/linalg/centreRows.ts';
import { gram } from '../../../src/core/linalg/gramPca.ts';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { expectedEnergy, fitLagWeights, fitPreviousWeight } from '../../../src/core/nulls/averagingFit.ts';
import { frameLags, mixedShares } from '../../../src/core/nulls/lagShares.ts';
import { frameWindows } from '../../../src/core/recording/windowMeans.ts';
import { ring } from '../helpers/graphs.ts';
import { walks } from '../helpers/walks.ts';

const N = 12;
const walk = { tokens: walks(N, ring(N), 3, 300, 4), length: 300, nodes: N, segments: [0, 20, 100, 300] };
const last = frameWindows(walk.segments, { kind: 'last', tokens: 200 }).at(-1)!;
const edges = undirectedEdges(ring(N));

describe('what tokens were preceded by', () => {
  it('is each word itself at lag 0, and its neighbours at lag 1', () => {
    const { lags, present } = frameLags(walk, last, 'tokens', 3);
    expect(present).toHaveLength(N);
    lags[0]!.forEach((share, at) => expect(share).toBe(Math.floor(at / N) === at % N ? 1 : 0));
    for (const shares of lags) for (let i = 0; i < N; i++) expect(shares.subarray(i * N, (i + 1) * N).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    lags[1]!.forEach((share, at) => {
      const apart = (Math.floor(at / N) - (at % N) + N) % N;
      if (apart !== 1 && apart !== N - 1) expect(share).toBe(0);
    });
  });

  it('before the first token is the token itself', () => {
    const one = { tokens: Int32Array.from([0, 1, 2]), length: 3, nodes: 3, segments: [0, 3] };
    const { lags } = frameLags(one, frameWindows([0, 3], { kind: 'all' })[0]!, 'tokens', 3);
    expect([...lags[1]!]).toEqual([1, 0, 0, 1, 0, 0, 0, 1, 0]);
    expect([...lags[2]!]).toEqual([1, 0, 0, 0, 1, 0, 1, 0, 0]);
  });

  it('weighted by segments counts every segment once', () => {
    const two = { tokens: Int32Array.from([0, 1, 0, 1, 0, 1, 2, 1]), length: 8, nodes: 3, segments: [0, 2, 8] };
    const window = frameWindows([0, 2, 8], { kind: 'all' })[1]!;
    expect(frameLags(two, window, 'tokens', 2).lags[1]!.subarray(3, 6)[2]).toBeCloseTo(1 / 4, 12);
    expect(frameLags(two, window, 'segments', 2).lags[1]!.subarray(3, 6)[2]).toBeCloseTo((0 + 1 / 3) / 2, 12);
  });
});

describe('the fitted weight of the previous token', () => {
  const lags = frameLags(walk, last, 'tokens', 2);

  it('is the one that was planted', () => {
    for (const weight of [0.1, 0.32, 0.45]) expect(fitPreviousWeight(lags, edges, expectedEnergy(lags, [1 - weight, weight], edges))).toBeCloseTo(weight, 4);
  });

  it('stays within none and one half where no weight gives the energy', () => {
    expect(fitPreviousWeight(lags, edges, 0.01)).toBe(0.5);
    expect(fitPreviousWeight(lags, edges, 1.9)).toBe(0);
    expect(fitPreviousWeight(lags, edges, NaN)).toBe(0.5);
  });
});

describe('the fitted weights of the last tokens', () => {
  const lags = frameLags(walk, last, 'tokens', 8);
  const modes = graphModes(N, edges);
  const spectrumOf = (weights: readonly number[]) => {
    const rows = centreRows(mixedShares(lags, weights), lags.tokenCounts, N);
    return graphSpectrum(runToEnd(gram(rows)), modes);
  };

  it('give back a spectrum that an averaging made, the one that two steps back make among them', () => {
    for (const planted of [[0.4, 0, 0.6, 0, 0, 0, 0, 0], [0.2, 0.1, 0.3, 0, 0.2, 0, 0, 0.2], [0.7, 0.3, 0, 0, 0, 0, 0, 0]]) {
      const target = spectrumOf(planted);
      const found = fitLagWeights(lags, modes, target);
      expect(found.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
      expect(Math.min(...found)).toBeGreaterThanOrEqual(0);
      spectrumOf([...found]).forEach((share, mode) => expect(share).toBeCloseTo(target[mode]!, 2));
    }
  });

  it('are the own word alone where there is nothing to fit', () => {
    expect([...fitLagWeights(lags, modes, new Float64Array(modes.spaces.length).fill(NaN))]).toEqual([1, 0, 0, 0, 0, 0, 0, 0]);
  });
});
