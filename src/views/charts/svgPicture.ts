/** A chart on the page as a picture that stands alone: its title, its legend, and its computed styles written into it. */
import type { TableProvenance } from '../../state/measureTable.ts';
import { textWidth } from '../shared/textWidth.ts';
import type { LegendEntry } from './legendEntries.ts';
import { legendLayout, MARK_GAP, MARK_WIDTH } from './legendLayout.ts';
import { wrapWords } from './wrapWords.ts';

export interface PictureFacts {
  readonly title: string;
  readonly legend: readonly LegendEntry[];
  /** Written into the picture's description, which no program shows by default. */
  readonly provenance: TableProvenance;
}

interface Picture {
  readonly root: SVGSVGElement;
  readonly width: number;
  readonly height: number;
}

const STYLES = [
  'fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin',
  'opacity', 'font-family', 'font-size', 'font-weight', 'font-variant-numeric',
] as const;

/** What follows the cursor or the pointer is no part of a picture. */
const SCREEN_ONLY = '[data-screen-only]';
const NAMESPACE = 'http://www.w3.org/2000/svg';
const PADDING = 12;
const TITLE_SIZE = 13;
const TITLE_LINE = 17;
const LEGEND_SIZE = 11;
const TITLE_LINES = 3;

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function element(name: string, attributes: Readonly<Record<string, string | number>>, text?: string): SVGElement {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}

/** The chart's own content with every computed style as an attribute of its element. */
function styledCopy(svg: SVGSVGElement): SVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [...svg.querySelectorAll<SVGElement>('*')];
  const copies = [...copy.querySelectorAll<SVGElement>('*')];
  originals.forEach((original, i) => {
    const computed = getComputedStyle(original);
    const target = copies[i]!;
    for (const name of ['class', 'id', 'role', 'tabindex', 'aria-label', 'aria-selected']) target.removeAttribute(name);
    for (const name of STYLES) target.style.setProperty(name, computed.getPropertyValue(name));
  });
  for (const gone of copy.querySelectorAll(SCREEN_ONLY)) gone.remove();
  const group = element('g', {});
  group.append(...copy.childNodes);
  return group;
}

function mark({ mark: kind, colour }: LegendEntry, x: number, y: number): SVGElement {
  const ink = colour === null ? token('--line-strong') : token(`--series-${colour}`);
  if (kind === 'line' || kind === 'dashed') {
    return element('line', { x1: x, x2: x + MARK_WIDTH, y1: y, y2: y, stroke: ink, 'stroke-width': 2, ...(kind === 'dashed' ? { 'stroke-dasharray': '4 3' } : {}) });
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
  const root = element('svg', { xmlns: NAMESPACE, width, height, viewBox: `0 0 ${width} ${height}`, 'font-family': family }) as SVGSVGElement;
  const content = styledCopy(svg);
  content.setAttribute('transform', `translate(${PADDING},${top})`);
  root.append(
    element('title', {}, title),
    element('desc', {}, provenance.map(([name, value]) => `${name}: ${value}`).join('\n')),
    element('rect', { width, height, fill: token('--paper-raised') || '#ffffff' }),
    ...lines.map((line, i) => element('text', { x: PADDING, y: PADDING + (i + 0.75) * TITLE_LINE, fill: ink, 'font-size': TITLE_SIZE, 'font-weight': 600 }, line)),
    content,
    ...entries.placed.flatMap(({ entry, x, y }) => [
      mark(entry, PADDING + x, below + y),
      element('text', { x: PADDING + x + MARK_WIDTH + MARK_GAP, y: below + y, dy: '0.34em', fill: ink, 'font-size': LEGEND_SIZE }, entry.label),
    ]),
  );
  return { root, width, height };
}

export function svgText(svg: SVGSVGElement, facts: PictureFacts): string {
  return new XMLSerializer().serializeToString(drawn(svg, facts).root);
}

/** Twice the size on screen, on the page's own background. Rejects when the browser cannot draw the picture. */
export async function pngBlob(svg: SVGSVGElement, facts: PictureFacts): Promise<Blob> {
  const { root, width, height } = drawn(svg, facts);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(root))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * 2;
  canvas.height = height * 2;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error('the browser gave no picture');
  return blob;
}
