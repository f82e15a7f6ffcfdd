import { describe, expect, it } from 'vitest';
import type { ProtocolBridge, TestedBridge } from '../../../src/core/news/bridge.ts';
import { bridgeContrasts, KNOWLEDGE_CONTRASTS, knowledgeContrasts, lastTested } from '../../../src/core/news/contrasts.ts';
import { planted } from './helpers/newsFixtures.ts';

describe('knowledgeContrasts', () => {
  it('takes what was run, in the order written down, and names what was not', () => {
    const { contrasts, absent } = knowledgeContrasts(planted());
    expect(contrasts.map(({ id, news }) => [id, news.length])).toEqual([['context own - none', 6], ['context own - naive', 6], ['naive +news - context own', 6]]);
    expect(absent).toHaveLength(KNOWLEDGE_CONTRASTS.length - 3);
    expect(absent).toContain('selfqa - naive');
    // In context the right option leads by 2, under naive by 1.5.
    expect(contrasts[1]!.values.every((value) => value > 0)).toBe(true);
    expect(contrasts[2]!.values.every((value) => value < 0)).toBe(true);
  });

  it('leaves a contrast of a single news out', () => {
    const results = planted();
    const { contrasts, absent } = knowledgeContrasts({ ...results, contexts: results.contexts.slice(0, 1) });
    expect(contrasts).toEqual([]);
    expect(absent).toContain('context own - none');
  });
});

describe('bridgeContrasts', () => {
  const none = { count: 0, mean: NaN, low: NaN, high: NaN };
  const tested = (news: string[], matched: number[], mismatched: number[]): TestedBridge => ({
    news, matched: Float64Array.from(matched), mismatched: Float64Array.from(mismatched), matchedMean: none, mismatchedMean: none, ids: news, matrix: new Float64Array(), ownIsBest: 0,
  });
  const bridge = (protocol: string, step: number, of: TestedBridge | null): ProtocolBridge => ({ protocol, seeds: [0], bridgeLayers: [1], checkpoints: [{ step, layers: [], tested: of }] });

  it('holds matched against mismatched, and Self-QA against its shadow, at the last checkpoint of all', () => {
    const bridges = [
      bridge('selfqa', 4, tested(['a', 'b', 'c'], [0.5, 0.25, 1], [0.25, 0.25, 0])),
      bridge('selfqa.own', 4, tested(['c', 'b'], [0.5, 0], [0, 0])),
      bridge('naive', 2, tested(['a', 'b'], [1, 1], [0, 0])),
      bridge('mine', 4, tested(['a', 'b'], [1, 1], [0, 0])),
    ];
    expect(bridgeContrasts(bridges).map(({ id, news, values }) => [id, news, [...values]])).toEqual([
      ['selfqa', ['a', 'b', 'c'], [0.25, 0, 1]],
      ['selfqa.own', ['c', 'b'], [0.5, 0]],
      ['selfqa - selfqa.own', ['b', 'c'], [0.25, 0.5]],
    ]);
    expect(lastTested(bridges, 'naive')).toBeNull();
    expect(lastTested([], 'naive')).toBeNull();
  });
});
