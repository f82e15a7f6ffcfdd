/** The frame of a control that stands at the focus panel's context, or where the pointer is on a chart. */
import type { FrameWindow } from '../../core/analysis/settings.ts';
import { useView } from '../../state/binding.tsx';
import { frameAt } from './frameAt.ts';

export function useControlsFrame(frames: readonly FrameWindow[]): number {
  return useView(({ cursor, hoveredContext }) => frameAt(frames, hoveredContext ?? cursor));
}
