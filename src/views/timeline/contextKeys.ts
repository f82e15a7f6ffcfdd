/** Keys that move the context while the timeline or a chart over the context has the focus. */
import type { KeyboardEvent } from 'react';
import type { Explorer } from '../../state/explorer.ts';

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -5,
  PageUp: 5,
};

/** Arrows step by one recorded context, with Shift or as Page keys by five; Home and End go to the ends. Other keys pass. */
export function moveByKey(event: KeyboardEvent, commands: Pick<Explorer['commands'], 'step' | 'seekFirst' | 'seekLast'>): void {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const step = STEPS[event.key];
  if (step !== undefined) commands.step(event.shiftKey && Math.abs(step) === 1 ? step * 5 : step);
  else if (event.key === 'Home') commands.seekFirst();
  else if (event.key === 'End') commands.seekLast();
  else return;
  event.preventDefault();
  event.stopPropagation();
}
