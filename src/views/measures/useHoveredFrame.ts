/** The recorded frame of the context that the reader points at on the timeline; null when at none. */
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { useView } from '../../state/binding.tsx';
import { framePosition } from '../../state/figures/projection.ts';

/** @param result the focus panel's, whose contexts the pointer is on */
export function useHoveredFrame(result: PanelResult): number | null {
  const context = useView((state) => state.hoveredContext);
  return context === null ? null : framePosition(result.analysis, context).frame;
}
