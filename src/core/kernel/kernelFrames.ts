/** The frames of a layer by the SIMD kernel: averaged and centred in double, kept and multiplied in single precision. */
import { type FrameEngine, type FrameRows, type FrameSource, plainFrames } from '../analysis/frameSource.ts';
import type { FrameWindow, Weighting } from '../analysis/settings.ts';
import { ROUNDING } from '../linalg/centreRows.ts';
import { emptyBasis, type PrincipalComponents } from '../linalg/principalComponents.ts';
import { decodedLayer } from '../recording/encodedLayer.ts';
import { type SegmentMeans, windowWeights, type WindowWeights } from '../recording/windowMeans.ts';
import { KernelBlock, type KernelRows } from './kernelBlock.ts';
import { type KernelInstance, leaseKernel, returnKernel } from './kernelInstance.ts';
import { kernelJoint } from './kernelJoint.ts';
import { kernelStride, KernelSegments, segmentBytes } from './kernelSegments.ts';

/** Dimensions that the kernel centres together (BLOCK in assembly/frames.ts). */
const CENTRE_BLOCK = 32;
/** Bytes of all frames up to which they are kept from the first reading on; else only the joint basis puts them side by side. */
const KEPT_FRAMES = 32 * 2 ** 20;

/** Falls back on the plain path where there is no kernel or the layer would not fit beside its frames. */
export const kernelFrames: FrameEngine = (means, frames, weighting) => {
  const kernel = leaseKernel();
  if (kernel === null) return plainFrames(means, frames, weighting);
  if (!kernel.fits((widest(frames) + frames.length * 1.5) * segmentBytes(means))) {
    returnKernel(kernel);
    return plainFrames(means, frames, weighting);
  }
  return new KernelFrames(kernel, means, frames, weighting);
};

function widest(frames: readonly FrameWindow[]): number {
  return frames.reduce((most, { firstSegment, endSegment }) => Math.max(most, endSegment - firstSegment), 1);
}

class KernelFrames implements FrameSource {
  readonly frames: readonly FrameWindow[];
  /** Null once it has been given back. */
  #kernel: KernelInstance | null;
  readonly #means: SegmentMeans;
  readonly #segments: KernelSegments;
  readonly #weights: readonly WindowWeights[];
  /** Where the frame read last lies, unless it has a place in the stack. */
  readonly #slot: number;
  #stack: Stack | null = null;
  /** [F] sum of squares of the frames that lie in the stack; NaN for one that does not yet. */
  readonly #squares: Float64Array;

  constructor(kernel: KernelInstance, means: SegmentMeans, frames: readonly FrameWindow[], weighting: Weighting) {
    this.frames = frames;
    this.#kernel = kernel;
    this.#means = means;
    this.#segments = new KernelSegments(kernel, means, widest(frames));
    this.#weights = frames.map((frame) => windowWeights(means.counts, means.nodes, frame, weighting));
    this.#squares = new Float64Array(frames.length).fill(NaN);
    this.#slot = kernel.take(segmentBytes(means));
    if (frames.length * segmentBytes(means) <= KEPT_FRAMES) this.#stack = this.#makeStack();
  }

  read(frame: number): FrameRows {
    const kernel = this.#held();
    const { present, tokenCounts } = this.#weights[frame]!;
    const place = this.#stack?.addresses[frame] ?? null;
    const address = place ?? this.#slot;
    if (place === null) this.#centre(kernel, frame, address);
    else if (Number.isNaN(this.#squares[frame])) this.#squares[frame] = this.#centre(kernel, frame, address);
    const { hiddenSize: length } = this.#means;
    return { rows: new KernelBlock(kernel, { address, stride: kernelStride(length), count: present.length, length, nodes: present }), tokenCounts };
  }

  *joint(components: number): Generator<void, PrincipalComponents> {
    this.#stack ??= this.#makeStack();
    for (let f = 0; f < this.frames.length; f++) {
      if (this.#stack.addresses[f] !== null) this.read(f);
      yield;
    }
    const { rows } = this.#stack;
    const squares = this.#squares.reduce((sum, some) => sum + (Number.isNaN(some) ? 0 : some), 0);
    return rows.count === 0 ? emptyBasis() : yield* kernelJoint(this.#held(), rows, squares, components);
  }

  release(): void {
    if (this.#kernel !== null) returnKernel(this.#kernel);
    this.#kernel = null;
  }

  #makeStack(): Stack {
    const { hiddenSize: length } = this.#means;
    const stride = kernelStride(length);
    const sizes = this.#weights.map(({ present }) => (present.length >= 2 ? present.length : 0));
    const count = sizes.reduce((sum, size) => sum + size, 0);
    const address = this.#held().take(count * stride * 4);
    let row = 0;
    const addresses = sizes.map((size) => {
      row += size;
      return size === 0 ? null : address + (row - size) * stride * 4;
    });
    return { rows: { address, stride, count, length }, addresses };
  }

  /** Writes the frame's rows to `address`; returns the sum of their squares. */
  #centre(kernel: KernelInstance, frame: number, address: number): number {
    const stride = kernelStride(this.#means.hiddenSize);
    const { firstSegment, endSegment } = this.frames[frame]!;
    const { weights, present } = this.#weights[frame]!;
    const count = present.length;
    const places = this.#segments.window(firstSegment, endSegment);
    const [before, after] = kernel.borrow(() => {
      const weightsAt = kernel.put(weights);
      const presentAt = kernel.put(present);
      const scratch = kernel.take(count * CENTRE_BLOCK * 8);
      kernel.exports.centreFrame(places, stride, endSegment - firstSegment, weightsAt, presentAt, count, scratch, address);
      const squares = kernel.doubles(kernel.exports.squaresAt(), 2);
      return [squares[0]!, squares[1]!];
    });
    if (before - before !== 0) throw new RangeError(notFinite(this.#means, firstSegment, endSegment));
    if (after > ROUNDING * ROUNDING * before) return after;
    kernel.floats(address, count * stride).fill(0);
    return 0;
  }

  #held(): KernelInstance {
    if (this.#kernel === null) throw new Error('the frames have been released');
    return this.#kernel;
  }
}

/** The frames with a shape side by side, as the joint basis takes them. */
interface Stack {
  readonly rows: KernelRows;
  /** [F] address of every frame's rows; null for a frame of one word or none. */
  readonly addresses: readonly (number | null)[];
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
