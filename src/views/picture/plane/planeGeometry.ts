/** Pixels of the plane: margins, plot area and the locked scale, the same number of pixels per unit on both axes. */
import type { FramePosition } from '../../../state/figures/projection.ts';
import type { Box } from '../box.ts';
import type { Emphasis } from '../emphasis.ts';
import type { ProjectionContent } from '../projectionContent.ts';

export interface PlaneGeometry {
  readonly width: number;
  readonly height: number;
  readonly plot: Box;
  /** Pixels per score unit at zoom 1. */
  readonly unit: number;
  readonly centreX: number;
  readonly centreY: number;
  readonly compact: boolean;
}

/** Where the pan and zoom stand: screen = x + k * (unzoomed pixel). The shape of d3's ZoomTransform. */
export interface PlaneTransform {
  readonly k: number;
  readonly x: number;
  readonly y: number;
}

const COMPACT = 400;
/** Share of the shorter side's half that the largest coordinate of the sequence takes; the rest is room for labels. */
const FILL = 0.84;

/** `extent` is the largest absolute coordinate of the whole sequence, so no step ever changes the scale. */
export function planeGeometry(width: number, height: number, extent: number): PlaneGeometry {
  const compact = Math.min(width, height) < COMPACT;
  const plot: Box = {
    left: compact ? 48 : 58,
    top: compact ? 6 : 12,
    right: Math.max(width - (compact ? 8 : 16), 60),
    bottom: Math.max(height - (compact ? 38 : 46), 40),
  };
  const half = Math.min(plot.right - plot.left, plot.bottom - plot.top) / 2;
  return {
    width,
    height,
    plot,
    unit: extent > 0 ? (FILL * half) / extent : 1,
    centreX: (plot.left + plot.right) / 2,
    centreY: (plot.top + plot.bottom) / 2,
    compact,
  };
}

/** Writes pixels [n, 2] for scores [n, 3]; y grows upwards in scores, downwards in pixels. */
export function project(geometry: PlaneGeometry, transform: PlaneTransform, xyz: Float64Array, out: Float64Array): void {
  const { unit, centreX, centreY } = geometry;
  const { k, x, y } = transform;
  for (let i = 0, at = 0; at < xyz.length; i += 2, at += 3) {
    out[i] = x + k * (centreX + unit * xyz[at]!);
    out[i + 1] = y + k * (centreY - unit * xyz[at + 1]!);
  }
}

/** Scores at the edges of the plot. */
export function shownDomain(geometry: PlaneGeometry, { k, x, y }: PlaneTransform) {
  const { plot, unit, centreX, centreY } = geometry;
  const scoreX = (pixel: number) => ((pixel - x) / k - centreX) / unit;
  const scoreY = (pixel: number) => (centreY - (pixel - y) / k) / unit;
  return {
    x: [scoreX(plot.left), scoreX(plot.right)] as const,
    y: [scoreY(plot.bottom), scoreY(plot.top)] as const,
  };
}

/** The transform that keeps the same share of the picture in the middle when the geometry changes. */
export function carryTransform(from: PlaneGeometry, to: PlaneGeometry, transform: PlaneTransform): PlaneTransform {
  const fromHalf = Math.min(from.plot.right - from.plot.left, from.plot.bottom - from.plot.top);
  const toHalf = Math.min(to.plot.right - to.plot.left, to.plot.bottom - to.plot.top);
  const grow = toHalf / fromHalf;
  const { k } = transform;
  const middleX = ((from.centreX - transform.x) / k - from.centreX) * grow;
  const middleY = ((from.centreY - transform.y) / k - from.centreY) * grow;
  return { k, x: to.centreX - k * (to.centreX + middleX), y: to.centreY - k * (to.centreY + middleY) };
}

/** One moment of the plane as its layers draw it. Buffers are reused from moment to moment. */
export interface PlanePicture {
  readonly content: ProjectionContent;
  readonly geometry: PlaneGeometry;
  readonly transform: PlaneTransform;
  readonly position: FramePosition;
  /** It is being played: words for other readers than the eye may wait. */
  readonly moving: boolean;
  /** [n, 3] scores along the shown axes. */
  readonly scores: Float64Array;
  /** [n, 2] pixels; NaN where missing. */
  readonly screen: Float64Array;
  readonly presence: Float64Array;
  readonly radius: number;
  readonly active: readonly number[];
  readonly emphasis: readonly Emphasis[];
}
