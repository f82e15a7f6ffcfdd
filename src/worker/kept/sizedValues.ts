/** Bytes of a structured-cloneable value of plain objects, lists and arrays of numbers, near enough to keep a budget. */
export function byteSize(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value === 'string') return 2 * value.length;
  if (typeof value !== 'object' || value === null) return 8;
  return Object.values(value).reduce<number>((sum, part) => sum + byteSize(part), 16);
}

/** Values by key, bounded in bytes, the least recently used out first. */
export class SizedValues<T> {
  #limit: number;
  readonly #values = new Map<string, { readonly value: T; readonly bytes: number }>();
  #bytes = 0;

  /** @param limit bytes in all; a value larger than this is not kept */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(key: string): T | undefined {
    const found = this.#values.get(key);
    if (found === undefined) return undefined;
    this.#values.delete(key);
    this.#values.set(key, found);
    return found.value;
  }

  set(key: string, value: T, bytes = byteSize(value)): void {
    this.#remove(key);
    if (bytes > this.#limit) return;
    this.#values.set(key, { value, bytes });
    this.#bytes += bytes;
    this.resize(this.#limit);
  }

  resize(limit: number): void {
    this.#limit = limit;
    for (const oldest of this.#values.keys()) {
      if (this.#bytes <= limit) return;
      this.#remove(oldest);
    }
  }

  /** Forgets every value for which `which` is true. */
  drop(which: (value: T) => boolean): void {
    for (const [key, { value }] of [...this.#values]) if (which(value)) this.#remove(key);
  }

  #remove(key: string): void {
    this.#bytes -= this.#values.get(key)?.bytes ?? 0;
    this.#values.delete(key);
  }
}
