/** A dialog over the page with its name and a way to close it; what is in it is the caller's. */
import type { AllHTMLAttributes, ElementType, ReactNode } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { buttonClass } from './Button.tsx';
import { classNames } from './classNames.ts';
import { CloseIcon } from './icons.tsx';
import * as styles from './titledDialog.module.css';

interface TitledDialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  /** Of the window; of the dialog in it. */
  readonly modalClassName?: string | undefined;
  readonly className?: string | undefined;
  readonly testId?: string;
  /** A press outside closes it as well. */
  readonly dismissable?: boolean;
  /** Nothing closes it for now. */
  readonly busy?: boolean;
  readonly children: ReactNode;
}

export function TitledDialog({ title, open, onClose, modalClassName, className, testId, dismissable = false, busy = false, children }: TitledDialogProps) {
  return (
    <ModalOverlay
      className={styles.overlay!}
      isOpen={open}
      onOpenChange={(next) => !next && onClose()}
      isDismissable={dismissable && !busy}
      isKeyboardDismissDisabled={busy}
    >
      <Modal className={classNames(styles.modal, modalClassName)!}>
        <Dialog className={classNames(styles.dialog, className)!} data-testid={testId}>
          <div className={styles.head}>
            <Heading slot="title" className={styles.title!}>
              {title}
            </Heading>
            <Button className={buttonClass({ kind: 'quiet', icon: true })} aria-label="Close" onPress={onClose} isDisabled={busy}>
              <CloseIcon />
            </Button>
          </div>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

interface SubtitleProps extends Omit<AllHTMLAttributes<HTMLElement>, 'as'> {
  readonly as?: ElementType;
}

/** The name of a part of a dialog. */
export function Subtitle({ as: Element = 'h3', ...rest }: SubtitleProps) {
  return <Element {...rest} className={styles.subtitle} />;
}
