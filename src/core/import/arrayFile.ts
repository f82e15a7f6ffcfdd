/** A file of named arrays as an import sees it, whatever its format. */

export type ArrayDtype = 'bool' | 'i8' | 'u8' | 'i16' | 'u16' | 'i32' | 'u32' | 'i64' | 'u64' | 'f16' | 'bf16' | 'f32' | 'f64' | 'text';

export interface ArrayEntry {
  /** Untrusted text, never HTML; unique in its file. */
  readonly name: string;
  readonly dtype: ArrayDtype;
  /** Length of every axis; empty for a scalar. */
  readonly shape: readonly number[];
}

export interface ArrayFile {
  /** File name or address. */
  readonly name: string;
  readonly kind: 'npz' | 'npy' | 'safetensors' | 'json';
  /** In file order; a single .npy is named by its file stem. */
  readonly arrays: readonly ArrayEntry[];
  /**
   * Values row-major, whatever the file's order. F16, BF16 and F32 give a Float32Array, all else a Float64Array; booleans
   * are 0 and 1; NaN and infinities are passed on. Rejects with RecordingError: text arrays, integers that a double cannot
   * hold, more than MAX_VALUES, a failed checksum; or with what the source rejects with. `onProgress` hears stored bytes.
   */
  readonly readNumbers: (name: string, signal?: AbortSignal, onProgress?: (done: number, total: number) => void) => Promise<Float32Array | Float64Array>;
  /** Strings row-major, without numpy's padding. Rejects as `readNumbers` does. */
  readonly readText: (name: string, signal?: AbortSignal) => Promise<readonly string[]>;
}
