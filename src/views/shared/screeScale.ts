import type { LayerAnalysis } from '../../core/analysis/settings.ts';
import { basisShare, ownShare } from './explainedVariance.ts';

/**
 * Top of the scree plot's axis, a share in (0, 1], the same for the whole sequence so that bars and dots can be compared from
 * step to step. Frames with fewer than half of the nodes are left out: two points always put everything on PC 1.
 */
export function screeTop(analysis: LayerAnalysis): number {
  const { nodes, components, frames, tokenCounts } = analysis;
  let top = 0;
  frames.forEach((_, frame) => {
    let present = 0;
    for (let i = 0; i < nodes; i++) if (tokenCounts[frame * nodes + i]! > 0) present++;
    if (present * 2 < nodes) return;
    for (let k = 0; k < components; k++) {
      for (const value of [basisShare(analysis, frame, k), ownShare(analysis, frame, k)]) if (value > top) top = value;
    }
  });
  const step = top > 0.5 ? 0.2 : top > 0.2 ? 0.1 : 0.05;
  return top > 0 ? Math.min(1, Math.ceil(top / step - 1e-9) * step) : 1;
}
