import { decodedLayer, DTYPE_BYTES, encodedSingles, type EncodedLayer } from '../recording/encodedLayer.ts';
import type { SegmentMeans } from '../recording/windowMeans.ts';
import type { KernelInstance } from './kernelInstance.ts';

/** Values a row takes in the kernel: a multiple of 4, padded with zeros. */
export function kernelStride(hiddenSize: number): number {
  return Math.ceil(hiddenSize / 4) * 4;
}

/** Bytes of a decoded segment, and of a frame. */
export function segmentBytes({ nodes, hiddenSize }: SegmentMeans): number {
  return nodes * kernelStride(hiddenSize) * 4;
}

/**
 * The segments of a layer, decoded into the kernel's memory as windows ask for them: as many are kept as the widest window
 * has, so that windows that follow one another decode each segment once.
 */
export class KernelSegments {
  readonly #kernel: KernelInstance;
  readonly #means: SegmentMeans;
  readonly #layer: EncodedLayer;
  /** Address of every place, F32 [n, stride] each. */
  readonly #places: readonly number[];
  /** The segment in every place; -1 for none. */
  readonly #held: Int32Array;
  /** Address of I32 [places]: where the segments of the window are. */
  readonly #list: number;
  /** Address of the encoded bytes of one segment. */
  readonly #encoded: number;

  /** @param width segments of the widest window */
  constructor(kernel: KernelInstance, means: SegmentMeans, width: number) {
    this.#kernel = kernel;
    this.#means = means;
    this.#layer = means.residual instanceof Float32Array ? encodedSingles(means.residual) : means.residual;
    const start = kernel.take(width * segmentBytes(means));
    this.#places = Array.from({ length: width }, (_, place) => start + place * segmentBytes(means));
    this.#held = new Int32Array(width).fill(-1);
    this.#list = kernel.take(width * 4);
    this.#encoded = kernel.take(means.nodes * means.hiddenSize * DTYPE_BYTES[this.#layer.dtype]);
  }

  /** Address of I32 [end - first]: the addresses of the segments [first, end), each F32 [n, stride]. */
  window(first: number, end: number): number {
    const places = this.#places.length;
    for (let s = first; s < end; s++) {
      if (this.#held[s % places] === s) continue;
      this.#decode(s, this.#places[s % places]!);
      this.#held[s % places] = s;
    }
    const list = this.#kernel.integers(this.#list, end - first);
    for (let s = first; s < end; s++) list[s - first] = this.#places[s % places]!;
    return this.#list;
  }

  /** What stands in cells without tokens is not taken along: it becomes 0. */
  #decode(segment: number, address: number): void {
    const { counts, nodes, hiddenSize: d } = this.#means;
    const stride = kernelStride(d);
    const kernel = this.#kernel;
    const width = DTYPE_BYTES[this.#layer.dtype];
    const from = segment * nodes * d * width;
    const bytes = this.#layer.bytes.subarray(from, from + nodes * d * width);
    if (stride === d) this.#values(bytes, address);
    else for (let i = 0; i < nodes; i++) {
      this.#values(bytes.subarray(i * d * width, (i + 1) * d * width), address + i * stride * 4);
      kernel.floats(address + (i * stride + d) * 4, stride - d).fill(0);
    }
    for (let i = 0; i < nodes; i++) {
      if (counts[segment * nodes + i] === 0) kernel.floats(address + i * stride * 4, stride).fill(0);
    }
  }

  /** Infinities and NaN of half precision stay what they are: the plain decoder takes over where the kernel meets one. */
  #values(bytes: Uint8Array<ArrayBuffer>, address: number): void {
    const kernel = this.#kernel;
    const { dtype } = this.#layer;
    if (dtype === 'F32') return kernel.bytes(address, bytes.length).set(bytes);
    const count = bytes.length / DTYPE_BYTES[dtype];
    kernel.bytes(this.#encoded, bytes.length).set(bytes);
    const special = kernel.exports[dtype === 'F16' ? 'decodeFloat16' : 'decodeBfloat16'](this.#encoded, address, count);
    if (special === 1) kernel.floats(address, count).set(decodedLayer({ dtype, bytes }));
  }
}
