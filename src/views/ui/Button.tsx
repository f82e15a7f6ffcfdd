/** Every button of the page, and the row that several stand in. Which look a press has is said here, where it stands by the room. */
import type { ComponentPropsWithRef, ReactNode } from 'react';
import * as styles from './button.module.css';
import { classNames } from './classNames.ts';

export interface ButtonLook {
  /** `quiet` has no box until it is pointed at; `primary` is the one that a part of the page leads to. */
  readonly kind?: 'quiet' | 'primary' | undefined;
  readonly size?: 'small' | undefined;
  /** As wide as it is high, for a pictogram. */
  readonly icon?: boolean | undefined;
}

/** The look alone, for what is a button by another component. */
export function buttonClass({ kind, size, icon = false }: ButtonLook, ...more: readonly (string | undefined)[]): string {
  return classNames(styles.button, size && styles.small, icon && styles.icon, kind === 'quiet' && styles.quiet, kind === 'primary' && styles.primary, ...more)!;
}

type ButtonProps = ButtonLook & ComponentPropsWithRef<'button'>;

export function Button({ kind, size, icon, className, ...rest }: ButtonProps) {
  return <button type="button" {...rest} className={buttonClass({ kind, size, icon }, className)} />;
}

interface ButtonRowProps {
  readonly children: ReactNode;
  /** Room enough between them that none is pressed by mistake. */
  readonly apart?: boolean;
}

export function ButtonRow({ children, apart = false }: ButtonRowProps) {
  return <div className={classNames(styles.row, apart && styles.apart)}>{children}</div>;
}
