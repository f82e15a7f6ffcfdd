/** What a finding is made of. */
import type { AveragingBands, LayerNulls } from '../../core/nulls/types.ts';
import type { RecordingMetadata } from '../../core/recording/types.ts';
import type { CursorMeasures } from './cursorMeasures.ts';
import type { Behaviour } from './verdict.ts';

export interface FindingInput {
  readonly metadata: RecordingMetadata;
  /** The figures of the frame shown. */
  readonly measures: CursorMeasures;
  /** Shown components, 0-based. */
  readonly axes: readonly number[];
  /** The pictures' basis is each frame's own: its energy is then the one that is tested. */
  readonly ownBasis: boolean;
  /** Relabellings of this layer and window in the own PCA of each frame, or null. */
  readonly nulls: LayerNulls | null;
  /** The averaging nulls of the same, or null. */
  readonly bands: AveragingBands | null;
  /** The same task with other assignments of words; null while they are not known. */
  readonly assignments: readonly CompanionNulls[] | null;
  /** Null while it is not known or where it cannot be. */
  readonly behaviour: Behaviour | null;
  /** Controls of the embedding layer and of the shuffled recording, where they are known. */
  readonly embedding: CompanionNulls | null;
  readonly shuffled: CompanionNulls | null;
  /** What is still on its way. */
  readonly waiting?: readonly ('order' | 'embedding' | 'others')[];
  /** Why there is nothing to compare with, in sentences. */
  readonly absent: readonly string[];
}

/** Other relabellings to hold these against. */
export interface CompanionNulls {
  readonly nulls: LayerNulls;
  /** By this recording's graphs: the index there of the graph with the same id, -1 where it has none such. */
  readonly graphs: readonly number[];
}

/** Index of the frame that ends at this context; -1 where there is none. */
export function frameOf({ frames }: Pick<LayerNulls, 'frames'>, context: number): number {
  return frames.findIndex((frame) => frame.context === context);
}
