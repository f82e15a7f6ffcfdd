/** A row of mutually exclusive choices: one tab stop, arrow keys move inside it. */
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import './segmented.css';

export interface Segment<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly testId?: string;
  readonly disabled?: boolean;
}

interface SegmentedProps<Id extends string> {
  readonly label: string;
  readonly segments: readonly Segment<Id>[];
  readonly value: Id | null;
  readonly onChange: (id: Id) => void;
}

export function Segmented<Id extends string>({ label, segments, value, onChange }: SegmentedProps<Id>) {
  return (
    <ToggleButtonGroup
      className="segmented"
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={value === null ? [] : [value]}
      onSelectionChange={(keys) => {
        const chosen = segments.find((segment) => keys.has(segment.id));
        if (chosen !== undefined && chosen.id !== value) onChange(chosen.id);
      }}
    >
      {segments.map((segment) => (
        <ToggleButton
          key={segment.id}
          id={segment.id}
          className="segment"
          isDisabled={segment.disabled ?? false}
          data-testid={segment.testId}
        >
          {segment.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
