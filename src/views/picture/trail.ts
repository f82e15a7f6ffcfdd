/** The ghost trail: where a node stood at the recorded contexts before the cursor. */
import type { LayerAnalysis } from '../../core/analysis/settings.ts';
import { type NodePositions, positionsAt, recordedPosition } from '../../state/figures/projection.ts';
import type { Axes, Flips } from '../../state/view/panelSpec.ts';
import { ACTIVE, FADED, NEIGHBOUR, PLAIN, type Emphasis } from './emphasis.ts';

/** [F, n, 3] row-major: every recorded position along the shown axes, flips applied; NaN where missing. */
export function recordedPath(analysis: LayerAnalysis, axes: Axes, flips: Flips): Float64Array {
  const { nodes, frames } = analysis;
  const path = new Float64Array(frames.length * nodes * 3);
  const presence = new Float64Array(nodes);
  for (let frame = 0; frame < frames.length; frame++) {
    const out: NodePositions = { xyz: path.subarray(frame * nodes * 3, (frame + 1) * nodes * 3), presence };
    positionsAt(analysis, recordedPosition(frame), axes, flips, out);
  }
  return path;
}

/** A stretch of the past drawn at one strength: recorded frames [from, to], `to` shared with the next stretch. */
export interface TrailStretch {
  readonly from: number;
  readonly to: number;
  readonly strength: number;
}

/** Steps back at which the trail gets fainter, in recorded frames. */
const AGES = [2, 4, 8, 16, Infinity] as const;
const STRENGTHS = [0.75, 0.5, 0.32, 0.2, 0.1] as const;

/** The past of frame `frame`, newest stretch first; stretches meet and together cover [0, frame]. */
export function trailStretches(frame: number): readonly TrailStretch[] {
  if (frame === 0) return [{ from: 0, to: 0, strength: STRENGTHS[0] }];
  const stretches: TrailStretch[] = [];
  let to = frame;
  for (let i = 0; i < AGES.length && to > 0; i++) {
    const from = Math.max(0, frame - AGES[i]!);
    stretches.push({ from, to, strength: STRENGTHS[i]! });
    to = from;
  }
  return stretches;
}

const WEIGHTS: Record<Exclude<Emphasis, typeof ACTIVE>, number> = { [PLAIN]: 0.85, [NEIGHBOUR]: 0.4, [FADED]: 0.13 };

/** Opacity of a stretch, 0 to 1: the word pointed at keeps its whole past in sight while the other trails step back. */
export function trailOpacity(strength: number, emphasis: Emphasis): number {
  return emphasis === ACTIVE ? 0.35 + 0.65 * strength : strength * WEIGHTS[emphasis];
}
