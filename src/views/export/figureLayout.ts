/** Where the parts of a figure lie: panels in the rows they have on the stage, a heading over each, a caption under all. */

export interface CellPlace {
  /** Of the picture itself; its heading lies above. CSS pixels. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface FigureLayout {
  readonly width: number;
  readonly height: number;
  readonly cells: readonly CellPlace[];
  /** Height over every cell for its heading. */
  readonly heading: number;
  /** The figures have a line of their own in every heading. */
  readonly narrow: boolean;
  readonly captionX: number;
  readonly captionY: number;
  readonly captionWidth: number;
}

export const MARGIN = 12;
const GAP = 16;
/** Lines of a heading: title, what is shown, figures, notes; where there is room the figures stand beside what is shown. */
const HEADING_WIDE = 52;
const HEADING_NARROW = 66;
const NARROW = 420;
export const CAPTION_LINE = 16;

export interface CellSize {
  readonly width: number;
  readonly height: number;
}

/** @param columns panels in a row @param captionLines lines that the caption will have at the width of the figure */
export function figureLayout(sizes: readonly CellSize[], columns: number, captionLines: (width: number) => number): FigureLayout {
  const widths = Array.from({ length: Math.min(columns, sizes.length) }, (_, c) => Math.max(...sizes.filter((__, i) => i % columns === c).map(({ width }) => width)));
  const rows = Math.ceil(sizes.length / columns);
  const heights = Array.from({ length: rows }, (_, r) => Math.max(...sizes.slice(r * columns, (r + 1) * columns).map(({ height }) => height)));
  const narrow = Math.min(...widths) < NARROW;
  const heading = narrow ? HEADING_NARROW : HEADING_WIDE;
  const sum = (list: readonly number[]) => list.reduce((total, value) => total + value, 0);
  const cells = sizes.map(({ width, height }, i): CellPlace => {
    const [r, c] = [Math.floor(i / columns), i % columns];
    return { x: MARGIN + sum(widths.slice(0, c)) + c * GAP, y: MARGIN + sum(heights.slice(0, r)) + r * GAP + (r + 1) * heading, width, height };
  });
  const inner = sum(widths) + (widths.length - 1) * GAP;
  const captionY = MARGIN + sum(heights) + rows * heading + (rows - 1) * GAP + MARGIN;
  return {
    width: Math.round(inner + 2 * MARGIN),
    height: Math.round(captionY + captionLines(inner) * CAPTION_LINE + MARGIN),
    cells,
    heading,
    narrow,
    captionX: MARGIN,
    captionY,
    captionWidth: inner,
  };
}

/** Panels in the first row, by where they stand on the page. */
export function columnsOf(tops: readonly number[]): number {
  const first = tops[0] ?? 0;
  const next = tops.findIndex((top) => Math.abs(top - first) > 2);
  return next === -1 ? Math.max(1, tops.length) : next;
}
