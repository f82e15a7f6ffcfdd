/** One panel's picture drawn apart from the page, at any context. */
import type { FramePosition } from '../../state/figures/projection.ts';
import { element, type MarkupElement, type MarkupNode } from '../ui/markup.ts';
import type { Box } from './box.ts';
import { colourKeyShapes } from './colourKeyShapes.ts';
import type { ProjectionContent } from './projectionContent.ts';

export interface CellDrawing {
  /** In pixels of the cell. */
  readonly markup: readonly MarkupNode[];
  readonly hiddenLabels: number;
  /** Draws what markup cannot say under it, into a rectangle; only until any other cell is drawn. */
  readonly paint: ((context: CanvasRenderingContext2D, x: number, y: number, width: number, height: number) => void) | null;
}

export interface FigureCell {
  readonly key: ColourKeyDrawing | null;
  draw(position: FramePosition, ghost: number | null, overlay: Float64Array | null): CellDrawing;
  dispose(): void;
}

/** The colour key of a picture, in its place. */
export interface ColourKeyDrawing {
  readonly markup: MarkupElement;
  readonly box: Box;
}

const PADDING = 5;

/** @param box the key with its padding, in pixels of the picture */
export function colourKeyDrawing(content: ProjectionContent, size: number, box: Box, active: readonly number[]): ColourKeyDrawing {
  const { theme } = content;
  const shapes = colourKeyShapes(content, size, active).map((shape): MarkupElement => {
    switch (shape.kind) {
      case 'edge':
        return element('line', { x1: shape.x1, y1: shape.y1, x2: shape.x2, y2: shape.y2, stroke: theme.edge });
      case 'dot':
        return element('circle', { cx: shape.cx, cy: shape.cy, r: shape.r, fill: shape.fill, ...(shape.active ? { stroke: theme.ink, 'stroke-width': 1.5 } : {}) });
      case 'step':
        return element('rect', { x: shape.x, y: shape.y, width: shape.width, height: shape.height, fill: shape.fill });
      case 'word':
        return element('text', { x: shape.x, y: shape.y, 'text-anchor': shape.anchor, fill: theme.inkSoft, 'font-size': 10 }, shape.text);
    }
  });
  const back = element('rect', { width: box.right - box.left, height: box.bottom - box.top, rx: 6, fill: theme.paper, 'fill-opacity': 0.86 });
  const inner = element('g', { transform: `translate(${PADDING},${PADDING})` }, ...shapes);
  return { box, markup: element('g', { transform: `translate(${box.left},${box.top})` }, element('title', {}, 'What the colours mean'), back, inner) };
}
