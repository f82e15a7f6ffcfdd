/** A row of mutually exclusive choices. */
import { type KeyboardEvent, useState } from 'react';
import * as styles from './segmented.module.css';

/**
 * Where a key leads in a row of choices with one tab stop: arrows step and go round, Home and End go to the ends, and what is
 * disabled is passed over. Null for other keys, and where there is nowhere to go.
 *
 * @param at index that has the focus
 * @param enabled whether each choice can be taken
 */
export function rovingTarget(key: string, at: number, enabled: readonly boolean[]): number | null {
  const free = enabled.flatMap((can, i) => (can ? [i] : []));
  const [first, last] = [free[0], free.at(-1)];
  if (first === undefined || last === undefined) return null;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return free.find((i) => i > at) ?? first;
    case 'ArrowLeft':
    case 'ArrowUp':
      return free.findLast((i) => i < at) ?? last;
    case 'Home':
      return first;
    case 'End':
      return last;
    default:
      return null;
  }
}

/** A row of mutually exclusive choices: one tab stop, arrow keys move inside it, Space or Enter chooses. */
export interface Segment<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly testId?: string;
  readonly disabled?: boolean;
  /** Called when the pointer or the focus comes to it: the choice may need preparing. */
  readonly onApproach?: () => void;
}

interface SegmentedProps<Id extends string> {
  readonly label: string;
  readonly segments: readonly Segment<Id>[];
  readonly value: Id | null;
  readonly onChange: (id: Id) => void;
}

export function Segmented<Id extends string>({ label, segments, value, onChange }: SegmentedProps<Id>) {
  const [focused, setFocused] = useState<number | null>(null);
  const enabled = segments.map(({ disabled = false }) => !disabled);
  const chosen = segments.findIndex(({ id }, i) => id === value && enabled[i]);
  const stop = focused ?? (chosen === -1 ? enabled.indexOf(true) : chosen);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const target = event.altKey || event.ctrlKey || event.metaKey ? null : rovingTarget(event.key, stop, enabled);
    if (target === null) return;
    event.preventDefault();
    (event.currentTarget.children[target] as HTMLElement).focus();
  };
  return (
    <div className={styles.segmented} role="radiogroup" aria-label={label} onKeyDown={onKeyDown}>
      {segments.map(({ id, label: name, testId, disabled = false, onApproach }, i) => (
        <button
          key={id}
          type="button"
          role="radio"
          className={styles.segment}
          aria-checked={id === value}
          tabIndex={i === stop ? 0 : -1}
          disabled={disabled}
          data-testid={testId}
          onPointerEnter={onApproach}
          onFocus={() => {
            setFocused(i);
            onApproach?.();
          }}
          onBlur={() => setFocused(null)}
          onClick={() => id !== value && onChange(id)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
