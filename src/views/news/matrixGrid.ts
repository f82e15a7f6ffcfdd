/** Lines of the matrix, what of them is in view, and where keys lead: the arithmetic behind the grid, without the page. */
import type { MatrixFigure, MatrixRow } from '../../state/news/matrixFigure.ts';
import type { NewsMeasureName, NewsOrder } from '../../state/view/newsFields.ts';

/** A line of the grid: the means of a group, or a news. All have one height. */
export type MatrixLine =
  | { readonly kind: 'group'; readonly id: string; readonly label: string; readonly count: number; readonly values: Float64Array }
  | { readonly kind: 'news'; readonly id: string; readonly row: MatrixRow; readonly values: Float64Array };

export function matrixLines({ groups }: Pick<MatrixFigure, 'groups'>): readonly MatrixLine[] {
  return groups.flatMap(({ domain, rows, means }): readonly MatrixLine[] => [
    { kind: 'group', id: `group ${domain ?? ''}`, label: domain ?? 'all', count: rows.length, values: means },
    ...rows.map((row): MatrixLine => ({ kind: 'news', id: row.news.id, row, values: row.values })),
  ]);
}

/** Lines beyond the edges that are drawn as well, so that scrolling does not show where they end. */
const BEYOND = 8;

/** Half-open range of lines to draw. All in pixels. */
export function drawnLines(scrolled: number, height: number, lineHeight: number, count: number): readonly [from: number, to: number] {
  const from = Math.max(0, Math.floor(scrolled / lineHeight) - BEYOND);
  return [Math.min(from, count), Math.min(count, Math.ceil((scrolled + height) / lineHeight) + BEYOND)];
}

/** A place of the grid; line -1 is that of the column heads. */
export interface GridPlace {
  readonly line: number;
  readonly column: number;
}

/** Where a key leads, stopping at the borders; null for keys that do not move. @param page lines that fit in view */
export function movedPlace({ line, column }: GridPlace, key: string, lines: number, columns: number, page: number, control: boolean): GridPlace | null {
  const to = (l: number, c: number): GridPlace => ({ line: Math.max(-1, Math.min(lines - 1, l)), column: Math.max(0, Math.min(columns - 1, c)) });
  switch (key) {
    case 'ArrowUp':
      return to(line - 1, column);
    case 'ArrowDown':
      return to(line + 1, column);
    case 'ArrowLeft':
      return to(line, column - 1);
    case 'ArrowRight':
      return to(line, column + 1);
    case 'PageUp':
      return to(Math.max(0, line - page), column);
    case 'PageDown':
      return to(line + page, column);
    case 'Home':
      return to(control ? 0 : line, 0);
    case 'End':
      return to(control ? lines - 1 : line, columns - 1);
    default:
      return null;
  }
}

/** A press on a column's head: falling, rising, by domain again. */
export function nextOrder(order: NewsOrder | null, condition: string): NewsOrder | null {
  if (order?.condition !== condition) return { condition, order: 'falling' };
  return order.order === 'falling' ? { condition, order: 'rising' } : null;
}

/** At most four characters: `−1.3`, `−12`, `.58`, `1`. */
export function cellText(value: number, measure: NewsMeasureName): string {
  if (Number.isNaN(value)) return '';
  if (measure !== 'logp') return value.toFixed(2).replace(/^0(?=\.)/, '').replace(/^1\.00$/, '1').replace(/^\.00$/, '0');
  const digits = Math.abs(value) >= 9.95 ? 0 : 1;
  return value.toFixed(digits).replace(/^-(?=[0.]*$)/, '').replace('-', '−');
}
