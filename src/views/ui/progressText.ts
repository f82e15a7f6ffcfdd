/** How far a panel's request has come. */
import type { SlotProgress } from '../../state/panels/slots.ts';
import { formatBytes } from './formatNumber.ts';

export function progressText(progress: SlotProgress | null): string {
  if (progress === null) return 'Waiting for the analysis';
  if (progress.what === 'analysing') return 'Computing the principal components';
  const { done, total } = progress;
  return total === null ? `Reading, ${formatBytes(done)}` : `Reading ${formatBytes(done)} of ${formatBytes(total)}`;
}

/** Share done in [0, 1], or null when the total is not known. */
export function progressShare(progress: SlotProgress | null): number | null {
  if (progress === null || progress.total === null || progress.total <= 0) return null;
  return Math.min(1, Math.max(0, progress.done / progress.total));
}
