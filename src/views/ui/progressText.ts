/** How far a panel's request has come. */
import type { Progress } from '../../worker/protocol.ts';
import { formatBytes } from './formatNumber.ts';

export function progressText(progress: Progress | null): string {
  if (progress === null) return 'Waiting for the analysis';
  if (progress.stage === 'analysing') return 'Computing the principal components';
  const { done, total } = progress;
  return total === null ? `Reading, ${formatBytes(done)}` : `Reading ${formatBytes(done)} of ${formatBytes(total)}`;
}

/** Share done in [0, 1], or null when the total is not known. */
export function progressShare(progress: Progress | null): number | null {
  if (progress === null || progress.total === null || progress.total <= 0) return null;
  return Math.min(1, Math.max(0, progress.done / progress.total));
}
