/** What a reader sets: a choice from a list, a place on a slider, a tick, each with its name. */
import type { AllHTMLAttributes, ComponentPropsWithRef, ElementType, ReactNode } from 'react';
import { classNames } from './classNames.ts';
import * as styles from './field.module.css';

interface FieldProps {
  /** The name above what is set rather than before it. */
  readonly stacked?: boolean;
  readonly children: ReactNode;
}

/** A name and what is set, in a line. */
export function Field({ stacked = false, children }: FieldProps) {
  return <div className={classNames(styles.field, stacked && styles.stacked)}>{children}</div>;
}

interface FieldLabelProps extends Omit<AllHTMLAttributes<HTMLElement>, 'as'> {
  /** `span` where what is set has an accessible name of its own. */
  readonly as?: ElementType;
}

export function FieldLabel({ as: Element = 'label', ...rest }: FieldLabelProps) {
  return <Element {...rest} className={styles.label} />;
}

export function Select({ className, ...rest }: ComponentPropsWithRef<'select'>) {
  return <select {...rest} className={classNames(styles.select, className)} />;
}

export function Slider({ className, ...rest }: Omit<ComponentPropsWithRef<'input'>, 'type'>) {
  return <input {...rest} type="range" className={classNames(styles.slider, className)} />;
}

interface ToggleProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
  /** Fills the row of a list of toggles. */
  readonly wide?: boolean;
  /** In place of the words, for assistive technology. */
  readonly label?: string;
  readonly testId?: string;
}

/** A tick before its words. */
export function Toggle({ checked, onChange, children, wide = false, label, testId }: ToggleProps) {
  return (
    <label className={classNames(styles.toggle, wide && styles.wide)}>
      <input type="checkbox" aria-label={label} checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} data-testid={testId} />
      {children}
    </label>
  );
}
