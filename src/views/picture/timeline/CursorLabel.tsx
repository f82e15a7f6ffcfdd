/** The context at the cursor in words, written outside React's rendering. */
import { useLayoutEffect, useRef } from 'react';
import type { LayerAnalysis } from '../../../core/analysis/settings.ts';
import { useExplorer } from '../../../state/binding.tsx';
import { createFramePosition, framePosition, type FramePosition } from '../../../state/figures/projection.ts';
import type { PanelResult } from '../../../state/panels/analysisStore.ts';
import { formatTokens } from '../../ui/formatNumber.ts';
import * as styles from './timeline.module.css';

/** Calls `follow` now and whenever the picture moves in the context, outside React's rendering: playing does so at every repaint. */
export function useCursorFollower(result: PanelResult, follow: (position: FramePosition) => void): void {
  const { playhead } = useExplorer();
  const latest = useRef(follow);
  const at = useRef(createFramePosition());
  useLayoutEffect(() => {
    latest.current = follow;
    follow(framePosition(result.analysis, playhead.context(), at.current));
  });
  useLayoutEffect(
    () => playhead.subscribe(() => latest.current(framePosition(result.analysis, playhead.context(), at.current))),
    [playhead, result],
  );
}

/** What the timeline says about the place of the cursor. */
export function contextLabel(context: number): string {
  return `context ${formatTokens(context)}`;
}

/** "between 200 and 225" strictly between two recorded contexts, else null. */
export function betweenLabel(analysis: LayerAnalysis, position: FramePosition): string | null {
  if (!position.between) return null;
  const from = analysis.frames[position.frame]!.context;
  const to = analysis.frames[position.frame + 1]!.context;
  return `between ${from} and ${to}`;
}

/** Context in tokens at a position: exact at recorded frames, linear between them. */
export function positionContext(analysis: LayerAnalysis, position: FramePosition): number {
  const from = analysis.frames[position.frame]!.context;
  if (!position.between) return from;
  return from + (analysis.frames[position.frame + 1]!.context - from) * position.fraction;
}

/** The context at the cursor, and whether it lies between recorded ones; written by the store, not by React. */
export function CursorLabel({ result }: { readonly result: PanelResult }) {
  const label = useRef<HTMLSpanElement>(null);
  const mark = useRef<HTMLSpanElement>(null);
  const said = useRef({ tokens: NaN, from: NaN });
  useCursorFollower(result, (position) => {
    const context = positionContext(result.analysis, position);
    const tokens = Math.round(context);
    if (said.current.tokens !== tokens) label.current!.textContent = formatTokens(context);
    const from = position.between ? result.analysis.frames[position.frame]!.context : NaN;
    if (!Object.is(said.current.from, from)) {
      const between = betweenLabel(result.analysis, position);
      mark.current!.hidden = between === null;
      mark.current!.textContent = between;
    }
    said.current.tokens = tokens;
    said.current.from = from;
  });
  return (
    <p className={styles.cursorLabel}>
      <span className={styles.cursorContext} data-testid="cursor-context">
        <span className={styles.cursorWord}>context </span>
        <span ref={label} />
      </span>
      <span
        ref={mark}
        className={styles.cursorBetween}
        data-testid="between-mark"
        title="Interpolated between two recorded contexts"
        hidden
      />
    </p>
  );
}
