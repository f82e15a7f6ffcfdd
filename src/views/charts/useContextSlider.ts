/** A chart over the context as a slider: keys move the context, and its value is read out with those of the curves. */
import { useLayoutEffect, type KeyboardEvent, type RefObject } from 'react';
import { useExplorer } from '../../state/binding.tsx';
import { formatTokens } from '../controls/formatNumber.ts';
import { moveByKey } from '../timeline/contextKeys.ts';
import type { ChartSeries } from './chartSeries.ts';
import { seriesLegend } from './legendEntries.ts';

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
