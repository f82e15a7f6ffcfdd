import { describe, expect, it } from 'vitest';
import { accuracySeries } from '../../../src/state/accuracySeries.ts';
import { accuracyLine, SEGMENT_ACCURACY, WINDOW_ACCURACY } from '../../../src/views/evidence/accuracyLine.ts';
import { cursorMeasures } from '../../../src/state/cursorMeasures.ts';
import { cursorTable } from '../../../src/views/measures/cursorTable.ts';
import { syntheticResult } from '../helpers/syntheticResult.ts';

const result = syntheticResult({ kind: 'grid', rows: 3, cols: 3 });
const series = accuracySeries(result.info);

describe('the accuracy curve', () => {
  it('is named per segment, and its band by what it spans', () => {
    expect(accuracyLine(series, 4, []).label).toBe(SEGMENT_ACCURACY);
    expect(accuracyLine(series, 4, []).band?.label).toBe('range of 4 sequences');
    expect(accuracyLine(series, 1, []).band).toBeUndefined();
    expect(accuracyLine(series, 4, [series.mean, series.mean]).band?.label).toBe('range of 2 replicates');
  });
});

describe('the figures at the cursor as a table', () => {
  const measures = cursorMeasures(result, { frame: 3, fraction: 0, between: false, clamped: false }, [0, 1]);
  const { columns, rows } = cursorTable(measures, 'PC 1-2');

  it('have a cell for every column, a unit each, and the accuracy under the window’s name', () => {
    for (const row of rows) expect(row.length).toBe(columns.length);
    expect(rows[0]!.slice(0, 1)).toEqual([WINDOW_ACCURACY]);
    expect(rows.every((row) => row.at(-1) !== '')).toBe(true);
  });

  it('leave undefined figures empty', () => {
    expect(rows.flat().every((value) => typeof value !== 'number' || Number.isFinite(value))).toBe(true);
  });
});
