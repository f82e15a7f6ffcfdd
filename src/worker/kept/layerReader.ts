/** The layers of the opened recordings: read once, kept while there is room, and the neighbours of a shown one read ahead. */
import type { EncodedLayer } from '../../core/recording/encodedLayer.ts';
import type { OpenRecording } from '../../core/recording/readRecording.ts';
import type { CopyShelf } from '../io/http.ts';
import { LAYER_CACHE_BYTES, savesData } from '../pool/placement.ts';
import { SharedTasks } from '../pool/sharedTasks.ts';
import type { Progress, RecordingHandle } from '../protocol.ts';
import { LayerCache } from './layerCache.ts';

/**
 * Layers and whole copies kept in memory, in bytes: dozens of a small model's layers, one of a 70B model's, whose
 * analysis needs several times as much for itself.
 */
/** Largest share of the cache that a layer may take and still be read ahead. */
const AHEAD_SHARE = 1 / 8;

export interface LayerReaderOptions {
  readonly layerCacheBytes?: number;
  /** Nothing is read ahead for a reader who asks to save data. */
  readonly savesData?: () => boolean;
  /** Milliseconds of quiet before neighbouring layers are read ahead. */
  readonly quietMs?: number;
}

type OnProgress = (progress: Progress) => void;

export class LayerReader {
  readonly #recordings = new Map<RecordingHandle, OpenRecording>();
  readonly #cache: LayerCache;
  readonly #reads = new SharedTasks<EncodedLayer, Progress>();
  readonly #prefetcher: Prefetcher;
  readonly #savesData: () => boolean;

  constructor(options: LayerReaderOptions = {}) {
    this.#cache = new LayerCache(options.layerCacheBytes ?? LAYER_CACHE_BYTES);
    this.#savesData = options.savesData ?? savesData;
    this.#prefetcher = new Prefetcher(options.quietMs);
  }

  /** Bytes to keep from now on. */
  limit(bytes: number): void {
    this.#cache.resize(bytes);
  }

  add(handle: RecordingHandle, recording: OpenRecording): void {
    this.#recordings.set(handle, recording);
  }

  /** Forgets a recording and all that is kept of it. */
  drop(handle: RecordingHandle): void {
    this.#recordings.delete(handle);
    this.#cache.drop(handle);
  }

  /** Where the copy of a file is kept that its server sends only whole. */
  shelf(handle: RecordingHandle): CopyShelf {
    return { get: () => this.#cache.copy(handle), set: (bytes) => this.#cache.setCopy(handle, bytes) };
  }

  /** Anything the reader waits for: nothing is read ahead until it has ended. */
  during<T>(request: () => Promise<T>): Promise<T> {
    return this.#prefetcher.during(request);
  }

  /** Activations [S, n, d] of a layer, as in the file. Shared by all who ask meanwhile; rejects as `OpenRecording.readEncoded` does. */
  async read(handle: RecordingHandle, recording: OpenRecording, layer: number, signal: AbortSignal, report: OnProgress): Promise<EncodedLayer> {
    const kept = this.#cache.get(handle, layer);
    if (kept !== undefined) return kept;
    const read = async (shared: AbortSignal, tell: OnProgress) => {
      this.#cache.makeRoom(recording.layerBytes);
      const values = await recording.readEncoded(layer, shared, (done, total) => tell({ what: 'reading', done, total }));
      if (this.#recordings.get(handle) === recording) this.#cache.set(handle, layer, values);
      return values;
    };
    return this.#reads.run(`${handle}/${layer}`, read, signal, report);
  }

  /** The recorded layers next to one that is shown, the deeper first, are likely to be asked for next. */
  readAhead(handle: RecordingHandle, layer: number): void {
    const recording = this.#recordings.get(handle);
    if (recording === undefined || this.#savesData()) return;
    const { layers } = recording.info.metadata;
    const bytes = recording.layerBytes;
    if (bytes > this.#cache.limit * AHEAD_SHARE) return;
    const at = layers.indexOf(layer);
    const neighbours = [layers[at + 1], layers[at - 1]].filter((next) => next !== undefined);
    this.#prefetcher.plan(
      neighbours.map((next) => async (signal: AbortSignal) => {
        if (this.#cache.has(handle, next) || !this.#cache.hasRoom(bytes)) return;
        const values = await recording.readEncoded(next, signal);
        if (!signal.aborted && this.#recordings.get(handle) === recording) this.#cache.setAhead(handle, next, values);
      }),
    );
  }
}

// Reads ahead while nothing else is wanted: one layer after the other, until a request comes.

/** Milliseconds of quiet before reading ahead begins. */
const QUIET_MS = 400;

/** Reads one layer; rejects when the signal fires or it cannot be read, which concerns no one yet. */
export type ReadAhead = (signal: AbortSignal) => Promise<void>;

class Prefetcher {
  readonly #quietMs: number;
  #requests = 0;
  #plan: readonly ReadAhead[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: AbortController | null = null;

  constructor(quietMs = QUIET_MS) {
    this.#quietMs = quietMs;
  }

  /** A request: whatever is read ahead stops at once, and nothing begins until all requests have ended. */
  async during<T>(request: () => Promise<T>): Promise<T> {
    this.#requests += 1;
    this.#stop();
    try {
      return await request();
    } finally {
      this.#requests -= 1;
      this.#begin();
    }
  }

  /** What to read ahead next, in order, in place of any earlier plan. */
  plan(reads: readonly ReadAhead[]): void {
    this.#stop();
    this.#plan = reads;
    this.#begin();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#running?.abort();
    this.#running = null;
  }

  #begin(): void {
    if (this.#requests > 0 || this.#plan.length === 0) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#run(), this.#quietMs);
  }

  async #run(): Promise<void> {
    const controller = new AbortController();
    this.#running = controller;
    while (this.#plan.length > 0 && !controller.signal.aborted) {
      const [next, ...rest] = this.#plan;
      const plan = this.#plan;
      await next!(controller.signal).catch(() => undefined);
      if (controller.signal.aborted || this.#plan !== plan) return;
      this.#plan = rest;
    }
    if (this.#running === controller) this.#running = null;
  }
}
