/** Bytes put together as they arrive, in memory that is theirs alone. */
export class ByteCollector {
  /** Bytes that have not arrived yet are 0. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  #received = 0;

  constructor(length: number) {
    this.bytes = new Uint8Array(length);
  }

  /** Bytes taken so far. */
  get received(): number {
    return this.#received;
  }

  /** The next bytes, which are copied. Throws RangeError on more than there is room for. */
  take(piece: Uint8Array): void {
    if (this.#received + piece.length > this.bytes.length) throw new RangeError(`more than ${this.bytes.length} bytes`);
    this.bytes.set(piece, this.#received);
    this.#received += piece.length;
  }
}
