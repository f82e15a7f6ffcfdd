import { describe, expect, it } from 'vitest';
import { type ChartSeries, seriesColour, seriesTable, valueAt, valueDomain } from '../../../src/views/charts/chartSeries.ts';
import { exportName } from '../../../src/views/ui/saveFile.ts';
import { tabText } from '../../../src/views/charts/takeChart.ts';

const points = [
  { context: 10, value: 0.1 },
  { context: 20, value: NaN },
  { context: 50, value: 0.7 },
];
const series: ChartSeries = { id: 'a', label: 'full d', colour: 1, points };

describe('the value of a curve at a context', () => {
  it('is that of the last recorded context at or before it', () => {
    expect(valueAt(points, 10)).toBe(0.1);
    expect(valueAt(points, 19.9)).toBe(0.1);
    expect(valueAt(points, 1e6)).toBe(0.7);
  });

  it('is not defined before the first recorded context and where the curve is not', () => {
    expect(valueAt(points, 9)).toBeNaN();
    expect(valueAt(points, 30)).toBeNaN();
  });
});

describe('the value axis', () => {
  it('holds every defined value, every end of a band and what it must show', () => {
    const banded: ChartSeries = { ...series, band: { label: 'range', points: [{ context: 10, low: -0.3, high: 1.4 }] } };
    const [low, high] = valueDomain([banded], [2]);
    expect(low).toBeLessThanOrEqual(-0.3);
    expect(high).toBeGreaterThanOrEqual(2);
  });

  it('has room around a single value and a place to stand without any', () => {
    const [low, high] = valueDomain([{ ...series, points: [{ context: 1, value: 3 }] }]);
    expect(low).toBeLessThan(3);
    expect(high).toBeGreaterThan(3);
    expect(valueDomain([{ ...series, points: [{ context: 1, value: NaN }] }])).toEqual([0, 1]);
  });
});

describe('a table of curves', () => {
  it('has a row for every context of any curve and leaves undefined values empty', () => {
    const other: ChartSeries = { id: 'b', label: 'PC 1-2', colour: 2, points: [{ context: 5, value: 1 }], band: { label: 'range of 2 replicates', points: [{ context: 5, low: 0.5, high: 2 }] } };
    const { columns, rows } = seriesTable([series, other], '1');
    expect(columns.map(({ name }) => name)).toEqual(['context', 'full d', 'PC 1-2', 'range of 2 replicates, low', 'range of 2 replicates, high']);
    expect(rows).toEqual([
      [5, null, 1, 0.5, 2],
      [10, 0.1, null, null, null],
      [20, null, null, null, null],
      [50, 0.7, null, null, null],
    ]);
  });

  it('goes to the clipboard without breaking its rows or starting a formula', () => {
    const text = tabText({ columns: [{ name: 'word', unit: '' }, { name: 'context', unit: 'tokens' }], rows: [['=1+1\tx\n', 3], ['plain', null]] });
    expect(text).toBe("word\tcontext [tokens]\n'=1+1 x \t3\nplain\t\n");
  });
});

it('names a file by its title, with nothing a file system minds', () => {
  expect(exportName('Energy along "Ring/of 16", PC 1-2', 'csv')).toBe('contextscope-energy-along-ring-of-16-pc-1-2.csv');
  expect(exportName('///', 'png')).toBe('contextscope-chart.png');
});

it('gives neighbouring series different colours', () => {
  for (let i = 0; i < 20; i++) expect(seriesColour(i)).not.toBe(seriesColour(i + 1));
});
