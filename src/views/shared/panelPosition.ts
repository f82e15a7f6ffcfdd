import { useMemo } from 'react';
import type { PanelResult } from '../../state/analysisStore.ts';
import { useAnalysis, useView } from '../../state/binding.tsx';
import type { Explorer } from '../../state/explorer.ts';
import { framePosition, panelContext, type FramePosition } from '../../state/projection.ts';
import type { ViewState } from '../../state/viewStore.ts';

type Timing = Pick<ViewState, 'cursor' | 'sync'>;

function positionOf(timing: Timing, focusNodes: number, result: PanelResult): FramePosition {
  const { analysis } = result;
  return framePosition(analysis, panelContext(timing.cursor, timing.sync, focusNodes, analysis.nodes));
}

/** Where a panel stands now, read from the stores: for drawing outside React. */
export function panelPosition(explorer: Explorer, result: PanelResult): FramePosition {
  const view = explorer.view.getState();
  const focused = explorer.analysis.getState().slots[view.focus]?.result ?? result;
  return positionOf(view, focused.analysis.nodes, result);
}

export interface FrameStep {
  readonly frame: number;
  readonly between: boolean;
}

/** The recorded frame a panel stands at or after: renders again when that changes, not on every tick of a tween. */
export function useFrameStep(result: PanelResult | null): FrameStep {
  const focusNodes = useAnalysis((state) => state.slots)[useView((state) => state.focus)]?.result?.analysis.nodes;
  const code = useView((state) => {
    if (result === null) return 0;
    const position = positionOf(state, focusNodes ?? result.analysis.nodes, result);
    return position.frame * 2 + Number(position.between);
  });
  return useMemo(() => ({ frame: code >> 1, between: (code & 1) === 1 }), [code]);
}
