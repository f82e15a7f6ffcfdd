/** Words that a reader asks for: behind a small "?" beside the term they explain, or behind a button of the room's own. */
import type { ReactNode } from 'react';
import type { DialogPopoverProps } from './DialogPopover.tsx';
import { PopoverButton, type PopoverOpening } from './PopoverButton.tsx';
import { lazyPart } from './lazyPart.ts';
import * as styles from './popover.module.css';

/** The one pop-up for everything that a sentence or two explain. */
export const explanationPart = lazyPart<DialogPopoverProps & PopoverOpening>(() => import('./DialogPopover.tsx').then(({ DialogPopover }) => DialogPopover));

interface ExplanationProps extends Pick<DialogPopoverProps, 'placement' | 'offset'> {
  /** What the pop-up is, as the subject of a sentence. */
  readonly name: string;
  /** Of the pop-up, for assistive technology. */
  readonly label: string;
  /** Of the button. */
  readonly className: string;
  readonly buttonLabel?: string;
  readonly testId?: string;
  readonly words: ReactNode;
  /** What the button shows. */
  readonly children: ReactNode;
}

export function Explanation({ name, label, placement, offset, buttonLabel, words, ...button }: ExplanationProps) {
  return (
    <PopoverButton
      part={explanationPart}
      given={{ className: styles.explanation!, dialogClassName: styles.words!, label, placement, offset, children: words }}
      name={name}
      opens="dialog"
      {...(buttonLabel !== undefined && { label: buttonLabel })}
      {...button}
    />
  );
}

/** A heading inside an explanation. */
export function ExplainedTerm({ children }: { readonly children: ReactNode }) {
  return <p className={styles.term}>{children}</p>;
}

interface InfoPopoverProps {
  readonly term: string;
  readonly children: ReactNode;
}

export function InfoPopover({ term, children }: InfoPopoverProps) {
  const words = (
    <>
      <ExplainedTerm>{term}</ExplainedTerm>
      {children}
    </>
  );
  return (
    <Explanation name="The explanation" label={term} placement="bottom end" offset={6} className={styles.mark!} buttonLabel={`About ${term}`} words={words}>
      ?
    </Explanation>
  );
}
