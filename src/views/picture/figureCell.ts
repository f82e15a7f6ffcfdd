/** One panel's picture drawn apart from the page, at any context. */
import type { FramePosition } from '../../state/figures/projection.ts';
import type { MarkupNode } from '../ui/markup.ts';
import type { ColourKeyDrawing } from './colourKeyShapes.ts';

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
