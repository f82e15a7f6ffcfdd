/** Size and place of the colour key: beside the plot where there is room, else in the corner that the fewest points of the whole sequence come near. */
import { sequenceBounds } from '../../../state/figures/projection.ts';
import { type Box, type Corner, cornerBox, quietCorner } from '../box.ts';
import { colourKeyHeight } from '../colourKeyShapes.ts';
import type { ProjectionContent } from '../projectionContent.ts';
import { recordedPath } from '../trail.ts';
import { planeGeometry, project } from './planeGeometry.ts';

const KEY_SIZE = 84;
const SMALL_KEY_SIZE = 60;
const KEY_PADDING = 10;
const KEY_INSET = 6;
const SMALLEST_WITH_KEY = 260;
const IDENTITY = { k: 1, x: 0, y: 0 };

export interface ColourKeyPlace {
  readonly size: number;
  readonly corner: Corner;
  /** With padding, in pixels of the picture. */
  readonly box: Box;
}

/** null where the picture is too small for a key. */
export function colourKeyPlace(content: ProjectionContent, width: number, height: number): ColourKeyPlace | null {
  if (Math.min(width, height) < SMALLEST_WITH_KEY) return null;
  const { analysis } = content.result;
  const geometry = planeGeometry(width, height, sequenceBounds(analysis, content.axes, content.flips));
  const { side } = geometry;
  if (side !== null) {
    const size = side.right - side.left - KEY_PADDING;
    const box = { left: side.left, top: side.top, right: side.right, bottom: side.top + colourKeyHeight(content, size) + KEY_PADDING };
    return { size, corner: 'top-left', box };
  }
  const recorded = recordedPath(analysis, content.axes, content.flips);
  const points = new Float64Array((recorded.length / 3) * 2);
  project(geometry, IDENTITY, recorded, points);
  const size = geometry.compact ? SMALL_KEY_SIZE : KEY_SIZE;
  const [outerWidth, outerHeight] = [size + KEY_PADDING, colourKeyHeight(content, size) + KEY_PADDING];
  const corner = quietCorner(points, geometry.plot, outerWidth, outerHeight, KEY_INSET, 14);
  return { size, corner, box: cornerBox(corner, geometry.plot, outerWidth, outerHeight, KEY_INSET) };
}
