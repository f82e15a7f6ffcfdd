/**
 * Identities by SHA-256: of what an analysis reads (activations, counts, segments, graphs; nothing else of the file,
 * so that two files with one layer share it), and of a recording's bytes.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { LayerInput } from '../../core/analysis/analyseLayer.ts';
import type { ByteSource } from '../../core/recording/byteSource.ts';
import { encodedSingles, type LayerValues } from '../../core/recording/encodedLayer.ts';
import { throwIfCancelled } from '../failure.ts';

/** Bytes hashed at a time: the browser's digest takes a copy of all it is given. */
const PIECE_BYTES = 4 * 2 ** 20;

/** What a null reads beside the layer: the recorded walks and the embedding layer. */
export interface WalkInput {
  /** [R, T] row-major. */
  readonly tokens: Int32Array;
  /** T. */
  readonly length: number;
  /** Null where the recording has none. */
  readonly embedding: LayerValues | null;
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
      walk === undefined ? null : [walk.length, await this.#once(walk.tokens, () => this.#pieces(bytesOf(walk.tokens))), walk.embedding === null ? null : await this.#layer(walk.embedding)],
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
    return bytesToHex(digest);
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: Int32Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
}

// The SHA-256 of a recording's bytes, read piece by piece so that no file is held whole.

/** Bytes asked for at a time: a request to a server each. */
const READ_BYTES = 8 * 2 ** 20;
/** Bytes hashed between two turns of the event loop, a few milliseconds' work. */
const TURN_BYTES = 2 ** 20;

export interface HashBytesOptions {
  readonly signal: AbortSignal;
  readonly turn: () => Promise<void>;
  readonly onProgress: (done: number, total: number) => void;
}

/** A recording's bytes, and their digest once it has been asked for. */
export interface HashedBytes {
  readonly bytes: ByteSource;
  sha256: string | null;
}

/** 64 lowercase hexadecimal digits. Rejects with `cancelled`, or with what the source rejects with. */
export async function hashBytes(source: ByteSource, { signal, turn, onProgress }: HashBytesOptions): Promise<string> {
  const total = source.byteLength;
  const hash = sha256.create();
  for (let start = 0; start < total; start += READ_BYTES) {
    const bytes = await source.read(start, Math.min(total, start + READ_BYTES), signal);
    for (let at = 0; at < bytes.length; at += TURN_BYTES) {
      hash.update(bytes.subarray(at, at + TURN_BYTES));
      onProgress(Math.min(total, start + at + TURN_BYTES), total);
      await turn();
      throwIfCancelled(signal, source.name);
    }
  }
  return bytesToHex(hash.digest());
}
