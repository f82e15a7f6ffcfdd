import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Row } from '../../bench/report/row.ts';
import { fastest, median, minimum, ratioRow } from '../../bench/report/statistics.ts';
import { figuresTable, timesTable } from '../../bench/report/table.ts';
import { check, parseTargets, standing, TOLERANCE } from '../../bench/report/targets.ts';
import { suites } from '../../bench/suites.ts';

const timed = (by: string, ...ms: number[]) => ({ by, ms });
const row = (name: string, value: number): Row => ({ name, unit: 'ratio', value });

describe('summaries of repeats', () => {
  it('take the middle, or the mean of the two in the middle, in numeric order', () => {
    expect(median([100, 9, 10])).toBe(10);
    expect(median([4, 1, 100, 2])).toBe(3);
    expect(minimum([4, 1, 100])).toBe(1);
  });

  it('are refused without repeats', () => {
    expect(() => median([])).toThrow('no repeats');
    expect(() => minimum([])).toThrow('no repeats');
    expect(() => fastest([])).toThrow('no contestants');
  });

  it('make a ratio of medians that one slow repeat does not move', () => {
    const { value, minima, timings, note } = ratioRow('frames/a', timed('node', 2, 2, 900), timed('numpy', 4, 4, 1), 'half');
    expect([value, minima]).toEqual([0.5, 2]);
    expect(timings?.ours.ms).toEqual([2, 2, 900]);
    expect(note).toBe('half');
  });

  it('find the contestant with the lowest median', () => {
    expect(fastest([timed('a', 5, 6, 7), timed('b', 1, 100, 100), timed('c', 6, 5, 5)]).by).toBe('c');
  });
});

describe('targets', () => {
  it('are met, nearly met within the tolerance, or missed', () => {
    const of = (value: number, minima?: number) => standing({ value, ...(minima !== undefined && { minima }) }, 2);
    expect(of(2)).toBe('met');
    expect(of(2 * TOLERANCE)).toBe('near');
    expect(of(2 * TOLERANCE + 1e-9)).toBe('missed');
    expect(of(NaN)).toBe('missed');
  });

  it('are missed where medians and minima both are', () => {
    expect([standing({ value: 9, minima: 1 }, 1), standing({ value: 9, minima: 2 }, 1), standing({ value: 1, minima: 9 }, 1)]).toEqual(['near', 'missed', 'met']);
  });

  it('name the rows beyond the tolerance, and those that nothing answers', () => {
    const rows = [row('good', 0.9), row('near', 1.4), row('bad', 1.6), row('free', 99)];
    expect(check(rows, { good: 1, near: 1, bad: 1, gone: 1 })).toEqual({ missed: ['bad'], unmeasured: ['gone'] });
  });

  it('are numbers from 0 on by name, or are refused by that name', () => {
    expect(parseTargets({ a: 1.5 })).toEqual({ a: 1.5 });
    for (const wrong of [{ a: -1 }, { a: NaN }, { a: '1' }, { a: null }, { a: Infinity }]) expect(() => parseTargets(wrong)).toThrow('targets: a is');
    for (const wrong of [null, [1], 'a']) expect(() => parseTargets(wrong)).toThrow('an object of numbers');
  });

  it('are committed for rows of the suites', () => {
    const committed = parseTargets(JSON.parse(readFileSync('bench/targets.json', 'utf8')));
    expect(Object.keys(committed).filter((name) => !suites.some((suite) => name.startsWith(`${suite.name}/`)))).toEqual([]);
  });
});

describe('the table', () => {
  const rows: Row[] = [
    ratioRow('frames/7x640/node', timed('node', 1, 2, 3), timed('numpy', 4, 4, 5)),
    ratioRow('frames/7x640/long', timed('node', 1234.5), timed('ml-pca', 123456), 'on one frame'),
    { name: 'start/bundle', unit: 'bytes', value: 204800 },
  ];

  it('holds every figure against its target, and leaves those without one alone', () => {
    expect(figuresTable(rows, { 'frames/7x640/node': 0.4, 'start/bundle': 100_000 }).split('\n')).toEqual([
      'row                 figure  of minima   target  at most',
      'frames/7x640/node      0.5       0.25      0.4      0.6  near',
      'frames/7x640/long     0.01       0.01                            on one frame',
      'start/bundle       204,800             100,000  150,000  MISSED',
    ]);
  });

  it('gives medians, minima and repeats of what was timed', () => {
    expect(timesTable(rows).split('\n').map((line) => line.split(/\s{2,}/))).toEqual([
      ['row', 'by', 'median ms', 'minimum', 'repeats', 'by', 'median ms', 'minimum', 'repeats'],
      ['frames/7x640/node', 'node', '2', '1', '3', 'numpy', '4', '4', '3'],
      ['frames/7x640/long', 'node', '1235', '1235', '1', 'ml-pca', '123456', '123456', '1'],
    ]);
    expect(timesTable(rows.slice(2))).toBe('');
  });
});
