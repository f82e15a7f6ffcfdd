import { describe, expect, it } from 'vitest';
import { accuracyNames } from '../../../src/views/ui/names.ts';
import { cursorMeasures } from '../../../src/state/figures/cursorMeasures.ts';
import { cursorTable } from '../../../src/views/evidence/CursorFigures.tsx';
import { syntheticResult } from '../helpers/syntheticResult.ts';

const result = syntheticResult({ kind: 'grid', rows: 3, cols: 3 });
const { metadata } = result.info;

describe('the figures at the cursor as a table', () => {
  const measures = cursorMeasures(result, { frame: 3, fraction: 0, between: false, clamped: false }, [0, 1]);
  const { columns, rows } = cursorTable(measures, 'PC 1-2', accuracyNames(metadata).cursor);

  it('have a cell for every column, a unit each, and the accuracy under the window’s name', () => {
    for (const row of rows) expect(row.length).toBe(columns.length);
    expect(rows[0]!.slice(0, 1)).toEqual(['accuracy']);
    expect(rows.every((row) => row.at(-1) !== '')).toBe(true);
  });

  it('leave undefined figures empty', () => {
    expect(rows.flat().every((value) => typeof value !== 'number' || Number.isFinite(value))).toBe(true);
  });
});
