/** A table that may be wider than its column: it scrolls sideways, by keyboard too. */
import type { ReactNode } from 'react';

interface TableBoxProps {
  readonly label: string;
  readonly children: ReactNode;
}

export function TableBox({ label, children }: TableBoxProps) {
  return (
    <div className="evidence-table-box" role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
