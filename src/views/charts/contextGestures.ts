/** What the pointer and the keys do on a chart over the context. */
import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useLayoutEffect, useMemo } from 'react';
import { useExplorer } from '../../state/binding.tsx';
import { nearestFrame } from '../../state/recordings/contexts.ts';
import { moveByKey, type TimelineScale } from '../picture/timeline/timelineScale.ts';
import { formatTokens } from '../ui/formatNumber.ts';
import { seriesLegend } from './Legend.tsx';
import type { ChartSeries } from './chartSeries.ts';

/** Pointer handlers of a chart over the context: hovering hints at the nearest recorded context, a click goes to it. */
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

// A chart over the context as a slider: keys move the context, and its value is read out with those of the curves.

/** "400 tokens: full d 0.63, PC 1-2 0.10" */
export function sliderText(series: readonly ChartSeries[], context: number, format: (value: number) => string): string {
  const values = seriesLegend(series, context, format)
    .filter(({ mark }) => mark !== 'band')
    .map(({ label, value }) => `${label} ${value}`);
  return values.length === 0 ? formatTokens(context) : `${formatTokens(context)}: ${values.join(', ')}`;
}

export interface ContextSlider {
  readonly role: 'slider';
  readonly tabIndex: 0;
  readonly 'aria-label': string;
  readonly 'aria-valuemin': number;
  readonly 'aria-valuemax': number;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/**
 * Attributes of the element behind `host`. The store writes the value, not React: playback moves the cursor on every
 * animation frame.
 * @param contexts recorded contexts, ascending, at least one
 */
export function useContextSlider(
  host: RefObject<HTMLElement | null>,
  name: string,
  series: readonly ChartSeries[],
  contexts: readonly number[],
  format: (value: number) => string,
): ContextSlider {
  const { view, commands } = useExplorer();
  const last = contexts.at(-1) ?? 1;
  useLayoutEffect(() => {
    const follow = () => {
      const context = view.getState().cursor ?? last;
      host.current?.setAttribute('aria-valuenow', String(Math.round(Math.min(last, context))));
      host.current?.setAttribute('aria-valuetext', sliderText(series, context, format));
    };
    follow();
    return view.subscribe((state, before) => {
      if (state.cursor !== before.cursor) follow();
    });
  }, [view, host, series, last, format]);
  return {
    role: 'slider',
    tabIndex: 0,
    'aria-label': `${name}, against context`,
    'aria-valuemin': contexts[0] ?? 1,
    'aria-valuemax': last,
    onKeyDown: (event) => moveByKey(event, commands),
  };
}
