/** A chart of the page as a picture that stands alone: its title, its legend in rows, and its provenance. */
import type { TableProvenance } from '../../state/figures/measureTable.ts';
import { element, type MarkupElement, svgDocument } from '../ui/markup.ts';
import { pngOfSvg } from '../ui/pngOfSvg.ts';
import { svgMarkup } from '../ui/svgMarkup.ts';
import { textWidth } from '../ui/textWidth.ts';
import { wrapWords } from '../ui/wrapWords.ts';
import type { LegendEntry } from './Legend.tsx';

/** Where the entries of a legend stand in a picture: in rows from the left, as many to a row as fit. */
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

/** A chart on the page as a picture that stands alone: its title, its legend, and its computed styles written into it. */
export interface PictureFacts {
  readonly title: string;
  readonly legend: readonly LegendEntry[];
  /** Written into the picture's description, which no program shows by default. */
  readonly provenance: TableProvenance;
}

interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const PADDING = 12;
const TITLE_SIZE = 13;
const TITLE_LINE = 17;
const LEGEND_SIZE = 11;
const TITLE_LINES = 3;

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function mark({ mark: kind, colour }: LegendEntry, x: number, y: number): MarkupElement {
  const ink = colour === null ? token('--line-strong') : token(`--series-${colour}`);
  if (kind === 'line' || kind === 'dashed') {
    return element('line', { x1: x, x2: x + MARK_WIDTH, y1: y, y2: y, stroke: ink, 'stroke-width': 2, 'stroke-dasharray': kind === 'dashed' ? '4 3' : undefined });
  }
  return element('rect', { x, y: y - 5, width: MARK_WIDTH, height: 10, fill: ink, 'fill-opacity': kind === 'bar' ? 1 : colour === null ? 0.32 : 0.24 });
}

function drawn(svg: SVGSVGElement, { title, legend, provenance }: PictureFacts): Picture {
  const box = svg.getBoundingClientRect();
  const family = getComputedStyle(svg).fontFamily;
  const ink = token('--ink');
  const width = Math.ceil(box.width) + 2 * PADDING;
  const titleFont = `600 ${TITLE_SIZE}px ${family}`;
  const lines = wrapWords(title, box.width, TITLE_LINES, (text) => textWidth(text, titleFont));
  const top = PADDING + lines.length * TITLE_LINE + 4;
  const entries = legendLayout(legend, box.width, (label) => textWidth(label, `${LEGEND_SIZE}px ${family}`));
  const below = top + Math.ceil(box.height) + 4;
  const height = below + entries.height + PADDING;
  const content = [
    element('title', {}, title),
    element('desc', {}, provenance.map(([name, value]) => `${name}: ${value}`).join('\n')),
    element('rect', { width, height, fill: token('--paper-raised') || '#ffffff' }),
    ...lines.map((line, i) => element('text', { x: PADDING, y: PADDING + (i + 0.75) * TITLE_LINE, fill: ink, 'font-size': TITLE_SIZE, 'font-weight': 600 }, line)),
    element('g', { transform: `translate(${PADDING},${top})` }, ...svgMarkup(svg)),
    ...entries.placed.flatMap(({ entry, x, y }) => [
      mark(entry, PADDING + x, below + y),
      element('text', { x: PADDING + x + MARK_WIDTH + MARK_GAP, y: below + y, dy: '0.34em', fill: ink, 'font-size': LEGEND_SIZE }, entry.label),
    ]),
  ];
  return { svg: svgDocument(width, height, content, { 'font-family': family }), width, height };
}

export function svgText(svg: SVGSVGElement, facts: PictureFacts): string {
  return drawn(svg, facts).svg;
}

/** Twice the size on screen, on the page's own background. Rejects when the browser cannot draw the picture. */
export function pngBlob(svg: SVGSVGElement, facts: PictureFacts): Promise<Blob> {
  const picture = drawn(svg, facts);
  return pngOfSvg(picture.svg, picture.width * 2, picture.height * 2);
}
