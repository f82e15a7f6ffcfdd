/** Where the timeline stands, and faintly the context under the pointer; alone in following every tick of the cursor. */
import { useView } from '../../state/binding.tsx';
import type { TimelineScale } from '../timeline/timelineScale.ts';

interface ContextCursorProps {
  readonly scale: TimelineScale;
  readonly top: number;
  readonly bottom: number;
}

export function ContextCursor({ scale, top, bottom }: ContextCursorProps) {
  const cursor = useView((state) => state.cursor) ?? scale.domain[1];
  const hovered = useView((state) => state.hoveredContext);
  return (
    <g data-screen-only="">
      {hovered !== null && <line className="chart-hover" x1={scale.x(hovered)} x2={scale.x(hovered)} y1={top} y2={bottom} />}
      <line className="chart-cursor" x1={scale.x(cursor)} x2={scale.x(cursor)} y1={top} y2={bottom} />
    </g>
  );
}
