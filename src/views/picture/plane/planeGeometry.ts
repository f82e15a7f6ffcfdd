/** Pixels of the plane: margins, plot area and the locked scale, the same number of pixels per unit on both axes. */
import type { FramePosition, PlaneBounds } from '../../../state/figures/projection.ts';
import type { Box } from '../box.ts';
import type { Emphasis } from '../emphasis.ts';
import type { ProjectionContent } from '../projectionContent.ts';

export interface PlaneGeometry {
  readonly width: number;
  readonly height: number;
  readonly plot: Box;
  /** Beside the plot, where the picture is wider than the plot needs; null: no room for anything there. */
  readonly side: Box | null;
  /** Pixels per score unit at zoom 1. */
  readonly unit: number;
  /** Pixel of the score (0, 0) at zoom 1. */
  readonly originX: number;
  readonly originY: number;
  readonly compact: boolean;
}

/** Where the pan and zoom stand: screen = x + k * (unzoomed pixel). The shape of d3's ZoomTransform. */
export interface PlaneTransform {
  readonly k: number;
  readonly x: number;
  readonly y: number;
}

const COMPACT = 400;
/** Share of the plot that the points of the whole sequence take along the axis that they fill more; the rest is room for labels. */
const FILL = 0.84;
/** The plot is at most this much wider than high. */
const WIDEST = 1.2;
/** What stands beside the plot: no narrower than this, no wider than that, this far from it. */
const SIDE = { least: 90, most: 150, gap: 14 } as const;
/** A picture lower or narrower than this is all plot. */
const SMALLEST_WITH_SIDE = 260;

const middle = ([low, high]: readonly [number, number]): number => (low + high) / 2;

/** `bounds` are those of the whole sequence, so no step ever changes the scale. */
export function planeGeometry(width: number, height: number, bounds: PlaneBounds): PlaneGeometry {
  const compact = Math.min(width, height) < COMPACT;
  const margin = compact ? { left: 54, top: 6, right: 8, bottom: 38 } : { left: 60, top: 12, right: 16, bottom: 46 };
  const top = margin.top;
  const bottom = Math.max(height - margin.bottom, 40);
  const room = Math.max(width - margin.right, margin.left + 2) - margin.left;
  const spare = room - WIDEST * (bottom - top) - SIDE.gap;
  const sideWidth = spare < SIDE.least || Math.min(width, height) < SMALLEST_WITH_SIDE ? 0 : Math.min(SIDE.most, spare);
  // What is still left over stands on both sides of plot and side together.
  const left = margin.left + (sideWidth === 0 ? 0 : (spare - sideWidth) / 2);
  const plot: Box = { left, top, right: sideWidth === 0 ? left + room : left + WIDEST * (bottom - top), bottom };
  const [plotWidth, plotHeight] = [plot.right - plot.left, plot.bottom - plot.top];
  const [spanX, spanY] = [bounds.x[1] - bounds.x[0], bounds.y[1] - bounds.y[0]];
  const unit = spanX > 0 || spanY > 0 ? FILL * Math.min(spanX > 0 ? plotWidth / spanX : Infinity, spanY > 0 ? plotHeight / spanY : Infinity) : 1;
  return {
    width,
    height,
    plot,
    side: sideWidth === 0 ? null : { left: plot.right + SIDE.gap, top, right: plot.right + SIDE.gap + sideWidth, bottom },
    unit,
    originX: (plot.left + plot.right) / 2 - unit * middle(bounds.x),
    originY: (plot.top + plot.bottom) / 2 + unit * middle(bounds.y),
    compact,
  };
}

/** Writes pixels [n, 2] for scores [n, 3]; y grows upwards in scores, downwards in pixels. */
export function project(geometry: PlaneGeometry, transform: PlaneTransform, xyz: Float64Array, out: Float64Array): void {
  const { unit, originX, originY } = geometry;
  const { k, x, y } = transform;
  for (let i = 0, at = 0; at < xyz.length; i += 2, at += 3) {
    out[i] = x + k * (originX + unit * xyz[at]!);
    out[i + 1] = y + k * (originY - unit * xyz[at + 1]!);
  }
}

/** Scores at the edges of the plot. */
export function shownDomain(geometry: PlaneGeometry, { k, x, y }: PlaneTransform) {
  const { plot, unit, originX, originY } = geometry;
  const scoreX = (pixel: number) => ((pixel - x) / k - originX) / unit;
  const scoreY = (pixel: number) => (originY - (pixel - y) / k) / unit;
  return {
    x: [scoreX(plot.left), scoreX(plot.right)] as const,
    y: [scoreY(plot.bottom), scoreY(plot.top)] as const,
  };
}

/** The transform that keeps the same score in the middle, at the same zoom, when the geometry changes. */
export function carryTransform(from: PlaneGeometry, to: PlaneGeometry, transform: PlaneTransform): PlaneTransform {
  const { k } = transform;
  const { x, y } = shownDomain(from, transform);
  const { left, top, right, bottom } = to.plot;
  return { k, x: (left + right) / 2 - k * (to.originX + to.unit * middle(x)), y: (top + bottom) / 2 - k * (to.originY - to.unit * middle(y)) };
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
