/**
 * Values by key, the least recently used out first, bounded in number or in bytes. The workers use a library for this; it
 * would be a thirtieth of the page's first script.
 */
export class KeptValues<T> {
  readonly #limit: number;
  readonly #sizeOf: (value: T) => number;
  readonly #values = new Map<string, { readonly value: T; readonly size: number }>();
  #size = 0;

  /** @param limit in what `sizeOf` counts, values where absent; a value larger than this is not kept */
  constructor(limit: number, sizeOf: (value: T) => number = () => 1) {
    this.#limit = limit;
    this.#sizeOf = sizeOf;
  }

  get size(): number {
    return this.#size;
  }

  get(key: string): T | undefined {
    const found = this.#values.get(key);
    if (found === undefined) return undefined;
    this.#values.delete(key);
    this.#values.set(key, found);
    return found.value;
  }

  set(key: string, value: T): void {
    this.#remove(key);
    const size = this.#sizeOf(value);
    if (size > this.#limit) return;
    this.#values.set(key, { value, size });
    this.#size += size;
    for (const oldest of this.#values.keys()) {
      if (this.#size <= this.#limit) return;
      this.#remove(oldest);
    }
  }

  /** Forgets every value for which `which` is true. */
  drop(which: (value: T) => boolean): void {
    for (const [key, { value }] of [...this.#values]) if (which(value)) this.#remove(key);
  }

  clear(): void {
    this.#values.clear();
    this.#size = 0;
  }

  #remove(key: string): void {
    this.#size -= this.#values.get(key)?.size ?? 0;
    this.#values.delete(key);
  }
}
