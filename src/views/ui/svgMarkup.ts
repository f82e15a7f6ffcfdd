/**
 * A drawing on the page as markup that needs no style sheet: what its classes say is written into every element as plain
 * attributes, which every viewer and editor of SVG reads.
 */
import { element, type MarkupElement, type MarkupNode } from './markup.ts';

const PAINT = ['fill', 'fill-opacity', 'stroke', 'stroke-opacity', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'shape-rendering'] as const;
const TEXT = ['font-family', 'font-size', 'font-weight', 'font-style', 'font-variant-numeric', 'text-anchor', 'dominant-baseline'] as const;
const WRITTEN: ReadonlySet<string> = new Set([...PAINT, ...TEXT, 'opacity', 'class', 'style', 'role', 'tabindex', 'visibility', 'paint-order']);

/** What need not be said: the value that SVG starts from. */
const INITIAL: Readonly<Record<string, string>> = {
  'fill-opacity': '1', stroke: 'none', 'stroke-opacity': '1', 'stroke-width': '1px', 'stroke-dasharray': 'none', 'stroke-linecap': 'butt', 'stroke-linejoin': 'miter',
  'shape-rendering': 'auto', opacity: '1', 'font-weight': '400', 'font-style': 'normal', 'font-variant-numeric': 'normal', 'text-anchor': 'start', 'dominant-baseline': 'auto',
};

/** Marks what follows the cursor or the pointer and is no part of a picture. */
const SCREEN_ONLY = 'data-screen-only';

interface Styling {
  readonly shown: boolean;
  readonly attributes: Readonly<Record<string, string>>;
  /** The outline lies under the letters, which not every viewer knows. */
  readonly outlined: boolean;
}

/** Stylings by where an element stands and what it says of itself: for drawings made again and again under one style sheet. */
export type StylingCache = Map<string, Styling>;

/** The children of a drawing, hidden ones left out. Pass a cache only for drawings whose look depends on classes alone. */
export function svgMarkup(root: Element, cache: StylingCache | null = null): readonly MarkupNode[] {
  return childrenOf(root, cache === null ? null : { cache, path: ownWords(root) });
}

interface CachePlace {
  readonly cache: StylingCache;
  readonly path: string;
}

function childrenOf(parent: Element, place: CachePlace | null): readonly MarkupNode[] {
  return [...parent.childNodes].flatMap((child): readonly MarkupNode[] => {
    if (child instanceof Text) return child.data === '' ? [] : [child.data];
    return child instanceof SVGElement && !child.hasAttribute(SCREEN_ONLY) ? markupOf(child, place) : [];
  });
}

/** What of an element may bear on its look. */
function ownWords(drawn: Element): string {
  const own = [...drawn.attributes].filter(({ name }) => name === 'class' || name === 'data-between' || (WRITTEN.has(name) && name !== 'style' && name !== 'role' && name !== 'tabindex'));
  return `/${drawn.localName}${own.map(({ name, value }) => ` ${name}=${value}`).join('')}`;
}

function markupOf(drawn: SVGElement, place: CachePlace | null): readonly MarkupElement[] {
  const name = drawn.localName;
  const here = place === null ? null : { cache: place.cache, path: place.path + ownWords(drawn) };
  const styling = stylingAt(drawn, here);
  if (!styling.shown) return [];
  const geometry = Object.fromEntries([...drawn.attributes].filter(({ name: key }) => !WRITTEN.has(key) && !/^(data-|aria-|xmlns)/.test(key) && (key !== 'id' || name === 'clipPath')).map(({ name: key, value }) => [key, value]));
  const children = childrenOf(drawn, here);
  const whole = element(name, { ...geometry, ...styling.attributes }, ...children);
  if (!styling.outlined) return [whole];
  const letters = Object.fromEntries(Object.entries(styling.attributes).filter(([property]) => !property.startsWith('stroke')));
  return [element(name, { ...geometry, ...styling.attributes, fill: 'none', 'aria-hidden': 'true' }, ...children), element(name, { ...geometry, ...letters }, ...children)];
}

function stylingAt(drawn: SVGElement, place: CachePlace | null): Styling {
  const known = place?.cache.get(place.path);
  if (known !== undefined) return known;
  const styling = stylingOf(drawn);
  place?.cache.set(place.path, styling);
  return styling;
}

function stylingOf(drawn: SVGElement): Styling {
  const computed = getComputedStyle(drawn);
  const name = drawn.localName;
  const attributes: Record<string, string> = {};
  const say = (property: string, value: string) => {
    if (value !== '' && value !== INITIAL[property]) attributes[property] = value;
  };
  const group = name === 'g' || name === 'svg' || name === 'defs' || name === 'clipPath';
  say('opacity', computed.opacity);
  if (!group) {
    for (const property of PAINT) {
      const value = computed.getPropertyValue(property);
      if (property === 'fill' || property === 'stroke') {
        const { colour, opacity } = plainColour(value);
        say(property, colour);
        if (opacity !== 1 && colour !== 'none') attributes[`${property}-opacity`] = String(opacity * Number(computed.getPropertyValue(`${property}-opacity`)));
      } else if (attributes[property] === undefined) say(property, value);
    }
    if (attributes['stroke'] === undefined) for (const property of Object.keys(attributes)) if (property.startsWith('stroke')) delete attributes[property];
  }
  if (name === 'text' || name === 'tspan') for (const property of TEXT) say(property, computed.getPropertyValue(property));
  const outlined = name === 'text' && computed.getPropertyValue('paint-order').startsWith('stroke') && attributes['stroke'] !== undefined;
  return { shown: computed.display !== 'none' && computed.visibility !== 'hidden', attributes, outlined };
}

/** A computed colour as `#rrggbb` and the opacity that a hexadecimal colour cannot say; other paints as they are. */
function plainColour(value: string): { colour: string; opacity: number } {
  const rgb = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(value);
  const srgb = /^color\(srgb ([\d.]+) ([\d.]+) ([\d.]+)(?: \/ ([\d.]+))?\)$/.exec(value);
  const parts = rgb ?? srgb;
  if (parts === null) return { colour: value, opacity: 1 };
  const unit = rgb === null ? 255 : 1;
  const channels = [parts[1], parts[2], parts[3]].map((part) => Math.round(Math.min(255, Number(part) * unit)).toString(16).padStart(2, '0'));
  const opacity = parts[4] === undefined ? 1 : Number(parts[4]);
  return opacity === 0 ? { colour: 'none', opacity: 1 } : { colour: `#${channels.join('')}`, opacity };
}

/** A drawing that is laid out and styled like those on the page, out of sight. */
const NAMESPACE = 'http://www.w3.org/2000/svg';

export interface HiddenSvg {
  readonly svg: SVGSVGElement;
  /** Appends an element to another. */
  readonly group: (parent: Element, name: string, attributes: Readonly<Record<string, string>>) => Element;
  readonly dispose: () => void;
}

export function hiddenSvg(host: HTMLElement, width: number, height: number, className: string): HiddenSvg {
  const svg = document.createElementNS(NAMESPACE, 'svg');
  svg.setAttribute('class', className);
  svg.style.width = `${width}px`;
  svg.style.height = `${height}px`;
  host.append(svg);
  return {
    svg,
    group(parent, name, attributes) {
      const made = document.createElementNS(NAMESPACE, name);
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
      parent.append(made);
      return made;
    },
    dispose: () => svg.remove(),
  };
}
