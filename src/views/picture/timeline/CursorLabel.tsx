/** The place of the cursor in words, written outside React's rendering. */
import { useLayoutEffect, useRef } from 'react';
import { useExplorer } from '../../../state/binding.tsx';
import { createFramePosition, framePosition, type FramePosition } from '../../../state/figures/projection.ts';
import * as styles from './timeline.module.css';
import type { TrackAxis, TrackStop } from './trackAxis.ts';

interface Stops {
  readonly frames: readonly TrackStop[];
}

/** Calls `follow` now and whenever the picture moves along the axis, outside React's rendering: playing does so at every repaint. */
export function useCursorFollower(axis: Stops, follow: (position: FramePosition) => void): void {
  const { playhead } = useExplorer();
  const latest = useRef(follow);
  const at = useRef(createFramePosition());
  useLayoutEffect(() => {
    latest.current = follow;
    follow(framePosition(axis, playhead.context(), at.current));
  });
  useLayoutEffect(
    () => playhead.subscribe(() => latest.current(framePosition(axis, playhead.context(), at.current))),
    [playhead, axis],
  );
}

/** What the timeline says about the place of the cursor. */
export function placeLabel({ words }: Pick<TrackAxis, 'words'>, place: number): string {
  return `${words.before}${words.place(place)}`;
}

/** "between 200 and 225" strictly between two recorded stops, else null. */
export function betweenLabel({ frames }: Stops, position: FramePosition): string | null {
  if (!position.between) return null;
  const from = frames[position.frame]!.context;
  const to = frames[position.frame + 1]!.context;
  return `between ${from} and ${to}`;
}

/** Place at a position, in the unit of the axis: exact at recorded frames, linear between them. */
export function positionContext({ frames }: Stops, position: FramePosition): number {
  const from = frames[position.frame]!.context;
  if (!position.between) return from;
  return from + (frames[position.frame + 1]!.context - from) * position.fraction;
}

/** The place of the cursor, and whether it lies between recorded ones; written by the store, not by React. */
export function CursorLabel({ axis }: { readonly axis: TrackAxis }) {
  const label = useRef<HTMLSpanElement>(null);
  const mark = useRef<HTMLSpanElement>(null);
  const said = useRef({ tokens: NaN, from: NaN });
  useCursorFollower(axis, (position) => {
    const context = positionContext(axis, position);
    const tokens = Math.round(context);
    if (said.current.tokens !== tokens) label.current!.textContent = axis.words.place(context);
    const from = position.between ? axis.frames[position.frame]!.context : NaN;
    if (!Object.is(said.current.from, from)) {
      const between = betweenLabel(axis, position);
      mark.current!.hidden = between === null;
      mark.current!.textContent = between;
    }
    said.current.tokens = tokens;
    said.current.from = from;
  });
  return (
    <p className={styles.cursorLabel}>
      <span className={styles.cursorContext} data-testid="cursor-context">
        <span className={styles.cursorWord}>{axis.words.before}</span>
        <span ref={label} />
      </span>
      <span
        ref={mark}
        className={styles.cursorBetween}
        data-testid="between-mark"
        title={`Interpolated between ${axis.words.recorded}`}
        hidden
      />
    </p>
  );
}
