/** A chart on the page as a picture that stands alone. */
import { element, svgDocument } from '../shared/markup.ts';
import { pngOfSvg } from '../shared/pngOfSvg.ts';
import { svgMarkup } from '../shared/svgMarkup.ts';

/** @param title named in the picture, for readers that speak it */
export function svgText(svg: SVGSVGElement, title: string): string {
  const { width, height } = svg.getBoundingClientRect();
  const paper = getComputedStyle(document.documentElement).getPropertyValue('--paper-raised').trim() || '#ffffff';
  return svgDocument(width, height, [element('title', {}, title), element('rect', { width, height, fill: paper }), ...svgMarkup(svg)]);
}

/** Twice the size on screen. Rejects when the browser cannot draw the picture. */
export function pngBlob(svg: SVGSVGElement, title: string): Promise<Blob> {
  const { width, height } = svg.getBoundingClientRect();
  return pngOfSvg(svgText(svg, title), Math.round(width * 2), Math.round(height * 2));
}
