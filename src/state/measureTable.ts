/** Figures as files: a table with units and with where it comes from, as CSV or JSON. */

export interface TableColumn {
  readonly name: string;
  /** "tokens", "1" for a ratio, "share"; empty for words. */
  readonly unit: string;
}

/** null: not defined there. */
export type TableValue = number | string | null;

export interface MeasureTable {
  readonly title: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly TableValue[])[];
}

/** Facts in the order in which they are written. */
export type TableProvenance = readonly (readonly [name: string, value: string])[];

/**
 * A cell that spreadsheets would read as a formula gets an apostrophe: labels and titles come from files of unknown
 * origin. Quoted as RFC 4180 asks.
 */
function csvCell(value: TableValue): string {
  if (value === null || (typeof value === 'number' && !Number.isFinite(value))) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function heading({ name, unit }: TableColumn): string {
  return unit === '' ? name : `${name} [${unit}]`;
}

/**
 * One `# name: value` line for the title and every fact, then the header with units in brackets, then the rows; lines
 * end in CRLF. A value that is not defined is an empty cell.
 */
export function tableCsv({ title, columns, rows }: MeasureTable, provenance: TableProvenance): string {
  const facts = [['title', title] as const, ...provenance].map(([name, value]) => `# ${name}: ${value.replace(/[\r\n]+/g, ' ')}`);
  return [...facts, columns.map((column) => csvCell(heading(column))).join(','), ...rows.map((row) => row.map(csvCell).join(','))]
    .map((line) => `${line}\r\n`)
    .join('');
}

/** `{ title, provenance: { name: value }, columns: [{ name, unit }], rows: [[...]] }`; null where not defined. */
export function tableJson({ title, columns, rows }: MeasureTable, provenance: TableProvenance): string {
  const plain = rows.map((row) => row.map((value) => (typeof value === 'number' && !Number.isFinite(value) ? null : value)));
  return `${JSON.stringify({ title, provenance: Object.fromEntries(provenance), columns, rows: plain }, null, 2)}\n`;
}
