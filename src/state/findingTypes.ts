/** What a finding is made of and what it says. */
import type { MixingBand } from '../core/analysis/bandTypes.ts';
import type { LayerControls } from '../core/analysis/controlsTypes.ts';
import type { RecordingMetadata } from '../core/recording/types.ts';
import type { CursorMeasures } from './cursorMeasures.ts';

/** A null that the energy is held against. `beaten`: the words lie closer along the graph than 95 % of its draws. */
export interface NullVerdict {
  readonly name: 'relabelling' | 'relabelling in full d' | 'same-degree graphs' | 'mixing null' | 'mixing null in full d';
  readonly beaten: boolean;
  /** How likely chance is, of relabellings that are not beaten. */
  readonly p?: string;
}

export interface Finding {
  /**
   * A few sentences: the frame, the energy in the shown components against relabelling and against the mixing null there and
   * in full d, and which graph's modes the shown components hold.
   */
  readonly sentence: string;
  /** What speaks against making more of it, one sentence each; may be empty while the nulls are on their way. */
  readonly doubts: readonly string[];
  /** Nulls that were drawn for this frame; empty while none is. */
  readonly verdicts: readonly NullVerdict[];
  /** False while evidence for this very view is still missing. */
  readonly complete: boolean;
}

export interface FindingInput {
  readonly metadata: RecordingMetadata;
  /** The figures of the frame shown. */
  readonly measures: CursorMeasures;
  /** Shown components, 0-based. */
  readonly axes: readonly number[];
  /** Controls of this very view, or null. */
  readonly controls: LayerControls | null;
  /** The draws of the mixing null for this very view, or null. */
  readonly band: MixingBand | null;
  /** Controls of the embedding layer and of the shuffled recording, where they are known. */
  readonly embedding: Companion | null;
  readonly shuffled: Companion | null;
  /** Why there is no embedding layer or shuffled recording to compare with, in sentences. */
  readonly absent: readonly string[];
}

/** Other controls to hold these against. */
export interface Companion {
  readonly controls: LayerControls;
  /** By this recording's graphs: the index there of the graph with the same id, -1 where it has none such. */
  readonly graphs: readonly number[];
}

/** Index of the frame that ends at this context; -1 where there is none. */
export function frameOf({ frames }: Pick<LayerControls, 'frames'>, context: number): number {
  return frames.findIndex((frame) => frame.context === context);
}
