/** The context at the cursor, and whether it lies between recorded ones; written by the store, not by React. */
import { useRef } from 'react';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { formatTokens } from '../controls/formatNumber.ts';
import { betweenLabel, contextAt } from './timelineText.ts';
import { useCursorFollower } from './useCursorFollower.ts';

export function CursorLabel({ result }: { readonly result: PanelResult }) {
  const label = useRef<HTMLSpanElement>(null);
  const mark = useRef<HTMLSpanElement>(null);
  const said = useRef({ tokens: NaN, from: NaN });
  useCursorFollower(result, (position) => {
    const context = contextAt(result.analysis, position);
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
    <p className="cursor-label numeric">
      <span className="cursor-context" data-testid="cursor-context">
        <span className="cursor-word">context </span>
        <span ref={label} />
      </span>
      <span
        ref={mark}
        className="cursor-between"
        data-testid="between-mark"
        title="Interpolated between two recorded contexts"
        hidden
      />
    </p>
  );
}
