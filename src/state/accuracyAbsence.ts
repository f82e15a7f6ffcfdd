/** Why a recording or a window shows no accuracy, in a sentence for the reader. */
import type { RecordingInfo } from '../core/recording/types.ts';

/** Call it where a mean accuracy came out as NaN: every position that went into it is masked or was never recorded. */
export function accuracyAbsence({ metadata, accuracy, contextAccuracy }: Pick<RecordingInfo, 'accuracy' | 'contextAccuracy'> & { readonly metadata: Pick<RecordingInfo['metadata'], 'task'> }): string {
  if (metadata.task.sampler === 'shuffled') return 'The shuffled control has no constrained successors, so it has no accuracy.';
  if (contextAccuracy !== undefined && contextAccuracy.some((value) => !Number.isNaN(value))) return 'The file gives no accuracy for this context.';
  if (accuracy.every((value) => Number.isNaN(value))) return 'This recording holds no accuracy.';
  return 'No position of this window has a constrained successor.';
}
