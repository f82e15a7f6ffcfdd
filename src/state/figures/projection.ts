/**
 * Where every node of a panel stands at a context, recorded or between two recorded ones.
 *
 * In a joint or reference basis the tween is the exact projection of the interpolated means; in a per-frame basis it
 * is only a drawing aid. Either way the view says that it is between recorded contexts.
 */
import type { LayerAnalysis } from '../../core/analysis/settings.ts';
import type { Axes, Flips } from '../view/panelSpec.ts';

export interface FramePosition {
  /** Recorded frame at or before the context. */
  readonly frame: number;
  /** Fraction of the way to the next frame, 0 (recorded) up to 1. */
  readonly fraction: number;
  /** True strictly between two recorded contexts. */
  readonly between: boolean;
  /** The context lies outside the recorded range and was clamped. */
  readonly clamped: boolean;
}

/** A frame position that is written anew at every drawing. */
export type MovingPosition = { -readonly [Field in keyof FramePosition]: FramePosition[Field] };

export function createFramePosition(): MovingPosition {
  return { frame: 0, fraction: 0, between: false, clamped: false };
}

/** A recorded frame itself. `between`: the cursor has gone on from it, and what is said of the cursor is this frame's. */
export function recordedPosition(frame: number, between = false): FramePosition {
  return { frame, fraction: 0, between, clamped: false };
}

function put(out: MovingPosition, frame: number, fraction: number, clamped: boolean): MovingPosition {
  out.frame = frame;
  out.fraction = fraction;
  out.between = fraction > 0;
  out.clamped = clamped;
  return out;
}

/**
 * Frame position of a context in the unit of its axis; null = the last frame. Linear between frames.
 *
 * @param out written and returned; drawing gives one of its own, so that it allocates nothing
 */
export function framePosition({ frames }: { readonly frames: readonly { readonly context: number }[] }, context: number | null, out = createFramePosition()): FramePosition {
  const last = frames.length - 1;
  const end = frames[last]!.context;
  if (context === null || context >= end) return put(out, last, 0, context !== null && context > end);
  const first = frames[0]!.context;
  if (context <= first) return put(out, 0, 0, context < first);
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (frames[middle]!.context <= context) low = middle;
    else high = middle;
  }
  const from = frames[low]!.context;
  return put(out, low, (context - from) / (frames[high]!.context - from), false);
}

/** Buffers reused from frame to frame by the caller, so that drawing allocates nothing. */
export interface NodePositions {
  /** [n, 3] in basis units along the three chosen axes, flips applied; NaN where missing. */
  readonly xyz: Float64Array;
  /** [n] 1 present, 0 missing, between while a node appears or leaves in a tween. */
  readonly presence: Float64Array;
}

export function createNodePositions(nodes: number): NodePositions {
  return { xyz: new Float64Array(nodes * 3), presence: new Float64Array(nodes) };
}

/** Writes the positions at `position` into `out` (sized for `analysis.nodes`). Axes beyond the components read as 0. */
export function positionsAt(
  analysis: LayerAnalysis,
  position: FramePosition,
  axes: Axes,
  flips: Flips,
  out: NodePositions,
): void {
  const { nodes, components, scores, tokenCounts } = analysis;
  const a = position.frame;
  const b = position.between ? a + 1 : a;
  const t = position.fraction;
  for (let i = 0; i < nodes; i++) {
    const inA = tokenCounts[a * nodes + i]! > 0;
    const inB = tokenCounts[b * nodes + i]! > 0;
    out.presence[i] = (inA ? 1 - t : 0) + (inB ? t : 0);
    for (let axis = 0; axis < 3; axis++) {
      const k = axes[axis]!;
      const sign = flips[axis] ? -1 : 1;
      let value = NaN;
      if (k >= components) value = inA || inB ? 0 : NaN;
      else {
        const from = scores[(a * nodes + i) * components + k]!;
        const to = scores[(b * nodes + i) * components + k]!;
        if (inA && inB) value = from + (to - from) * t;
        else if (inA) value = from;
        else if (inB) value = to;
      }
      out.xyz[i * 3 + axis] = sign * value;
    }
  }
}

/** Largest absolute coordinate over every frame on the given axes: the locked, 1:1 axis range. 0 when nothing is present. */
export function sequenceExtent(analysis: LayerAnalysis, axes: readonly number[]): number {
  const { scores, components } = analysis;
  const rows = components === 0 ? 0 : scores.length / components;
  let extent = 0;
  for (let row = 0; row < rows; row++) {
    for (const k of axes) {
      if (k >= components) continue;
      const value = Math.abs(scores[row * components + k]!);
      if (value > extent) extent = value;
    }
  }
  return extent;
}

/** Least and greatest coordinate along each axis of the plane. */
export interface PlaneBounds {
  readonly x: readonly [low: number, high: number];
  readonly y: readonly [low: number, high: number];
}

/** The rectangle that holds every point of every frame and the origin, flips applied: no step ever leaves it. */
export function sequenceBounds(analysis: LayerAnalysis, axes: readonly number[], flips: Flips): PlaneBounds {
  const { scores, components } = analysis;
  const along = (axis: 0 | 1): readonly [number, number] => {
    const k = axes[axis] ?? components;
    let [low, high] = [0, 0];
    for (let at = k; k < components && at < scores.length; at += components) {
      const value = scores[at]!;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    return flips[axis] ? [-high, -low] : [low, high];
  };
  return { x: along(0), y: along(1) };
}

/** The context a panel shows when the focus panel stands at `cursor` tokens. */
export function panelContext(
  cursor: number | null,
  sync: 'tokens' | 'tokens-per-node',
  focusNodes: number,
  panelNodes: number,
): number | null {
  if (cursor === null || sync === 'tokens') return cursor;
  return (cursor * panelNodes) / focusNodes;
}
