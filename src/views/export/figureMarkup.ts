/** The words of a figure as markup. */
import { wrapWords } from '../charts/wrapWords.ts';
import { element, type MarkupElement } from '../shared/markup.ts';
import { textWidth } from '../shared/textWidth.ts';
import type { ThemeColours } from '../shared/useThemeColours.ts';
import type { EdgeLegendEntry } from '../compare/edgeLegend.ts';
import { CAPTION_LINE, type CellPlace, type FigureLayout } from './figureLayout.ts';
import { shortened, type HeadingWords } from './figureWords.ts';

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
