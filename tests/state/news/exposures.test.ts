import { describe, expect, it } from 'vitest';
import { chosenProtocol, exposuresAt, protocolStops, stopAt } from '../../../src/state/news/exposures.ts';
import { planted, shipped } from '../../core/news/helpers/newsFixtures.ts';

const results = planted();

describe('exposures', () => {
  it('stop where every run of a protocol was read', () => {
    expect(protocolStops(results, 'naive')).toEqual([0, 1, 2, 4]);
    const short = { ...results, runs: results.runs.map((run, i) => (i === 3 ? { ...run, checkpoints: run.checkpoints.filter(({ step }) => step !== 2) } : run)) };
    expect(protocolStops(short, 'naive')).toEqual([0, 1, 4]);
    expect(protocolStops(results, 'no such protocol')).toEqual([]);
  });

  it('are counted as the mean over runs, and not at all where the file does not count', () => {
    expect(exposuresAt(results, 'naive', 2, 'examples')).toBe(8);
    expect(exposuresAt(results, 'naive', 2, 'step')).toBe(2);
    const uncounted = { ...results, runs: results.runs.map((run) => ({ ...run, checkpoints: run.checkpoints.map((mark) => ({ ...mark, tokens: null })) })) };
    expect(exposuresAt(uncounted, 'naive', 2, 'tokens')).toBeNaN();
  });

  it('have a protocol in focus: the chosen one, or the first with runs', () => {
    expect(chosenProtocol(results, 'naive.own')?.id).toBe('naive.own');
    expect(chosenProtocol(results, 'no such protocol')?.id).toBe('naive');
    expect(chosenProtocol(shipped('news-runs/gemma-270m-all-news.json'), null)).toBeNull();
  });

  it('stand at the stop before a place between two', () => {
    expect([null, -1, 0, 1.9, 3, 99].map((place) => stopAt([0, 1, 2, 4], place))).toEqual([4, 0, 0, 1, 2, 4]);
    expect(stopAt([], 3)).toBeNull();
  });
});
