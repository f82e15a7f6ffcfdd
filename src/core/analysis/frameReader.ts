import { centreRows, type CentredRows } from '../linalg/centreRows.ts';
import { windowMeans, type SegmentMeans } from '../recording/windowMeans.ts';
import type { FrameWindow, Weighting } from './types.ts';

export interface FrameRows {
  /** [m, d] the present nodes, centred on their own mean. */
  readonly rows: CentredRows;
  /** [n] tokens behind every node. */
  readonly tokenCounts: Int32Array;
}

/** Where an analysis takes its frames from. */
export interface FrameSource {
  readonly frames: readonly FrameWindow[];
  /** A fresh copy of frame `frame`. Throws RangeError on an activation that is not finite. */
  read(frame: number): FrameRows;
}

/** Averages and centres one frame at a time, so that a long recording never holds all its frames at once. */
export class FrameReader implements FrameSource {
  readonly frames: readonly FrameWindow[];
  private readonly means: SegmentMeans;
  private readonly weighting: Weighting;
  private readonly buffer: Float64Array;

  constructor(means: SegmentMeans, frames: readonly FrameWindow[], weighting: Weighting) {
    this.means = means;
    this.frames = frames;
    this.weighting = weighting;
    this.buffer = new Float64Array(means.nodes * means.hiddenSize);
  }

  read(frame: number): FrameRows {
    const tokenCounts = new Int32Array(this.means.nodes);
    windowMeans(this.means, this.frames[frame]!, this.weighting, this.buffer, tokenCounts);
    return { rows: centreRows(this.buffer, tokenCounts, this.means.hiddenSize), tokenCounts };
  }
}
