/** The page's numbers beside those of fixtures/make_news_tables.py, which shares no code with it. */
import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { protocolBridge, type ProtocolBridge, readBridgeCosines } from '../../../src/core/news/bridge.ts';
import { DERIVED_COLUMNS, derivedCsv, derivedRows } from '../../../src/core/news/derivedTable.ts';
import { openStatesFile, statesOutline } from '../../../src/core/news/statesFile.ts';
import type { NewsResults } from '../../../src/core/news/types.ts';
import { fixtureText, planted, RESULT_FILES, shipped, statesSource } from './helpers/newsFixtures.ts';

const FILES = RESULT_FILES.filter((path) => path.startsWith('news-runs/'));
const EXPECTED = fixtureText('news-runs/derived.csv');

async function bridgesOf(path: string, results: NewsResults): Promise<ProtocolBridge[]> {
  if (results.states === null) return [];
  const outline = statesOutline(results);
  const file = await openStatesFile(statesSource(path), outline);
  const protocols = [...new Set(results.states.bridge.map(({ protocol }) => protocol))];
  return Promise.all(protocols.map(async (protocol) => runToEnd(protocolBridge(protocol, results.states!.bridgeLayers, await readBridgeCosines(file, protocol)))));
}

const csvOf = async (path: string): Promise<string[]> => {
  const results = shipped(path);
  return derivedCsv(runToEnd(derivedRows(results, await bridgesOf(path, results)))).trimEnd().split('\n');
};

/** The columns that say what a row is about, and its numbers. */
function split(line: string): readonly [about: string, numbers: readonly string[]] {
  const cells = line.split(',');
  return [cells.slice(0, 6).join(','), cells.slice(6)];
}

const number = (text: string): number => (text === 'inf' ? Infinity : Number(text));

/** True within a thousand-millionth, or within the last place that is written. */
function close(a: string, b: string): boolean {
  if (a === '' || b === '' || a === 'inf' || b === 'inf') return a === b;
  return Math.abs(number(a) - number(b)) <= Math.max(1.5e-9, 1e-9 * Math.abs(number(b)));
}

describe('derivedRows', () => {
  const expected = new Map<string, string[]>();
  beforeAll(() => {
    for (const line of EXPECTED.trimEnd().split('\n').slice(1)) {
      const id = line.slice(0, line.indexOf(','));
      expected.set(id, [...(expected.get(id) ?? []), line]);
    }
  });

  it('has files to be held against, with every section among them', () => {
    expect([...expected.keys()].sort()).toEqual(FILES.map((path) => shipped(path).id).sort());
    expect(new Set(EXPECTED.trimEnd().split('\n').slice(1).map((line) => line.split(',')[1]))).toEqual(new Set(['condition', 'contrast', 'bridge', 'efficiency']));
    expect(EXPECTED.slice(0, EXPECTED.indexOf('\n'))).toBe(DERIVED_COLUMNS.join(','));
  });

  it.each(FILES)('gives every row of %s that the script gives: means, intervals and p', async (path) => {
    const [, ...lines] = await csvOf(path);
    const wanted = expected.get(shipped(path).id)!;
    expect(lines.map((line) => split(line)[0])).toEqual(wanted.map((line) => split(line)[0]));
    const wrong = lines.filter((line, at) => !split(line)[1].every((cell, column) => close(cell, split(wanted[at]!)[1][column]!)));
    expect(wrong).toEqual([]);
  });

  it('has the shipped states among them', () => {
    expect(FILES.some((path) => shipped(path).states !== null && existsSync(new URL(`../../../fixtures/${path.replace(/\.json$/, '.safetensors')}`, import.meta.url)))).toBe(true);
  });
});

describe('derivedCsv', () => {
  const row = { results: 'a', section: 'efficiency', condition: 'mine, "own"', facet: 'all', measure: 'logp', news: 3, mean: Infinity, low: -1e-12, high: null, p: 0.25, holm: null } as const;

  it('quotes what needs it, writes nothing for no number and inf for what is not reached', () => {
    expect(derivedCsv([row])).toBe(`${DERIVED_COLUMNS.join(',')}\na,efficiency,"mine, ""own""",all,logp,3,inf,0.000000000,,0.250000000,\n`);
  });

  it('holds the planted file, its states without cosines too', async () => {
    const rows = runToEnd(derivedRows(planted(), await bridgesOf('news-synthetic/planted.json', planted())));
    expect(rows.find(({ section, condition, measure }) => section === 'bridge' && condition === 'naive' && measure === 'matched')!.mean).toBeCloseTo(0.5, 3);
    expect(rows.filter(({ section, condition }) => section === 'bridge' && condition === 'naive.own')).toEqual([]);
    expect(rows.filter(({ section }) => section === 'contrast').map(({ condition }) => condition)).toEqual(['context own - none', 'context own - naive', 'naive +news - context own']);
  });
});
