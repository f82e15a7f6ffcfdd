/** A table as text with tabs, which spreadsheets take from the clipboard; units in brackets, undefined values empty. */
import type { MeasureTable, TableValue } from '../../state/figures/measureTable.ts';

/** Tabs and line ends inside words become spaces; a word that a spreadsheet would read as a formula gets an apostrophe. */
function cell(value: TableValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const plain = value.replace(/[\t\r\n]+/g, ' ');
  return /^[=+\-@]/.test(plain) ? `'${plain}` : plain;
}

export function tabText({ columns, rows }: Pick<MeasureTable, 'columns' | 'rows'>): string {
  const head = columns.map(({ name, unit }) => cell(unit === '' ? name : `${name} [${unit}]`));
  return [head, ...rows.map((row) => row.map(cell))].map((line) => `${line.join('\t')}\n`).join('');
}
