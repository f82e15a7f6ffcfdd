/** Where the entries of a legend stand in a picture: in rows from the left, as many to a row as fit. */
import type { LegendEntry } from './legendEntries.ts';

export interface PlacedEntry {
  readonly entry: LegendEntry;
  /** Left end of the mark and middle of the row, in pixels. */
  readonly x: number;
  readonly y: number;
}

export interface LegendLayout {
  readonly placed: readonly PlacedEntry[];
  /** Pixels of all rows together; 0 without entries. */
  readonly height: number;
}

export const MARK_WIDTH = 16;
/** Between a mark and its words. */
export const MARK_GAP = 6;
const ENTRY_GAP = 16;
const ROW = 18;

/**
 * @param width pixels to fill; an entry that is wider alone has a row to itself
 * @param measure width of a label in pixels
 */
export function legendLayout(entries: readonly LegendEntry[], width: number, measure: (label: string) => number): LegendLayout {
  const placed: PlacedEntry[] = [];
  let x = 0;
  let row = 0;
  for (const entry of entries) {
    const wide = MARK_WIDTH + MARK_GAP + measure(entry.label);
    if (x > 0 && x + wide > width) {
      x = 0;
      row++;
    }
    placed.push({ entry, x, y: (row + 0.5) * ROW });
    x += wide + ENTRY_GAP;
  }
  return { placed, height: entries.length === 0 ? 0 : (row + 1) * ROW };
}
