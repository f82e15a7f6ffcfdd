/** A labelled checkbox. */
import type { ReactNode } from 'react';

interface ToggleProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
  readonly wide?: boolean;
  readonly testId?: string;
}

export function Toggle({ checked, onChange, children, wide = false, testId }: ToggleProps) {
  return (
    <label className={wide ? 'toggle toggle-wide' : 'toggle'}>
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
        data-testid={testId}
      />
      {children}
    </label>
  );
}
