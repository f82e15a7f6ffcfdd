/** The frames of a layer by the SIMD kernel: averaged and centred in double, kept and multiplied in single precision. */
import { plainFrames } from '../analysis/frameReader.ts';
import type { FrameEngine, FrameRows, FrameSource } from '../analysis/frameSource.ts';
import type { FrameWindow, Weighting } from '../analysis/types.ts';
import { emptyBasis, type PrincipalComponents } from '../linalg/principalComponents.ts';
import { decodedLayer } from '../recording/encodedLayer.ts';
import type { SegmentMeans } from '../recording/windowMeans.ts';
import { windowWeights, type WindowWeights } from '../recording/windowWeights.ts';
import { KernelBlock, type KernelRows } from './kernelBlock.ts';
import type { KernelInstance } from './kernelInstance.ts';
import { kernelJoint } from './kernelJoint.ts';
import { kernelStride, loadLayer, type KernelLayer } from './kernelLayer.ts';
import { leaseKernel, returnKernel } from './kernelLease.ts';

/** Dimensions that the kernel centres together (BLOCK in assembly/frames.ts). */
const CENTRE_BLOCK = 32;
/** A spread this far below the values is rounding, not variance: as ROUNDING in centreRows. */
const ROUNDING = 1e-13;

/** Falls back on the plain path where there is no kernel or the layer would not fit beside its frames. */
export const kernelFrames: FrameEngine = (means, frames, weighting) => {
  const kernel = leaseKernel();
  if (kernel === null) return plainFrames(means, frames, weighting);
  const rows = means.counts.length + frames.length * means.nodes;
  if (!kernel.fits(rows * kernelStride(means.hiddenSize) * 4 * 1.5)) {
    returnKernel(kernel);
    return plainFrames(means, frames, weighting);
  }
  return new KernelFrames(kernel, means, frames, weighting);
};

class KernelFrames implements FrameSource {
  readonly frames: readonly FrameWindow[];
  /** Null once it has been given back. */
  #kernel: KernelInstance | null;
  readonly #means: SegmentMeans;
  readonly #layer: KernelLayer;
  readonly #weights: readonly WindowWeights[];
  /** Address of every frame's rows, F32 [m, stride]: those with a shape lie in a row, without gaps. */
  readonly #addresses: readonly number[];
  /** The frames with a shape, stacked. */
  readonly #stacked: KernelRows;
  readonly #done: (FrameRows | undefined)[];

  constructor(kernel: KernelInstance, means: SegmentMeans, frames: readonly FrameWindow[], weighting: Weighting) {
    this.frames = frames;
    this.#kernel = kernel;
    this.#means = means;
    this.#layer = loadLayer(kernel, means);
    this.#weights = frames.map((frame) => windowWeights(means.counts, means.nodes, frame, weighting));
    const { stride } = this.#layer;
    const sizes = this.#weights.map(({ present }) => present.length);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    const start = kernel.take((total + 1) * stride * 4);
    // Rows are combined in pairs: one row of zeros ends the last pair.
    kernel.floats(start + total * stride * 4, stride).fill(0);
    let shaped = 0;
    let other = sizes.reduce((sum, size) => sum + (size >= 2 ? size : 0), 0);
    this.#stacked = { address: start, stride, count: other, length: means.hiddenSize };
    this.#addresses = sizes.map((size) => {
      const row = size >= 2 ? shaped : other;
      if (size >= 2) shaped += size;
      else other += size;
      return start + row * stride * 4;
    });
    this.#done = new Array<FrameRows | undefined>(frames.length);
  }

  read(frame: number): FrameRows {
    return (this.#done[frame] ??= this.#centre(frame));
  }

  *joint(components: number): Generator<void, PrincipalComponents> {
    for (let f = 0; f < this.frames.length; f++) {
      this.read(f);
      yield;
    }
    return this.#stacked.count === 0 ? emptyBasis() : yield* kernelJoint(this.#held(), this.#stacked, components);
  }

  release(): void {
    this.#done.length = 0;
    if (this.#kernel !== null) returnKernel(this.#kernel);
    this.#kernel = null;
  }

  #centre(frame: number): FrameRows {
    const kernel = this.#held();
    const { nodes, hiddenSize: length } = this.#means;
    const { address: layer, stride } = this.#layer;
    const { firstSegment, endSegment } = this.frames[frame]!;
    const { weights, present, tokenCounts } = this.#weights[frame]!;
    const count = present.length;
    const address = this.#addresses[frame]!;
    const squares = kernel.borrow(() => {
      const weightsAt = kernel.put(weights);
      const presentAt = kernel.put(present);
      const scratch = kernel.take(count * CENTRE_BLOCK * 8);
      const first = layer + firstSegment * nodes * stride * 4;
      kernel.exports.centreFrame(first, nodes, stride, endSegment - firstSegment, weightsAt, presentAt, count, scratch, address);
      return kernel.doubles(kernel.exports.squaresAt(), 2).slice();
    });
    const [before, after] = [squares[0]!, squares[1]!];
    if (before - before !== 0) throw new RangeError(notFinite(this.#means, firstSegment, endSegment));
    if (after <= ROUNDING * ROUNDING * before) kernel.floats(address, count * stride).fill(0);
    return { rows: new KernelBlock(kernel, { address, stride, count, length, nodes: present }), tokenCounts };
  }

  #held(): KernelInstance {
    if (this.#kernel === null) throw new Error('the frames have been released');
    return this.#kernel;
  }
}

function notFinite({ residual, counts, nodes, hiddenSize: d }: SegmentMeans, from: number, to: number): string {
  const values = decodedLayer(residual);
  for (let cell = from * nodes; cell < to * nodes; cell++) {
    if (counts[cell] === 0) continue;
    for (let at = cell * d; at < (cell + 1) * d; at++) {
      const value = values[at]!;
      if (value - value !== 0) return `node ${cell % nodes}, dimension ${at - cell * d} is ${value}: not finite`;
    }
  }
  return 'the activations are too large to be squared in double precision';
}
