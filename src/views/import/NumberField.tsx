import { useId, useState } from 'react';
import { classNames } from '../ui/classNames.ts';
import * as styles from './mapping.module.css';

interface NumberFieldProps {
  readonly label: string;
  /** Whose number it is, for assistive technology. */
  readonly of: string;
  readonly value: number | null;
  /** What an empty field means. */
  readonly empty?: string;
  /** Fractions and negative numbers too. */
  readonly fraction?: boolean;
  readonly onChange: (value: number | null) => void;
}

/** A short number that may be left empty. What is no number is marked and not passed on. */
export function NumberField({ label, of, value, empty = 'as listed', fraction = false, onChange }: NumberFieldProps) {
  const id = useId();
  const [text, setText] = useState(value === null ? '' : String(value));
  const [shown, setShown] = useState(value);
  // A role chosen anew or reset brings another number.
  if (shown !== value) {
    setShown(value);
    setText(value === null ? '' : String(value));
  }
  const valid = text.trim() === '' || (fraction ? /^-?\d{0,9}(\.\d{0,9})?$/ : /^\d{1,7}$/).test(text.trim());
  return (
    <span className={styles.number}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className={classNames(styles.input, styles.numeric)}
        inputMode="numeric"
        aria-label={`${label} of ${of}`}
        aria-invalid={!valid || undefined}
        placeholder={empty}
        value={text}
        onChange={(event) => {
          const next = event.currentTarget.value;
          setText(next);
          const number = next.trim() === '' ? null : Number(next);
          if ((fraction ? /^-?\d{0,9}(\.\d{0,9})?$/ : /^\d{0,7}$/).test(next.trim()) && !Number.isNaN(number)) {
            setShown(number);
            onChange(number);
          }
        }}
      />
    </span>
  );
}
