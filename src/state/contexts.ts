/** The contexts of a recording: where its frames end, in tokens. */
import type { RecordingMetadata } from '../core/recording/types.ts';

/** Playing asks at every repaint. */
const known = new WeakMap<readonly number[], readonly number[]>();

/** Context length of every frame, ascending: the end of every segment. */
export function frameContexts({ segments }: Pick<RecordingMetadata, 'segments'>): readonly number[] {
  const contexts = known.get(segments) ?? segments.slice(1);
  known.set(segments, contexts);
  return contexts;
}

/** Index of the frame nearest to a context in tokens, the earlier of two equally near; null = the last frame. */
export function nearestFrame(contexts: readonly number[], context: number | null): number {
  if (context === null) return contexts.length - 1;
  let best = 0;
  for (let frame = 1; frame < contexts.length; frame++) {
    if (Math.abs(contexts[frame]! - context) < Math.abs(contexts[best]! - context)) best = frame;
  }
  return best;
}
