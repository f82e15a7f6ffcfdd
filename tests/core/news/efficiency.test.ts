import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { type Efficiency, efficiency, type EfficiencyData, efficiencyData, newsEfficiency, reachedAt, type Refusal, sizeTrend } from '../../../src/core/news/efficiency.ts';
import type { NewsResults } from '../../../src/core/news/types.ts';
import { planted, shipped } from './helpers/newsFixtures.ts';

const results = planted();

function sound<T extends object>(value: T | Refusal): T {
  if ('refused' in value) throw new Error(value.refused);
  return value;
}

const refusal = (value: object): string => (value as Refusal).refused;

describe('reachedAt', () => {
  const at = (logp: number[], exposures: number[], wanted: number) => reachedAt(Float64Array.from(logp), Float64Array.from(exposures), wanted);

  it('is linear in the logarithm of exposures', () => {
    expect(at([-3, -2, -1], [0, 4, 16], -1.5)).toBeCloseTo(8, 12);
    expect(at([-3, -2, -1], [0, 4, 16], -2)).toBe(0);
    expect(at([-3, -2, -2.5, -1], [1, 10, 100, 1000], -2)).toBeCloseTo(10, 12);
  });

  it('is 0 before the first checkpoint that counts any, and Infinity where it is not reached', () => {
    expect(at([-3, -1], [0, 4], -2)).toBe(0);
    expect(at([-1, -2], [8, 16], -1.5)).toBe(0);
    expect(at([-3, -2.5], [0, 4], -2)).toBe(Infinity);
  });
});

/** Three news that all go from -3 to -1 along -3, -2.5, -1.5, -1 at 0, 1, 10 and 100 exposures, in `scale` of them. */
const made = (parameters: number | null, scale: number, wobble = 0): EfficiencyData => {
  const path = [[-3, -2.5, -1.5, -1], [-3, -2.5 - wobble, -1.5, -1], [-3, -2.5, -1.5 + wobble, -1]];
  return {
    results: 'made', model: 'made', parameters, protocol: 'naive', unit: 'tokens', news: ['a', 'b', 'c'], steps: [0, 1, 2, 3],
    start: Float64Array.of(-3, -3, -3), goal: Float64Array.of(-1, -1, -1),
    logp: Float64Array.from([0, 1, 2, 3].flatMap((s) => path.map((news) => news[s]!))),
    exposures: Float64Array.from([0, 1, 10, 100].flatMap((count) => [count * scale, count * scale, count * scale])),
  };
};

describe('efficiency', () => {
  it('finds the planted exposures, without width where all news are alike', () => {
    const { reachedAt: at, low, high, reaching, wanted } = sound<Efficiency>(runToEnd(efficiency(made(1e6, 1))));
    expect(wanted).toBe(-2);
    for (const value of [at, low, high]) expect(value).toBeCloseTo(Math.sqrt(10), 12);
    expect(reaching).toBe(1);
  });

  it('has an interval about the estimate where news differ', () => {
    const { reachedAt: at, low, high } = sound<Efficiency>(runToEnd(efficiency(made(1e6, 1, 0.3))));
    expect(low).toBeLessThan(at);
    expect(high).toBeGreaterThan(at);
  });

  it('is open above where a part of the resamples does not get there', () => {
    const data = made(1e6, 1);
    // Two of the three news never leave their start.
    const logp = data.logp.map((value, cell) => (cell % 3 === 0 ? value : -3));
    const { reachedAt: at, low, high, reaching } = sound<Efficiency>(runToEnd(efficiency({ ...data, logp }, 0.3)));
    expect(at).toBeLessThan(Infinity);
    expect(low).toBeLessThan(at);
    expect(high).toBe(Infinity);
    // Those that draw the first news at least once: 1 - (2/3)^3.
    expect(reaching).toBeCloseTo(19 / 27, 1);
  });

  it('refuses where the news in context do not help', () => {
    const data = made(1e6, 1);
    expect(refusal(runToEnd(efficiency({ ...data, goal: data.start })))).toContain('do not help');
  });
});

describe('efficiencyData', () => {
  it('holds what is planted: the way of naive, the same for every news', () => {
    const data = sound<EfficiencyData>(efficiencyData(results, 'naive', 'tokens'));
    expect(data).toMatchObject({ steps: [0, 1, 2, 4], unit: 'tokens', parameters: 1000, news: ['alder', 'birch', 'cedar', 'downs', 'ember', 'fjord'] });
    expect([...data.exposures.subarray(6, 12)]).toEqual(Array(6).fill(40));
    expect(data.logp.subarray(0, 6)).toEqual(data.start);
    expect(new Set(data.logp.subarray(6, 12)).size).toBe(1);
    const { reachedAt: at } = sound<Efficiency>(runToEnd(efficiency(data)));
    expect(at).toBeGreaterThan(40);
    expect(at).toBeLessThan(160);
    expect(runToEnd(efficiency(sound<EfficiencyData>(efficiencyData(results, 'naive.own', 'tokens'))))).toMatchObject({ reachedAt: Infinity, low: Infinity, high: Infinity, reaching: 0 });
  });

  it('gives what the tables print of Gemma', () => {
    const gemma = shipped('news-runs/gemma-270m.json');
    const at = (unit: 'examples' | 'tokens', protocol = 'naive') => sound<Efficiency>(runToEnd(efficiency(sound<EfficiencyData>(efficiencyData(gemma, protocol, unit))))).reachedAt;
    expect([at('examples'), at('tokens'), at('tokens', 'paraphrase'), at('tokens', 'selfqa')].map((value) => value.toFixed(0))).toEqual(['14', '1008', '1302', 'Infinity']);
  });

  it.each<[string, NewsResults, string]>([
    ['nothing was trained', results, 'nobody'],
    ['one adapter learned all', { ...results, protocols: results.protocols.map((protocol) => ({ ...protocol, scope: 'joint' as const })) }, 'naive'],
    ['do not count tokens', { ...results, runs: results.runs.map((run) => ({ ...run, checkpoints: run.checkpoints.map((mark) => ({ ...mark, tokens: null })) })) }, 'naive'],
    ['fewer than two', { ...results, runs: results.runs.map((run) => ({ ...run, checkpoints: run.checkpoints.slice(-1) })) }, 'naive'],
    ['no news has', { ...results, contexts: [] }, 'naive'],
  ])('says that %s', (words, given, protocol) => {
    expect(refusal(efficiencyData(given, protocol, 'tokens')).toLowerCase()).toContain(words);
  });
});

describe('sizeTrend', () => {
  const models = (parameters: (number | null)[]) => parameters.map((count) => made(count, 1e8 / (count ?? 1), 0.3));
  const trend = (data: EfficiencyData[]) => runToEnd(newsEfficiency({ models: data, share: 0.5 })).trend;

  it('finds a planted slope of -1, paired over the same resamples', () => {
    const { slope, low, high, models: count } = sound(trend(models([1e6, 1e7, 1e8])));
    expect(count).toBe(3);
    for (const value of [slope, low, high]) expect(value).toBeCloseTo(-1, 10);
  });

  it('is refused in words under three sizes', () => {
    expect(refusal(trend(models([1e6, 1e7])))).toContain('two reach the share');
    expect(refusal(trend(models([1e6, 1e6, null])))).toContain('one reaches the share');
    expect(refusal(sizeTrend([{ refused: 'x' }]))).toContain('none reach');
  });

  it('refuses a share that is none', () => {
    expect(() => runToEnd(newsEfficiency({ models: [], share: 0 }))).toThrow(RangeError);
  });
});
