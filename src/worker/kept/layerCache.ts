/**
 * What is kept in memory for the next request, least recently used out first, bounded in bytes: layers as their files
 * hold them, and the copies of files that their servers send only whole.
 */
import type { EncodedLayer } from '../../core/recording/encodedLayer.ts';

interface Kept {
  readonly value: EncodedLayer | Uint8Array;
  readonly bytes: number;
  /** Brought ahead of any request: goes before everything that has been asked for. */
  readonly ahead: boolean;
}

export class LayerCache {
  #limit: number;
  readonly #kept = new Map<string, Kept>();
  #bytes = 0;

  /**
   * @param limit bytes to keep in all; a layer larger than this is never kept. The copy used last stays whatever its
   * size, because every further look at it would be another download, and so does the layer used last.
   */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get limit(): number {
    return this.#limit;
  }

  resize(limit: number): void {
    this.#limit = limit;
    this.#shrink(limit, this.#last(true), this.#last(false));
  }

  get bytes(): number {
    return this.#bytes;
  }

  has(handle: string, layer: number): boolean {
    return this.#kept.has(layerKey(handle, layer));
  }

  get(handle: string, layer: number): EncodedLayer | undefined {
    return this.#use(layerKey(handle, layer)) as EncodedLayer | undefined;
  }

  set(handle: string, layer: number, values: EncodedLayer): void {
    const key = layerKey(handle, layer);
    this.#remove(key);
    if (values.bytes.byteLength <= this.limit) this.#put(key, { value: values, bytes: values.bytes.byteLength, ahead: false });
  }

  /** Lets go of what a new layer of this size would push out, before it takes memory of its own. */
  makeRoom(bytes: number): void {
    if (bytes <= this.limit) this.#shrink(this.limit - bytes, this.#last(true));
  }

  /** True when a layer of this size would fit beside everything that has been asked for. */
  hasRoom(bytes: number): boolean {
    let asked = 0;
    for (const { bytes: kept, ahead } of this.#kept.values()) if (!ahead) asked += kept;
    return asked + bytes <= this.limit;
  }

  /** Keeps a layer that no one has asked for yet, if that takes nothing away that someone has. */
  setAhead(handle: string, layer: number, values: EncodedLayer): void {
    const key = layerKey(handle, layer);
    if (this.#kept.has(key) || !this.hasRoom(values.bytes.byteLength)) return;
    this.#put(key, { value: values, bytes: values.bytes.byteLength, ahead: true });
  }

  copy(handle: string): Uint8Array | undefined {
    return this.#use(copyKey(handle)) as Uint8Array | undefined;
  }

  setCopy(handle: string, bytes: Uint8Array): void {
    this.#remove(copyKey(handle));
    this.#put(copyKey(handle), { value: bytes, bytes: bytes.byteLength, ahead: false });
  }

  /** Forgets everything of a recording. */
  drop(handle: string): void {
    for (const key of [...this.#kept.keys()]) {
      if (key === copyKey(handle) || key.startsWith(layerKey(handle, ''))) this.#remove(key);
    }
  }

  #use(key: string): Kept['value'] | undefined {
    const found = this.#kept.get(key);
    if (found === undefined) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, { ...found, ahead: false });
    return found.value;
  }

  #put(key: string, kept: Kept): void {
    this.#kept.set(key, kept);
    this.#bytes += kept.bytes;
    this.#shrink(this.limit, key, this.#last(true), this.#last(false));
  }

  /** Key of the copy or layer asked for last. */
  #last(copy: boolean): string | undefined {
    return [...this.#kept].filter(([key, { ahead }]) => !ahead && isCopy(key) === copy).at(-1)?.[0];
  }

  #shrink(limit: number, ...staying: readonly (string | undefined)[]): void {
    const entries = [...this.#kept];
    for (const [oldest] of [...entries.filter(([, { ahead }]) => ahead), ...entries.filter(([, { ahead }]) => !ahead)]) {
      if (this.#bytes <= limit) break;
      if (!staying.includes(oldest)) this.#remove(oldest);
    }
  }

  #remove(key: string): void {
    this.#bytes -= this.#kept.get(key)?.bytes ?? 0;
    this.#kept.delete(key);
  }
}

function layerKey(handle: string, layer: number | ''): string {
  return `layer/${handle}/${layer}`;
}

function copyKey(handle: string): string {
  return `copy/${handle}`;
}

function isCopy(key: string): boolean {
  return key.startsWith('copy/');
}
