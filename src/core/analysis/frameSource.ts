import type { CentredBlock } from '../linalg/centredBlock.ts';
import type { PrincipalComponents } from '../linalg/principalComponents.ts';
import type { SegmentMeans } from '../recording/windowMeans.ts';
import type { FrameWindow, Weighting } from './types.ts';

export interface FrameRows {
  /** [m, d] the present nodes, centred on their own mean. */
  readonly rows: CentredBlock;
  /** [n] tokens behind every node. */
  readonly tokenCounts: Int32Array;
}

/** The frames of one layer, averaged and centred on demand. */
export interface FrameSource {
  readonly frames: readonly FrameWindow[];
  /** Throws RangeError on an activation that is not finite. The rows hold until the next reading. */
  read(frame: number): FrameRows;
  /**
   * The joint basis: every frame centred on the mean of its own present nodes, all their rows stacked, one PCA. Frames
   * of one node or none carry no shape and are left out. Yields about once a frame.
   */
  joint(components: number): Generator<void, PrincipalComponents>;
  /** Gives back the memory behind the frames; nothing may be read afterwards. */
  release(): void;
}

/** How frames are made and taken apart: in plain TypeScript, or by the SIMD kernel. Both give the same to 1e-6. */
export type FrameEngine = (means: SegmentMeans, frames: readonly FrameWindow[], weighting: Weighting) => FrameSource;
