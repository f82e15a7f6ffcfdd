/** An instance of the compiled kernel: its functions, its memory, and those that wait for the next analysis. */
import { KERNEL, RELAXED_KERNEL } from './kernelBytes.ts';

/** What assembly/index.ts exports; addresses are bytes in `memory`. */
export interface KernelExports {
  readonly memory: WebAssembly.Memory;
  decodeFloat16(source: number, target: number, count: number): number;
  decodeBfloat16(source: number, target: number, count: number): number;
  centreFrame(places: number, d: number, segments: number, weights: number, present: number, count: number, scratch: number, out: number): void;
  squaresAt(): number;
  addGram(a: number, from: number, to: number, count: number, stride: number, out: number): void;
  addProducts(a: number, from: number, to: number, b: number, bFrom: number, bTo: number, stride: number, out: number, width: number): void;
  addCombinations(weights: number, a: number, count: number, terms: number, stride: number, scratch: number, out: number): void;
  signOfLargest(values: number, count: number): number;
  orthonormalRows(basis: number, count: number, rows: number, some: number, size: number, drop: number): number;
  vectorProducts(a: number, aCount: number, b: number, bCount: number, size: number, out: number): void;
  vectorCombinations(rows: number, count: number, weights: number, terms: number, size: number, out: number): void;
  eigenWorkSize(size: number): number;
  eigenpairs(a: number, size: number, norm: number, wanted: number, values: number, vectors: number, work: number): number;
}

const PAGE = 65536;
/** Bytes a kernel may hold: half of what WebAssembly can address. */
const KERNEL_MEMORY_LIMIT = 2 ** 31;

/** Fused multiply-adds where the machine has them, plain SIMD elsewhere. */
const BUILDS = [['relaxed SIMD', RELAXED_KERNEL], ['SIMD', KERNEL]] as const;

interface Compiled {
  readonly name: (typeof BUILDS)[number][0];
  readonly module: WebAssembly.Module;
}

let compiled: Compiled | null | undefined;

/** Compiled once; null where the machine can run neither build. */
function kernelModule(): Compiled | null {
  if (compiled !== undefined) return compiled;
  compiled = null;
  if (typeof WebAssembly === 'undefined') return null;
  for (const [name, build] of BUILDS) {
    const bytes = Uint8Array.from(atob(build), (letter) => letter.charCodeAt(0));
    if (!WebAssembly.validate(bytes)) continue;
    const module = compile(bytes);
    return (compiled = module === null ? null : { name, module });
  }
  return null;
}

/** What analyses on this machine are computed by: answers of different ones differ in the last digits. */
export function kernelName(): Compiled['name'] | 'plain' {
  return kernelModule()?.name ?? 'plain';
}

/** Null where the page's security policy forbids WebAssembly. */
function compile(bytes: BufferSource): WebAssembly.Module | null {
  try {
    return new WebAssembly.Module(bytes);
  } catch {
    return null;
  }
}

/**
 * One kernel with memory of its own, handed out from the bottom up and given back all at once: the memory of one
 * analysis. Addresses are multiples of 16. Views are made anew at every use, because growing detaches them.
 */
export class KernelInstance {
  readonly exports: KernelExports;
  #top: number;

  private constructor(exports: KernelExports) {
    this.exports = exports;
    // The kernel's own data lies in the first page.
    this.#top = PAGE;
  }

  /** Null where the machine has no SIMD kernel. */
  static create(): KernelInstance | null {
    const kernel = kernelModule();
    return kernel === null ? null : new KernelInstance(new WebAssembly.Instance(kernel.module).exports as unknown as KernelExports);
  }

  /** Bytes of its memory, in use or not. */
  get byteLength(): number {
    return this.exports.memory.buffer.byteLength;
  }

  /** Gives back everything that was taken. */
  clear(): void {
    this.#top = PAGE;
  }

  /** Whether so many bytes more could be had at all. */
  fits(bytes: number): boolean {
    return this.#top + bytes <= KERNEL_MEMORY_LIMIT;
  }

  /** Address of `bytes` new bytes, not cleared. Throws RangeError when there is no memory left. */
  take(bytes: number): number {
    const address = this.#top;
    const top = address + Math.ceil(bytes / 16) * 16;
    const missing = Math.ceil((top - this.byteLength) / PAGE);
    if (top > KERNEL_MEMORY_LIMIT) throw new RangeError(`the kernel needs ${top} bytes; it may hold ${KERNEL_MEMORY_LIMIT}`);
    if (missing > 0) this.exports.memory.grow(missing);
    this.#top = top;
    return address;
  }

  /** Address of a copy of the values. */
  put(values: Float64Array | Float32Array | Int32Array | Uint8Array): number {
    const address = this.take(values.byteLength);
    this.bytes(address, values.byteLength).set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    return address;
  }

  /** Runs `work` and gives back what it took, however it ends. */
  borrow<T>(work: () => T): T {
    const top = this.#top;
    try {
      return work();
    } finally {
      this.#top = top;
    }
  }

  bytes(address: number, length: number): Uint8Array {
    return new Uint8Array(this.exports.memory.buffer, address, length);
  }

  floats(address: number, length: number): Float32Array {
    return new Float32Array(this.exports.memory.buffer, address, length);
  }

  doubles(address: number, length: number): Float64Array {
    return new Float64Array(this.exports.memory.buffer, address, length);
  }

  integers(address: number, length: number): Int32Array {
    return new Int32Array(this.exports.memory.buffer, address, length);
  }
}

// Kernels that are not in use, so that the next analysis finds memory that the machine has handed out already.

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
