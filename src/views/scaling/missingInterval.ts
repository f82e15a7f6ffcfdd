/** Why a size with a critical context has no interval, in a sentence. */
import type { StudyPoint } from '../../state/scalingTypes.ts';

/** Share of resamples that must have a critical context before an interval is formed. */
const NEEDED = 0.95;

/** null where there is an interval, or no critical context, which has a refusal of its own. */
export function missingInterval({ context, low, high, rows, defined }: Pick<StudyPoint, 'context' | 'low' | 'high' | 'rows' | 'defined'>): string | null {
  if (!Number.isFinite(context) || (Number.isFinite(low) && Number.isFinite(high))) return null;
  if (rows < 2) return 'No interval: a single row leaves nothing to resample.';
  if (defined < NEEDED) return `No interval: ${Math.floor(defined * 100)} % of the resamples have a critical context, and 95 % are needed.`;
  return 'No interval could be formed.';
}
