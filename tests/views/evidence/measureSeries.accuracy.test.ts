import { describe, expect, it } from 'vitest';
import { accuracySeries } from '../../../src/state/figures/accuracy.ts';
import { accuracyLine } from '../../../src/views/evidence/measureSeries.ts';
import { accuracyNames } from '../../../src/views/ui/names.ts';
import { ABOUT } from '../../../src/views/evidence/aboutCharts.ts';
import { methodNote } from '../../../src/views/evidence/scalingWords.ts';
import { WORDS } from '../../../src/views/evidence/MeasureWords.tsx';
import { syntheticResult } from '../helpers/syntheticResult.ts';

const result = syntheticResult({ kind: 'grid', rows: 3, cols: 3 });
const series = accuracySeries(result.info);
const { metadata } = result.info;
const of = (sequences: number) => ({ task: { ...metadata.task, sequences } });

describe('the accuracy curve', () => {
  it('has the name that accuracy has everywhere, and its band says what it spans', () => {
    expect(accuracyLine(series, of(4), []).label).toBe(accuracyNames(metadata).cursor);
    expect(accuracyLine(series, of(4), []).band?.label).toBe('range of 4 sequences');
    expect(accuracyLine(series, of(1), []).band).toBeUndefined();
    expect(accuracyLine(series, of(4), [series.mean, series.mean]).band?.label).toBe('range of 2 replicates');
  });

  it('claims no window and no segment where the file has fixed its windows', () => {
    const fixed = { ...of(1), windows: 'fixed' } as const;
    expect(accuracyLine(series, fixed, []).label).toBe('accuracy');
    const { cursor, curve, chart } = accuracyNames(fixed);
    const text = [cursor, curve, chart, ...WORDS.givenAccuracy, ...ABOUT.givenAccuracy.words, methodNote({ method: { kind: 'knee' }, energyOf: null }, 'fixed')].join(' ');
    expect(text).toContain('as the file gives it');
    expect(text).not.toMatch(/segment|averaging window/);
  });
});
