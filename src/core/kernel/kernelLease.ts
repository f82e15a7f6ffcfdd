/** Kernels that are not in use, so that the next analysis finds memory that the machine has handed out already. */
import { KernelInstance } from './kernelInstance.ts';

/** Kernels kept: a panel's analysis can begin while evidence beside it is halfway. */
const KEPT = 2;
/** A kernel that has grown beyond this is let go, with its memory. */
const KEPT_BYTES = 64 * 2 ** 20;

const idle: KernelInstance[] = [];

/** Null where the machine has no SIMD kernel: the plain path then does the work. */
export function leaseKernel(): KernelInstance | null {
  return idle.pop() ?? KernelInstance.create();
}

/** Takes back a kernel; nothing in its memory may be used from here on. */
export function returnKernel(kernel: KernelInstance): void {
  kernel.clear();
  if (idle.length < KEPT && kernel.byteLength <= KEPT_BYTES) idle.push(kernel);
}
