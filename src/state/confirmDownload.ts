/** Asks the reader before a server sends a large file whole. */
import { cancelledFailure, FailureError } from '../worker/failure.ts';
import type { RecordingSource } from '../worker/protocol.ts';
import type { OpeningQuestion } from './openings.ts';

/** Resolves with true when the reader agrees. */
export type Ask = (question: OpeningQuestion) => Promise<boolean>;

/**
 * Opens as `open` does. Where that fails because a large download is to be agreed to first, asks, and on a yes opens
 * again with leave given; a no rejects as cancelled.
 *
 * @param onAgreed hears of the source with leave, so that opening it later asks no second time
 */
export async function openWithLeave<T>(
  source: RecordingSource,
  open: (source: RecordingSource) => Promise<T>,
  ask: Ask,
  onAgreed: (agreed: RecordingSource) => void = () => undefined,
): Promise<T> {
  try {
    return await open(source);
  } catch (error) {
    if (!(error instanceof FailureError) || error.failure.code !== 'confirm-download' || source.kind !== 'url') throw error;
    const { message, remedy } = error.failure;
    if (!(await ask({ message, hint: remedy, accept: 'Download' }))) throw new FailureError(cancelledFailure(source.name));
    const agreed: RecordingSource = { ...source, allowWhole: true };
    onAgreed(agreed);
    return open(agreed);
  }
}
