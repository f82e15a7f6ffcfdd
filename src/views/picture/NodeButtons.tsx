import { useRef, useState, type KeyboardEvent } from 'react';
import { describeNode } from './describeNode.ts';
import * as styles from './nodeButtons.module.css';
import type { PanelPointer } from './pointing.ts';
import type { ProjectionContent } from './projectionContent.ts';

interface NodeButtonsProps {
  readonly content: ProjectionContent;
  readonly frame: number;
  readonly pinned: number | null;
  readonly pointer: PanelPointer;
  readonly testPrefix: string;
}

/** The nodes of a picture that cannot hold the focus itself, as buttons for the keyboard and assistive technology. */
export function NodeButtons({ content, frame, pinned, pointer, testPrefix }: NodeButtonsProps) {
  const listRef = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const roving = Math.min(current, content.nodes - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== '[' && event.key !== ']') return;
    const next = pointer.key(event.nativeEvent, roving, content.nodes);
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    setCurrent(next);
    listRef.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <div ref={listRef} className={styles.buttons} role="group" aria-label="Words" onKeyDown={onKeyDown}>
      {content.labels.map((_, node) => (
        <button
          key={node}
          type="button"
          tabIndex={node === roving ? 0 : -1}
          aria-pressed={node === pinned}
          data-testid={`${testPrefix}-${node}`}
          onFocus={() => pointer.hover(node)}
          onBlur={() => pointer.hover(null)}
          onClick={() => pointer.togglePin(node)}
        >
          {describeNode(content.result, node, frame)}
        </button>
      ))}
    </div>
  );
}
