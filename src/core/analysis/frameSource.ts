/** The frames of one layer, averaged and centred on demand, and the engine that makes them; here in plain TypeScript. */
import { type CentredBlock, type CentredRows, centreRows, plainBlock } from '../linalg/centreRows.ts';
import { emptyBasis, type PrincipalComponents } from '../linalg/principalComponents.ts';
import type { Rows } from '../linalg/rowProducts.ts';
import { stackedPca } from '../linalg/stackedPca.ts';
import { decodedLayer } from '../recording/encodedLayer.ts';
import { type SegmentMeans, windowMeans } from '../recording/windowMeans.ts';
import type { FrameWindow, Weighting } from './settings.ts';

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

/**
 * Averages and centres one frame at a time in double precision, so that a long recording never holds all its frames at
 * once: the reference, and the way without a SIMD kernel.
 */
class FrameReader implements FrameSource {
  readonly frames: readonly FrameWindow[];
  private readonly means: SegmentMeans<Float32Array>;
  private readonly weighting: Weighting;
  private readonly buffer: Float64Array;

  constructor(means: SegmentMeans, frames: readonly FrameWindow[], weighting: Weighting) {
    this.means = { ...means, residual: decodedLayer(means.residual) };
    this.frames = frames;
    this.weighting = weighting;
    this.buffer = new Float64Array(means.nodes * means.hiddenSize);
  }

  read(frame: number): FrameRows {
    const { rows, tokenCounts } = this.centred(frame);
    return { rows: plainBlock(rows), tokenCounts };
  }

  joint(components: number): Generator<void, PrincipalComponents> {
    const { nodes, hiddenSize } = this.means;
    return plainJoint({ count: this.frames.length, nodes, hiddenSize, centred: (frame) => this.centred(frame).rows }, components);
  }

  release(): void {
    // Its memory is the garbage collector's.
  }

  private centred(frame: number): { rows: CentredRows; tokenCounts: Int32Array } {
    const tokenCounts = new Int32Array(this.means.nodes);
    windowMeans(this.means, this.frames[frame]!, this.weighting, this.buffer, tokenCounts);
    return { rows: centreRows(this.buffer, tokenCounts, this.means.hiddenSize), tokenCounts };
  }
}

export const plainFrames: FrameEngine = (means, frames, weighting) => new FrameReader(means, frames, weighting);

export interface PlainFrames {
  /** F. */
  readonly count: number;
  /** n, the most rows of any frame. */
  readonly nodes: number;
  /** Length of a row. */
  readonly hiddenSize: number;
  /** Fresh rows of one frame. */
  readonly centred: (frame: number) => CentredRows;
}

/** FrameSource.joint in plain TypeScript. Yields once a frame, and between blocks of the PCA. */
export function* plainJoint({ count: F, nodes, hiddenSize, centred }: PlainFrames, components: number): Generator<void, PrincipalComponents> {
  const groups: Rows[] = [];
  const most = F * nodes;
  // Where they will be stacked anyway, a large layer must not be held twice.
  const stacked = most <= hiddenSize ? new Float64Array(most * hiddenSize) : null;
  let count = 0;
  for (let f = 0; f < F; f++) {
    const rows = centred(f);
    if (rows.count >= 2) {
      if (stacked === null) groups.push(rows);
      else stacked.set(rows.values, count * hiddenSize);
      count += rows.count;
    }
    yield;
  }
  if (count === 0) return emptyBasis();
  if (stacked !== null) groups.push({ values: stacked.subarray(0, count * hiddenSize), count, length: hiddenSize });
  return yield* stackedPca(groups, hiddenSize, components);
}
