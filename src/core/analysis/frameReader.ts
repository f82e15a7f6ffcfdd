import { plainBlock } from '../linalg/centredBlock.ts';
import { centreRows, type CentredRows } from '../linalg/centreRows.ts';
import type { PrincipalComponents } from '../linalg/principalComponents.ts';
import { decodedLayer } from '../recording/encodedLayer.ts';
import { windowMeans, type SegmentMeans } from '../recording/windowMeans.ts';
import type { FrameEngine, FrameRows, FrameSource } from './frameSource.ts';
import { plainJoint } from './plainJoint.ts';
import type { FrameWindow, Weighting } from './types.ts';

/**
 * Averages and centres one frame at a time in double precision, so that a long recording never holds all its frames at
 * once: the reference, and the way without a SIMD kernel.
 */
export class FrameReader implements FrameSource {
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
