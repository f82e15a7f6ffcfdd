/** The rows of a run as text: figures against their targets first, then the times they were made from. */
import type { Row, Timing } from './row.ts';
import { median, minimum } from './statistics.ts';
import { standing, TOLERANCE, type Standing, type Targets } from './targets.ts';

const MARKS: Readonly<Record<Standing, string>> = { met: 'ok', near: 'near', missed: 'MISSED' };

export function figuresTable(rows: readonly Row[], targets: Targets): string {
  const body = rows.map((row) => {
    const { name, unit, value, minima, note = '' } = row;
    const target = targets[name];
    const held = target === undefined ? ['', '', ''] : [figure(target, unit), figure(target * TOLERANCE, unit), MARKS[standing(row, target)]];
    return [name, figure(value, unit), minima === undefined ? '' : figure(minima, unit), ...held, note];
  });
  return aligned([['row', 'figure', 'of minima', 'target', 'at most', '', ''], ...body], 1, 4);
}

/** Milliseconds; empty where no row was timed. */
export function timesTable(rows: readonly Row[]): string {
  const body = rows.flatMap(({ name, timings }) => (timings === undefined ? [] : [[name, ...times(timings.ours), ...times(timings.theirs)]]));
  if (body.length === 0) return '';
  const side = ['by', 'median ms', 'minimum', 'repeats'];
  return aligned([['row', ...side, ...side], ...body], 2, 8);
}

function times({ by, ms }: Timing): string[] {
  return [by, significant(median(ms)), significant(minimum(ms)), String(ms.length)];
}

function figure(value: number, unit: Row['unit']): string {
  return unit === 'ratio' ? significant(value) : value.toLocaleString('en-US', { maximumFractionDigits: 0 });
}

/** Three digits, never in powers of ten. */
function significant(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}

/** Columns [rightFrom, rightTo] are set to the right, the others to the left. */
function aligned(cells: readonly (readonly string[])[], rightFrom: number, rightTo: number): string {
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    row.map((cell, column) => (column >= rightFrom && column <= rightTo ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!))).join('  ').trimEnd();
  return cells.map(line).join('\n');
}
