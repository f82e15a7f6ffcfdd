/** Does a recording say how many tokens are behind a point, or only whether the word occurs? */
import type { RecordingInfo } from '../core/recording/types.ts';

/** False where the file has fixed its windows and its counts are no more than 0 and 1, for missing and present. */
export function tokenCountsKnown({ metadata, counts }: Pick<RecordingInfo, 'counts'> & { readonly metadata: Pick<RecordingInfo['metadata'], 'windows'> }): boolean {
  return metadata.windows !== 'fixed' || counts.some((count) => count > 1);
}
