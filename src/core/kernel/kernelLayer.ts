import { decodedLayer, DTYPE_BYTES, encodedSingles, type EncodedLayer, type LayerValues } from '../recording/encodedLayer.ts';
import type { SegmentMeans } from '../recording/windowMeans.ts';
import type { KernelInstance } from './kernelInstance.ts';

/** A layer in the kernel's memory: F32 [S, n, stride], zero where a node does not occur in a segment. */
export interface KernelLayer {
  readonly address: number;
  /** d rounded up to a multiple of 4; the padding is zero. */
  readonly stride: number;
}

/** Values a row takes in the kernel. */
export function kernelStride(hiddenSize: number): number {
  return Math.ceil(hiddenSize / 4) * 4;
}

/**
 * Decodes a layer into the kernel's memory; what stands in cells without tokens is not taken along. Infinities and NaN of
 * half precision stay what they are: where the kernel meets one, the plain decoder takes its place.
 */
export function loadLayer(kernel: KernelInstance, { residual, counts, hiddenSize: d }: SegmentMeans): KernelLayer {
  const stride = kernelStride(d);
  const cells = counts.length;
  const address = kernel.take(cells * stride * 4);
  if (stride === d) decodeInto(kernel, encoded(residual), 0, cells * d, address);
  else for (let cell = 0; cell < cells; cell++) {
    decodeInto(kernel, encoded(residual), cell * d, d, address + cell * stride * 4);
    kernel.floats(address + (cell * stride + d) * 4, stride - d).fill(0);
  }
  for (let cell = 0; cell < cells; cell++) {
    if (counts[cell] === 0) kernel.floats(address + cell * stride * 4, stride).fill(0);
  }
  return { address, stride };
}

function encoded(values: LayerValues): EncodedLayer {
  return values instanceof Float32Array ? encodedSingles(values) : values;
}

/** Decodes `count` values from index `from` on. */
function decodeInto(kernel: KernelInstance, { dtype, bytes }: EncodedLayer, from: number, count: number, address: number): void {
  const width = DTYPE_BYTES[dtype];
  const some = bytes.subarray(from * width, (from + count) * width);
  if (dtype === 'F32') return kernel.bytes(address, some.length).set(some);
  kernel.borrow(() => {
    const source = kernel.put(some);
    const special = kernel.exports[dtype === 'F16' ? 'decodeFloat16' : 'decodeBfloat16'](source, address, count);
    if (special === 1) kernel.floats(address, count).set(decodedLayer({ dtype, bytes: some.slice() }));
  });
}
