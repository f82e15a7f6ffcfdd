/** What the timeline says about the place of the cursor. */
import type { LayerAnalysis } from '../../core/analysis/settings.ts';
import type { FramePosition } from '../../state/figures/projection.ts';
import { formatTokens } from '../controls/formatNumber.ts';

export function contextLabel(context: number): string {
  return `context ${formatTokens(context)}`;
}

/** "between 200 and 225" strictly between two recorded contexts, else null. */
export function betweenLabel(analysis: LayerAnalysis, position: FramePosition): string | null {
  if (!position.between) return null;
  const from = analysis.frames[position.frame]!.context;
  const to = analysis.frames[position.frame + 1]!.context;
  return `between ${from} and ${to}`;
}

/** Context in tokens at a position: exact at recorded frames, linear between them. */
export function contextAt(analysis: LayerAnalysis, position: FramePosition): number {
  const from = analysis.frames[position.frame]!.context;
  if (!position.between) return from;
  return from + (analysis.frames[position.frame + 1]!.context - from) * position.fraction;
}
