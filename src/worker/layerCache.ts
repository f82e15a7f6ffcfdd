/** Decoded layers kept for the next request, least recently used out first, bounded in bytes. */
export class LayerCache {
  readonly limit: number;
  readonly #layers = new Map<string, Float32Array>();
  #bytes = 0;

  /** @param limit bytes of decoded activations to keep; a layer larger than this is never kept. */
  constructor(limit: number) {
    this.limit = limit;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(handle: string, layer: number): Float32Array | undefined {
    const key = keyOf(handle, layer);
    const found = this.#layers.get(key);
    if (found !== undefined) {
      this.#layers.delete(key);
      this.#layers.set(key, found);
    }
    return found;
  }

  set(handle: string, layer: number, values: Float32Array): void {
    const key = keyOf(handle, layer);
    this.#remove(key);
    if (values.byteLength > this.limit) return;
    this.#layers.set(key, values);
    this.#bytes += values.byteLength;
    for (const oldest of this.#layers.keys()) {
      if (this.#bytes <= this.limit) break;
      this.#remove(oldest);
    }
  }

  /** Forgets every layer of a recording. */
  drop(handle: string): void {
    const prefix = keyOf(handle, '');
    for (const key of [...this.#layers.keys()]) if (key.startsWith(prefix)) this.#remove(key);
  }

  #remove(key: string): void {
    this.#bytes -= this.#layers.get(key)?.byteLength ?? 0;
    this.#layers.delete(key);
  }
}

function keyOf(handle: string, layer: number | ''): string {
  return `${handle}/${layer}`;
}
