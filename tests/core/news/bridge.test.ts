import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { protocolBridge, type ProtocolBridge, readBridgeCosines } from '../../../src/core/news/bridge.ts';
import { openStatesFile, statesOutline } from '../../../src/core/news/statesFile.ts';
import { shipped, statesSource } from './helpers/newsFixtures.ts';

const PLANTED = 'news-synthetic/planted.json';
const GEMMA = 'news-runs/gemma-270m.json';

async function bridgeOf(path: string, protocol: string): Promise<ProtocolBridge> {
  const outline = statesOutline(shipped(path));
  const file = await openStatesFile(statesSource(path), outline);
  return runToEnd(protocolBridge(protocol, outline.states.bridgeLayers, await readBridgeCosines(file, protocol)));
}

describe('protocolBridge', () => {
  it('finds the planted cosines: a half matched, at every checkpoint and layer', async () => {
    const { seeds, checkpoints } = await bridgeOf(PLANTED, 'naive');
    expect(seeds).toEqual([0, 1]);
    expect(checkpoints.map(({ step }) => step)).toEqual([1, 2, 4]);
    expect(checkpoints.at(-1)!.layers.map(({ layer }) => layer)).toEqual([0, 1, 2, 3]);
    for (const { layers, tested } of checkpoints) {
      for (const { matched, mismatched } of [...layers, { matched: tested!.matchedMean, mismatched: tested!.mismatchedMean }]) {
        for (const value of [matched.mean, matched.low, matched.high]) expect(value).toBeCloseTo(0.5, 3);
        // Of five others, two of the block: -1 with the one before, a half with the one after; three of the other block: 0.
        expect(mismatched.mean).toBeCloseTo((-1 + 0.5) / 5, 3);
        expect(matched.count).toBe(6);
      }
    }
  });

  it('holds the whole matrix and counts whose own context is the best', async () => {
    const tested = (await bridgeOf(PLANTED, 'naive')).checkpoints.at(-1)!.tested!;
    expect(tested.ids).toEqual(['alder', 'birch', 'cedar', 'downs', 'ember', 'fjord']);
    const at = (i: number, j: number) => tested.matrix[i * 6 + j]!;
    expect([at(0, 0), at(1, 0), at(0, 1), at(0, 3)].map((value) => Number(value.toFixed(2)))).toEqual([0.5, -1, 0.5, 0]);
    // The context of the news after is as good a match: a tie that the first of the row has, which the last of a block never is.
    expect(tested.ownIsBest).toBe(4);
  });

  it('says nothing where the tuning is zero', async () => {
    const { checkpoints } = await bridgeOf(PLANTED, 'naive.own');
    for (const { layers, tested } of checkpoints) {
      for (const { matched } of layers) expect(matched).toEqual({ count: 0, mean: NaN, low: NaN, high: NaN });
      expect(tested!.news).toEqual([]);
      expect(tested!.matrix.every(Number.isNaN)).toBe(true);
    }
  });

  it('gives what the tables print of Gemma', async () => {
    const { checkpoints } = await bridgeOf(GEMMA, 'naive');
    const { matchedMean, mismatchedMean, ownIsBest, news } = checkpoints.at(-1)!.tested!;
    expect([matchedMean.mean, matchedMean.low, matchedMean.high].map((value) => value.toFixed(2))).toEqual(['0.23', '0.18', '0.27']);
    expect(mismatchedMean.mean.toFixed(3)).toBe('0.008');
    expect([ownIsBest, news.length]).toEqual([17, 25]);
    expect(checkpoints.map(({ layers }) => layers.length)).toEqual([5, 5, 5, 5, 19]);
  });

  it('has no checkpoints for a protocol without cosines, and no tested mean without layers chosen', async () => {
    expect((await bridgeOf(PLANTED, 'nobody')).checkpoints).toEqual([]);
    const outline = statesOutline(shipped(PLANTED));
    const file = await openStatesFile(statesSource(PLANTED), outline);
    const { checkpoints } = runToEnd(protocolBridge('naive', [], await readBridgeCosines(file, 'naive')));
    expect(checkpoints.map(({ tested }) => tested)).toEqual([null, null, null]);
  });
});
