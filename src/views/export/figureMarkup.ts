/** A figure as markup: panels in the rows they have on the stage, a heading over each, a caption under all. */
import type { EdgeLegendEntry } from '../picture/compare/drawnGraphs.ts';
import type { ThemeColours } from '../picture/useThemeColours.ts';
import { element, type MarkupElement } from '../ui/markup.ts';
import { textWidth } from '../ui/textWidth.ts';
import { wrapWords } from '../ui/wrapWords.ts';
import { type HeadingWords, shortened } from './figureWords.ts';

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

/** The words of a figure as markup. */
export interface FigureInk {
  readonly theme: ThemeColours;
  /** CSS font family. */
  readonly family: string;
}

type Letters = Pick<FigureInk, 'family'>;

interface Line {
  readonly size: number;
  readonly weight: number;
}

const TITLE: Line = { size: 14, weight: 600 };
const META: Line = { size: 11, weight: 400 };
const CAPTION: Line = { size: 11.5, weight: 400 };
const CONTEXT: Line = { size: 12.5, weight: 600 };
const LEGEND_STROKE = 20;

const measured = ({ size, weight }: Line, { family }: Letters) => (text: string) => textWidth(text, `${weight} ${size}px ${family}`);

function words(text: string, x: number, y: number, line: Line, fill: string, { family }: Letters): MarkupElement {
  return element('text', { x, y, fill, 'font-family': family, 'font-size': line.size, 'font-weight': line.weight === 400 ? undefined : line.weight, 'font-variant-numeric': 'tabular-nums' }, text);
}

export function headingMarkup({ title, meta, readout, notes }: HeadingWords, { x, y, width }: CellPlace, { heading, narrow }: FigureLayout, ink: FigureInk): readonly MarkupElement[] {
  const { theme } = ink;
  const small = narrow ? [meta, readout, notes] : [`${meta} · ${readout}`, notes];
  const line = (text: string, offset: number, style: Line, fill: string) => words(shortened(text, width, measured(style, ink)), x, y - heading + offset, style, fill, ink);
  const rest = small.flatMap((text, i) => (text === '' ? [] : [line(text, 29 + i * CAPTION_LINE, META, theme.inkSoft)]));
  return [line(title, 13, TITLE, theme.ink), ...rest];
}

/** Lines that a caption takes: one for the context and the lines' legend, then the sentences. */
export function captionLines(caption: string, width: number, ink: Letters): number {
  return 1 + wrapWords(caption, width, Infinity, measured(CAPTION, ink)).length;
}

export function captionMarkup(context: string, legend: readonly EdgeLegendEntry[], caption: string, { captionX: x, captionY: y, captionWidth }: FigureLayout, ink: FigureInk): readonly MarkupElement[] {
  const { theme } = ink;
  const lines = wrapWords(caption, captionWidth, Infinity, measured(CAPTION, ink));
  let at = x + measured(CONTEXT, ink)(context) + 20;
  const marks = legend.flatMap(({ text, reference }): MarkupElement[] => {
    const from = at;
    at += LEGEND_STROKE + 6 + measured(META, ink)(text) + 16;
    if (at - 16 > x + captionWidth) return [];
    return [
      element('line', { x1: from, x2: from + LEGEND_STROKE, y1: y + 7, y2: y + 7, stroke: reference ? theme.edgeReference : theme.edge, 'stroke-width': 2, 'stroke-dasharray': reference ? '5 4' : undefined }),
      words(text, from + LEGEND_STROKE + 6, y + 11, META, theme.inkSoft, ink),
    ];
  });
  return [words(context, x, y + 11, CONTEXT, theme.ink, ink), ...marks, ...lines.map((line, i) => words(line, x, y + 11 + (i + 1) * CAPTION_LINE, CAPTION, theme.inkSoft, ink))];
}

/** Why a panel has no picture here. */
export function problemMarkup(sentence: string, { x, y, width, height }: CellPlace, ink: FigureInk): readonly MarkupElement[] {
  const lines = wrapWords(sentence, width - 40, Infinity, measured(CAPTION, ink));
  return lines.map((line, i) => words(line, x + 20, y + height / 2 + (i - lines.length / 2) * CAPTION_LINE, CAPTION, ink.theme.inkSoft, ink));
}
