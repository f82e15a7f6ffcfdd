/** Where the timeline stands, and faintly the context under the pointer; alone in following every tick of the playhead. */
import { useLayoutEffect, useRef } from 'react';
import { useExplorer, useView } from '../../state/binding.tsx';
import { tenths } from '../shared/tenths.ts';
import type { TimelineScale } from '../timeline/timelineScale.ts';

interface ContextCursorProps {
  readonly scale: TimelineScale;
  readonly top: number;
  readonly bottom: number;
}

export function ContextCursor({ scale, top, bottom }: ContextCursorProps) {
  const { playhead } = useExplorer();
  const line = useRef<SVGLineElement>(null);
  const hovered = useView((state) => state.hoveredContext);
  useLayoutEffect(() => {
    const follow = () => {
      const x = tenths(scale.x(playhead.context() ?? scale.domain[1]));
      line.current?.setAttribute('x1', x);
      line.current?.setAttribute('x2', x);
    };
    follow();
    return playhead.subscribe(follow);
  }, [playhead, scale]);
  return (
    <g data-screen-only="">
      {hovered !== null && <line className="chart-hover" x1={scale.x(hovered)} x2={scale.x(hovered)} y1={top} y2={bottom} />}
      <line ref={line} className="chart-cursor" y1={top} y2={bottom} />
    </g>
  );
}
