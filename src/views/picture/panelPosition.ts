/** Where a panel stands: of the playhead, which counts in the focus panel's tokens, in the panel's own frames. */
import { useMemo, useRef } from 'react';
import { useAnalysis, usePlayhead, useView } from '../../state/binding.tsx';
import type { Explorer } from '../../state/explorer.ts';
import { createFramePosition, framePosition, panelContext, type FramePosition, type MovingPosition } from '../../state/figures/projection.ts';
import type { PanelResult } from '../../state/panels/analysisStore.ts';

/** Read from the stores: for drawing outside React. @param out written and returned, as in framePosition */
export function panelPosition({ view, playhead, analysis }: Explorer, result: PanelResult, out?: MovingPosition): FramePosition {
  const { focus, sync } = view.getState();
  const { nodes } = result.analysis;
  const focusNodes = analysis.getState().slots[focus]?.value?.analysis.nodes ?? nodes;
  return framePosition(result.analysis, panelContext(playhead.context(), sync, focusNodes, nodes), out);
}

export interface FrameStep {
  readonly frame: number;
  readonly between: boolean;
}

/** The recorded frame a panel stands at or after: renders again when that changes, not on every tick of a tween. */
export function useFrameStep(result: PanelResult | null): FrameStep {
  const focusNodes = useAnalysis((state) => state.slots)[useView((state) => state.focus)]?.value?.analysis.nodes;
  const sync = useView((state) => state.sync);
  const at = useRef(createFramePosition());
  const code = usePlayhead((context) => {
    if (result === null) return 0;
    const { nodes } = result.analysis;
    const { frame, between } = framePosition(result.analysis, panelContext(context, sync, focusNodes ?? nodes, nodes), at.current);
    return frame * 2 + Number(between);
  });
  return useMemo(() => ({ frame: code >> 1, between: (code & 1) === 1 }), [code]);
}
