/** A dialog whose code comes when it first opens; from then on it stays, with what it remembers. */
import { useState } from 'react';
import type { LazyPart } from './lazyPart.ts';
import { LazyPlace } from './LazyPlace.tsx';

interface LazyDialogProps<Props> {
  readonly part: LazyPart<Props>;
  readonly given: Props;
  /** As for LazyPlace. */
  readonly name: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function LazyDialog<Props extends object>({ part, given, name, open, onClose }: LazyDialogProps<Props>) {
  const [wanted, setWanted] = useState(open);
  if (open && !wanted) setWanted(true);
  const giveUp = () => {
    setWanted(false);
    onClose();
  };
  return wanted ? <LazyPlace part={part} given={given} name={name} onGiveUp={giveUp} /> : null;
}
