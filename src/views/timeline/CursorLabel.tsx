/** The context at the cursor, and whether it lies between recorded ones; written by the store, not by React. */
import { useRef } from 'react';
import type { PanelResult } from '../../state/analysisStore.ts';
import { formatTokens } from '../controls/formatNumber.ts';
import { betweenLabel, contextAt } from './timelineText.ts';
import { useCursorFollower } from './useCursorFollower.ts';

export function CursorLabel({ result }: { readonly result: PanelResult }) {
  const label = useRef<HTMLSpanElement>(null);
  const mark = useRef<HTMLSpanElement>(null);
  useCursorFollower(result, (position) => {
    label.current!.textContent = formatTokens(contextAt(result.analysis, position));
    const between = betweenLabel(result.analysis, position);
    mark.current!.hidden = between === null;
    mark.current!.textContent = between;
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
