/** Activations decoded as their bytes arrive, so that a large layer is never held twice. */
import { decodeBfloat16Into, decodeFloat16Into } from './halfPrecision.ts';

export type ResidualDtype = 'F16' | 'BF16' | 'F32';

export class ResidualDecoder {
  /** Values whose bytes have not arrived yet are 0. */
  readonly values: Float32Array;
  readonly #dtype: ResidualDtype;
  /** First byte of a half-precision value whose second has not arrived, or -1. */
  #odd = -1;
  #received = 0;

  constructor(dtype: ResidualDtype, count: number) {
    this.#dtype = dtype;
    this.values = new Float32Array(count);
  }

  /** Bytes taken so far. */
  get received(): number {
    return this.#received;
  }

  /** Little-endian bytes in order, cut anywhere. Throws RangeError on more bytes than the values have. */
  take(piece: Uint8Array): void {
    const width = this.#dtype === 'F32' ? 4 : 2;
    if (this.#received + piece.length > this.values.length * width) {
      throw new RangeError(`more than ${this.values.length * width} bytes for ${this.values.length} values`);
    }
    if (width === 4) new Uint8Array(this.values.buffer).set(piece, this.#received);
    else this.#takeHalves(piece);
    this.#received += piece.length;
  }

  #takeHalves(piece: Uint8Array): void {
    const decode = this.#dtype === 'F16' ? decodeFloat16Into : decodeBfloat16Into;
    let from = 0;
    let to = this.#received >> 1;
    if (this.#odd !== -1 && piece.length > 0) {
      decode(Uint8Array.of(this.#odd, piece[0]!), this.values, to);
      this.#odd = -1;
      from = 1;
      to += 1;
    }
    const end = piece.length - ((piece.length - from) % 2);
    if (end > from) decode(piece.subarray(from, end), this.values, to);
    if (end < piece.length) this.#odd = piece[end]!;
  }
}
