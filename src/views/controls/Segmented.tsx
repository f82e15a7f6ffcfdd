/** A row of mutually exclusive choices: one tab stop, arrow keys move inside it, Space or Enter chooses. */
import { useState, type KeyboardEvent } from 'react';
import { rovingTarget } from './rovingKeys.ts';
import './segmented.css';

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
    <div className="segmented" role="radiogroup" aria-label={label} onKeyDown={onKeyDown}>
      {segments.map(({ id, label: name, testId, disabled = false, onApproach }, i) => (
        <button
          key={id}
          type="button"
          role="radio"
          className="segment"
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
