/**
 * The identity of what an analysis reads: SHA-256 over the layer's activations, its counts, segments and graphs, and
 * nothing else of the file. Two files with the same layer share it; a file replaced under its name does not.
 */
import type { LayerInput } from '../core/analysis/analyseLayer.ts';
import { encodedSingles, type LayerValues } from '../core/recording/encodedLayer.ts';

/** Bytes hashed at a time: the browser's digest takes a copy of all it is given. */
const PIECE_BYTES = 4 * 2 ** 20;

/** What a null reads beside the layer: the recorded walks. */
export interface WalkInput {
  /** [R, T] row-major. */
  readonly tokens: Int32Array;
  /** T. */
  readonly length: number;
}

export type Digests = Pick<SubtleCrypto, 'digest'>;

/** The browser's own; null on a page that is not served securely. */
export function browserDigests(): Digests | null {
  return (globalThis.crypto as Partial<Crypto> | undefined)?.subtle ?? null;
}

export class DataDigest {
  readonly #digests: Digests;
  /** Of arrays and graphs, by themselves: whoever changes them makes new ones. */
  readonly #known = new WeakMap<object, Promise<string>>();

  constructor(digests: Digests) {
    this.#digests = digests;
  }

  /** 64 lowercase hexadecimal digits. */
  async of({ residual, counts, segments, windows, nodes, hiddenSize, graphs }: LayerInput, walk?: WalkInput): Promise<string> {
    const parts = [
      [nodes, hiddenSize, windows ?? 'segments', segments],
      await this.#layer(residual),
      await this.#once(counts, () => this.#pieces(bytesOf(counts))),
      await this.#once(graphs, () => this.#text(JSON.stringify(graphs.map(({ edges }) => edges)))),
      walk === undefined ? null : [walk.length, await this.#once(walk.tokens, () => this.#pieces(bytesOf(walk.tokens)))],
    ];
    return this.#text(JSON.stringify(parts));
  }

  /** Of the values as they are encoded, with how they are. */
  async #layer(values: LayerValues): Promise<string> {
    const { dtype, bytes } = values instanceof Float32Array ? encodedSingles(values) : values;
    return `${dtype} ${await this.#once(values, () => this.#pieces(bytes))}`;
  }

  #once(data: object, digest: () => Promise<string>): Promise<string> {
    const known = this.#known.get(data) ?? digest();
    this.#known.set(data, known);
    return known;
  }

  /** The digest of the digests of the pieces. */
  async #pieces(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
    const digests: string[] = [];
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) digests.push(await this.#hex(bytes.subarray(at, at + PIECE_BYTES)));
    return this.#text(JSON.stringify([bytes.length, digests]));
  }

  #text(text: string): Promise<string> {
    return this.#hex(new TextEncoder().encode(text));
  }

  async #hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
    const digest = new Uint8Array(await this.#digests.digest('SHA-256', bytes));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: Int32Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
}
