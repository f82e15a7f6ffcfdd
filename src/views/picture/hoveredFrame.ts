/** The recorded frame that every panel hints at, and the one that rests while others pass. */
import { useState } from 'react';
import { useAnalysis, useView } from '../../state/binding.tsx';
import type { Explorer } from '../../state/explorer.ts';
import { panelContext } from '../../state/figures/projection.ts';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { nearestFrame } from '../../state/recordings/contexts.ts';
import type { ViewState } from '../../state/view/viewFields.ts';

/** The recorded frame that the pointer on the timeline asks every panel to hint at. */
type Pointing = Pick<ViewState, 'hoveredContext' | 'sync'>;

function frameOf({ hoveredContext, sync }: Pointing, focusNodes: number, { analysis }: PanelResult): number | null {
  if (hoveredContext === null) return null;
  const contexts = analysis.frames.map(({ context }) => context);
  return nearestFrame(contexts, panelContext(hoveredContext, sync, focusNodes, analysis.nodes));
}

/** Read from the stores: for drawing outside React. */
export function hoveredFrame({ view, analysis }: Explorer, result: PanelResult): number | null {
  const state = view.getState();
  const focused = analysis.getState().slots[state.focus]?.value ?? result;
  return frameOf(state, focused.analysis.nodes, result);
}

/** The same inside React. */
export function useHoveredFrame(result: PanelResult): number | null {
  const focus = useView((state) => state.focus);
  const focusNodes = useAnalysis((state) => state.slots[focus]?.value?.analysis.nodes) ?? result.analysis.nodes;
  return useView((state) => frameOf(state, focusNodes, result));
}

/** The recorded frame, held while it is played: for words that nobody reads while they change, and that cost much to write. */
export function useRestingFrame(frame: number): number {
  const playing = useView((state) => state.playing);
  const [resting, setResting] = useState(frame);
  if (!playing && resting !== frame) setResting(frame);
  return playing ? resting : frame;
}
