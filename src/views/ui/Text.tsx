/** The kinds of small text: what helps, what warns, what is wrong, what only a screen reader says, and facts by name. */
import type { AllHTMLAttributes, ElementType, ReactNode } from 'react';
import { classNames } from './classNames.ts';
import * as styles from './text.module.css';

interface TextProps extends Omit<AllHTMLAttributes<HTMLElement>, 'as'> {
  /** The element that it is; a paragraph unless told. */
  readonly as?: ElementType | undefined;
}

const text = (look: string | undefined) =>
  function Text({ as: Element = 'p', className, ...rest }: TextProps) {
    return <Element {...rest} className={classNames(look, className)} />;
  };

/** A remark that a reader may pass over. */
export const Hint = text(styles.hint);
/** What a reader should know before trusting a figure. */
export const Caution = text(styles.caution);
/** What is wrong with what was typed or opened, and what to do. */
export const Fault = text(styles.fault);
/** Said by screen readers, not seen. */
export const VisuallyHidden = text(styles.visuallyHidden);

interface FactsProps {
  readonly rows: readonly { readonly name: string; readonly value: ReactNode; readonly caution?: boolean }[];
  readonly className?: string | undefined;
  readonly testId?: string;
}

/** Names and values, a line each. */
export function Facts({ rows, className, testId }: FactsProps) {
  return (
    <dl className={classNames(styles.facts, className)} data-testid={testId}>
      {rows.map(({ name, value, caution = false }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={caution ? styles.caution : undefined}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
