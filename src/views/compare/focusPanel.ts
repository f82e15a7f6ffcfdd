/** Moves the focus to another panel without moving any panel in time. */
import type { Explorer } from '../../state/explorer.ts';
import { panelContext } from '../../state/figures/projection.ts';

/** The cursor is counted on the focus panel's recording, so it is converted when contexts are tied by tokens per node. */
export function focusPanel({ view, playhead, analysis }: Explorer, index: number): void {
  const { focus, sync, update } = view.getState();
  if (index === focus) return;
  const { slots } = analysis.getState();
  const from = slots[focus]?.result?.analysis.nodes;
  const to = slots[index]?.result?.analysis.nodes;
  if (from === undefined || to === undefined) update({ focus: index });
  else update({ focus: index, cursor: panelContext(playhead.context(), sync, from, to) });
}
