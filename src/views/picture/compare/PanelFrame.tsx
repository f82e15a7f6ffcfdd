/** What every cell of the panel grid is made of, whatever it draws: a header that names it, and a body that may be waiting or out of date. */
import type { AllHTMLAttributes, ComponentPropsWithRef, ElementType, ReactNode } from 'react';
import * as styles from './compare.module.css';

export function PanelFrame(props: ComponentPropsWithRef<'section'>) {
  return <section {...props} className={styles.panel} />;
}

export function PanelHead({ children }: { readonly children: ReactNode }) {
  return <header className={styles.panelHead}>{children}</header>;
}

interface PanelNameProps extends Omit<AllHTMLAttributes<HTMLElement>, 'as'> {
  /** `button` where a press leads somewhere. */
  readonly as?: ElementType;
  readonly heading: string;
  /** What tells this panel from the others, in a few words; may be empty. */
  readonly meta: string;
  /** Its figures where it stands, which are never cut; null where nothing is drawn. */
  readonly readout: ReactNode;
}

export function PanelName({ as: Element = 'div', heading, meta, readout, children, ...rest }: PanelNameProps) {
  return (
    <Element {...rest} className={styles.panelName}>
      <span className={styles.panelNames}>
        <span className={styles.panelTitle} data-testid="panel-title">{heading}</span>
        {meta !== '' && <span className={styles.panelMeta}>{meta}</span>}
      </span>
      {readout !== null && <span className={styles.panelFigures} data-testid="panel-figures">{readout}</span>}
      {children}
    </Element>
  );
}

interface PanelBodyProps {
  readonly waiting?: boolean;
  readonly children: ReactNode;
}

export function PanelBody({ waiting, children }: PanelBodyProps) {
  return (
    <div className={styles.panelBody} aria-busy={waiting}>
      {children}
    </div>
  );
}

interface PanelPictureProps {
  /** What is drawn belongs to an earlier choice. */
  readonly stale: boolean;
  readonly children: ReactNode;
}

export function PanelPicture({ stale, children }: PanelPictureProps) {
  return (
    <div className={styles.panelPicture} data-stale={stale || undefined}>
      {children}
    </div>
  );
}
