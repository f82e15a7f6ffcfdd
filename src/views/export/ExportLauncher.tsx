/** The export dialog, whose code comes when it is opened. */
import { LazyPlace } from '../ui/LazyPlace.tsx';
import { lazyPart } from '../ui/lazyPart.ts';
import type { ExportDialogProps } from './ExportDialog.tsx';

export const exportDialog = lazyPart<ExportDialogProps>(() => import('./ExportDialog.tsx').then(({ ExportDialog }) => ExportDialog));

interface ExportLauncherProps extends ExportDialogProps {
  readonly open: boolean;
}

export function ExportLauncher({ open, onClose }: ExportLauncherProps) {
  return open ? <LazyPlace part={exportDialog} given={{ onClose }} name="The export" onGiveUp={onClose} /> : null;
}
