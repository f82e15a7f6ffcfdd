/** Size of the colour key of a 3D picture, and the corner at its top right that labels leave free. */
import type { Box } from '../box.ts';
import { colourKeyHeight } from '../colourKeyShapes.ts';
import type { ProjectionContent } from '../projectionContent.ts';

const KEY_SIZE = 84;
const SMALL_KEY_SIZE = 60;
const COMPACT = 400;
const SMALLEST_WITH_KEY = 260;
const ROOM = 18;

/** null where the picture is too small for a key. */
export function spaceKeyPlace(content: ProjectionContent, width: number, height: number): { readonly size: number; readonly box: Box } | null {
  const shorter = Math.min(width, height);
  if (shorter < SMALLEST_WITH_KEY) return null;
  const size = shorter < COMPACT ? SMALL_KEY_SIZE : KEY_SIZE;
  return { size, box: { left: width - size - ROOM, right: width, top: 0, bottom: colourKeyHeight(content, size) + ROOM } };
}
