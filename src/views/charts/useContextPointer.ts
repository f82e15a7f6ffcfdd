/** Pointer handlers of a chart over the context: hovering hints at the nearest recorded context, a click goes to it. */
import { useEffect, useMemo, type PointerEvent } from 'react';
import { useExplorer } from '../../state/binding.tsx';
import { nearestFrame } from '../../state/recordings/contexts.ts';
import type { TimelineScale } from '../timeline/timelineScale.ts';

export interface ContextPointer {
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerLeave: () => void;
  readonly onClick: (event: { readonly clientX: number; readonly currentTarget: Element }) => void;
}

/** @param contexts recorded contexts, ascending */
export function useContextPointer(scale: TimelineScale, contexts: readonly number[]): ContextPointer {
  const { view, commands } = useExplorer();
  const pointer = useMemo(() => {
    const under = (event: { readonly clientX: number; readonly currentTarget: Element }) =>
      contexts[nearestFrame(contexts, scale.context(event.clientX - event.currentTarget.getBoundingClientRect().left))];
    const hover = (hoveredContext: number | null) => {
      if (view.getState().hoveredContext !== hoveredContext) view.getState().update({ hoveredContext });
    };
    return {
      onPointerMove: (event: PointerEvent) => {
        if (event.pointerType !== 'touch') hover(under(event) ?? null);
      },
      onPointerLeave: () => hover(null),
      onClick: (event: { readonly clientX: number; readonly currentTarget: Element }) => {
        const context = under(event);
        if (context !== undefined) commands.seek(context);
      },
    };
  }, [view, commands, scale, contexts]);
  useEffect(() => pointer.onPointerLeave, [pointer]);
  return pointer;
}
