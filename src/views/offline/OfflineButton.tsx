/** Opens what can be had without a network. */
import { useState } from 'react';
import { useExplorer } from '../../state/binding.tsx';
import { Button } from '../ui/Button.tsx';
import { LazyDialog } from '../ui/LazyPlace.tsx';
import { OfflineIcon } from '../ui/icons.tsx';
import { lazyPart } from '../ui/lazyPart.ts';
import type { OfflineDialogProps } from './OfflineDialog.tsx';

const offlineDialog = lazyPart<OfflineDialogProps>(() => import('./OfflineDialog.tsx').then(({ OfflineDialog }) => OfflineDialog));

export function OfflineButton() {
  const { offline } = useExplorer();
  const [open, setOpen] = useState(false);
  const onClose = () => setOpen(false);
  return (
    <>
      <Button
        icon
        aria-label="Offline use"
        title="Offline use"
        data-testid="offline"
        onPointerEnter={offlineDialog.preload}
        onFocus={offlineDialog.preload}
        onClick={() => {
          offline.refresh();
          setOpen(true);
        }}
      >
        <OfflineIcon />
      </Button>
      <LazyDialog part={offlineDialog} given={{ open, onClose }} name="The list of what is kept" open={open} onClose={onClose} />
    </>
  );
}
