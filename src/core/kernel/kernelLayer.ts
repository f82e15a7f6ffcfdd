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

/** Copies a layer in; what stands in cells without tokens is not taken along. */
export function loadLayer(kernel: KernelInstance, { residual, counts, hiddenSize: d }: SegmentMeans): KernelLayer {
  const stride = kernelStride(d);
  const address = kernel.take(counts.length * stride * 4);
  const values = kernel.floats(address, counts.length * stride);
  if (stride === d) values.set(residual);
  else for (let cell = 0; cell < counts.length; cell++) {
    values.set(residual.subarray(cell * d, (cell + 1) * d), cell * stride);
    values.fill(0, cell * stride + d, (cell + 1) * stride);
  }
  for (let cell = 0; cell < counts.length; cell++) {
    if (counts[cell] === 0) values.fill(0, cell * stride, (cell + 1) * stride);
  }
  return { address, stride };
}
