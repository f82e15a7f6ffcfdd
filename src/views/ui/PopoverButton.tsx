/** A button that opens a pop-up. The pop-up's code comes when the button is first pointed at, focused or pressed. */
import { useRef, useState, type ReactNode, type RefObject } from 'react';
import { LazyPlace } from './LazyPlace.tsx';
import type { LazyPart } from './lazyPart.ts';

/** What every pop-up is given besides its own properties. */
export interface PopoverOpening {
  readonly triggerRef: RefObject<HTMLElement | null>;
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

interface PopoverButtonProps<Props> {
  readonly part: LazyPart<Props & PopoverOpening>;
  /** The pop-up's own properties. */
  readonly given: Props;
  /** As for LazyPlace. */
  readonly name: string;
  readonly opens: 'dialog' | 'menu';
  readonly className: string;
  /** In place of the content, for assistive technology. */
  readonly label?: string;
  readonly testId?: string;
  readonly children: ReactNode;
}

export function PopoverButton<Props extends object>({ part, given, name, opens, className, label, testId, children }: PopoverButtonProps<Props>) {
  const triggerRef = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const opening: PopoverOpening = { triggerRef, isOpen: open, onOpenChange: setOpen };
  const close = () => {
    setOpen(false);
    setWanted(false);
  };
  return (
    <>
      <button
        ref={triggerRef}
        type="button"
        className={className}
        aria-label={label}
        aria-haspopup={opens}
        aria-expanded={open}
        data-testid={testId}
        onPointerEnter={part.preload}
        onFocus={part.preload}
        onClick={() => {
          setWanted(true);
          setOpen(!open);
        }}
      >
        {children}
      </button>
      {wanted && <LazyPlace part={part} given={{ ...given, ...opening }} name={name} onGiveUp={close} />}
    </>
  );
}
