import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChartSeries } from '../../../src/views/charts/chartSeries.ts';
import { seriesLegend, type LegendEntry } from '../../../src/views/charts/Legend.tsx';
import { legendLayout, MARK_GAP, MARK_WIDTH } from '../../../src/views/charts/svgPicture.ts';
import { sliderText } from '../../../src/views/charts/contextGestures.ts';
import { wrapWords } from '../../../src/views/ui/wrapWords.ts';
import { formatRatio } from '../../../src/views/ui/formatNumber.ts';

const chance: ChartSeries = {
  id: 'relabelled',
  label: 'mean of relabellings',
  colour: 7,
  dashed: true,
  points: [{ context: 10, value: 1 }, { context: 20, value: 0.98 }],
  band: { label: '5–95 % of relabellings', points: [{ context: 10, low: 0.7, high: 1.3 }, { context: 20, low: NaN, high: NaN }] },
};
const measured: ChartSeries = { id: 'measured', label: 'measured', colour: 1, points: [{ context: 10, value: 0.4 }] };

const measure = (text: string) => text.length * 6;

describe('the legend of a chart', () => {
  it('names a line and its band separately, each with its own value', () => {
    const entries = seriesLegend([chance, measured], 15, formatRatio);
    expect(entries.map(({ label, mark, value }) => [label, mark, value])).toEqual([
      ['mean of relabellings', 'dashed', '1.00'],
      ['5–95 % of relabellings', 'band', '0.70–1.30'],
      ['measured', 'line', '0.40'],
    ]);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(3);
  });

  it('has no value for a band where it is not defined', () => {
    expect(seriesLegend([chance], 20, formatRatio)[1]!.value).toBe('–');
    expect(seriesLegend([chance], 5, formatRatio)[1]!.value).toBe('–');
  });

  it('is read out without the bands', () => {
    expect(sliderText([chance, measured], 10, formatRatio)).toBe('10 tokens: mean of relabellings 1.00, measured 0.40');
    expect(sliderText([], 10, formatRatio)).toBe('10 tokens');
  });
});

describe('the legend in a saved picture', () => {
  const entry = (label: string, i: number): LegendEntry => ({ id: String(i), label, colour: 1, mark: 'line', value: null });

  it('keeps every entry within the width that it could fit into, in order, and none on top of another', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 30 }), { maxLength: 12 }), fc.integer({ min: 60, max: 500 }), (labels, width) => {
        const { placed, height } = legendLayout(labels.map(entry), width, measure);
        expect(placed.map(({ entry: { id } }) => id)).toEqual(labels.map((_, i) => String(i)));
        placed.forEach(({ entry: { label }, x, y }, i) => {
          const end = x + MARK_WIDTH + MARK_GAP + measure(label);
          expect(x === 0 || end <= width).toBe(true);
          expect(y).toBeLessThan(height);
          const next = placed[i + 1];
          if (next !== undefined) expect(next.y > y || next.x >= end).toBe(true);
        });
      }),
    );
  });

  it('takes no room without entries', () => {
    expect(legendLayout([], 300, measure)).toEqual({ placed: [], height: 0 });
  });
});

describe('a text broken into lines', () => {
  it('keeps every word in order where there is room for all lines', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 12 }).filter((word) => !/\s/.test(word)), { maxLength: 12 }), fc.integer({ min: 40, max: 300 }), (words, width) => {
        const lines = wrapWords(words.join(' '), width, 99, measure);
        expect(lines.join(' ')).toBe(words.join(' '));
        for (const line of lines) expect(!line.includes(' ') || measure(line) <= width).toBe(true);
      }),
    );
  });

  it('ends in an ellipsis that still fits where there is not', () => {
    const lines = wrapWords('Normalised Dirichlet energy of a very long title', 120, 2, measure);
    expect(lines.length).toBe(2);
    expect(lines[1]!.endsWith('…')).toBe(true);
    for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(120);
  });
});
