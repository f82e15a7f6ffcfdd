/**
 * Results that need not be computed again, in this worker's memory and in the browser's database. Nothing here can fail a
 * request: what cannot be looked up is computed, and what cannot be kept is not.
 */
import { LRUCache } from 'lru-cache';
import type { LayerInput } from '../../core/analysis/analyseLayer.ts';
import type { AnalysisSettings, LayerAnalysis } from '../../core/analysis/settings.ts';
import { byteSize } from './byteSize.ts';
import { browserDigests, DataDigest, type Digests, type WalkInput } from './digests.ts';
import { openResultDatabase, type ResultDatabase } from './database.ts';

/** Bytes of results that one worker keeps in memory. */
const MEMORY_BYTES = 8 * 2 ** 20;
/** Milliseconds a request waits for the database: one that is blocked must not hold up what it was to speed up, and is not asked again. */
const PATIENCE_MS = 2000;

export interface KeptResultsOptions {
  readonly connect?: () => Promise<ResultDatabase>;
  /** null: data cannot be told apart, and nothing is kept. */
  readonly digests?: Digests | null;
  readonly patienceMs?: number;
}

/** A result that may have been kept: what it is made of, what tells it from others, and how one is known again. */
export interface KeptQuestion<T extends KeptResult> {
  readonly input: LayerInput;
  /** Where the result depends on the recorded walks. */
  readonly walk?: WalkInput | undefined;
  readonly settings: AnalysisSettings;
  /** See settingsFingerprint. */
  readonly fingerprint: string;
  /** The value where it looks like an answer, on the very frames that were asked for; undefined for anything else. */
  readonly read: (value: unknown) => T | undefined;
}

export interface KeptResult {
  readonly settings: AnalysisSettings;
  readonly frames: LayerAnalysis['frames'];
}

export interface FingerprintParts {
  /** Name of what computes: another one may differ in the last digits. */
  readonly engine: string;
  readonly job: string;
  readonly settings: AnalysisSettings;
  /** The result depends on the shown axes. */
  readonly ofAxes: boolean;
  /** What it depends on beside. */
  readonly options: readonly number[];
}

/** Equal for questions with equal results on equal data. The number of the layer is left out, for its data says which it is. */
export function settingsFingerprint({ engine, job, settings, ofAxes, options }: FingerprintParts): string {
  const { window, weighting, basis, components, axes } = settings;
  const windowed = window.kind === 'last' ? [window.kind, window.tokens] : [window.kind];
  const based = 'frame' in basis ? [basis.kind, basis.frame] : [basis.kind];
  return JSON.stringify([engine, job, windowed, weighting, based, components, ofAxes ? axes : null, options]);
}

export class KeptResults {
  readonly #memory = new LRUCache<string, KeptResult>({ maxSize: MEMORY_BYTES, sizeCalculation: byteSize });
  readonly #digest: DataDigest | null;
  readonly #connect: () => Promise<ResultDatabase>;
  readonly #patienceMs: number;
  #opening: Promise<ResultDatabase | null> | null = null;

  constructor({ connect = openResultDatabase, digests = browserDigests(), patienceMs = PATIENCE_MS }: KeptResultsOptions = {}) {
    this.#digest = digests === null ? null : new DataDigest(digests);
    this.#connect = connect;
    this.#patienceMs = patienceMs;
  }

  /** The kept result of a request, or else what `make` gives, kept from then on. `onKept` is called in the first case. */
  async of<T extends KeptResult>(question: KeptQuestion<T>, make: () => Promise<T>, onKept: () => void): Promise<T> {
    const key = await this.#key(question);
    if (key === null) return make();
    const found = await this.#find(key, question);
    if (found !== null) {
      onKept();
      return found;
    }
    const made = await make();
    this.#keep(key, structuredClone(made));
    return made;
  }

  /** The same for what somebody waits for: it is made at once, and given up where a kept result is found before it is done. */
  async soonest<T extends KeptResult>(question: KeptQuestion<T>, make: (given: AbortSignal) => Promise<T>, onKept: () => void): Promise<T> {
    const giveUp = new AbortController();
    const key = this.#key(question);
    const finding = key.then((known) => (known === null ? null : this.#find(known, question)));
    const making = make(giveUp.signal);
    // Given up, it has no one waiting for it.
    making.catch(() => undefined);
    const found = await Promise.race([finding, making.then(() => null)]);
    if (found !== null) {
      giveUp.abort();
      onKept();
      return found;
    }
    const made = await making;
    const copy = structuredClone(made);
    void key.then((known) => known !== null && this.#keep(known, copy));
    return made;
  }

  /** null: the data cannot be told apart, because there are no digests here or one failed. */
  async #key({ input, walk, fingerprint }: KeptQuestion<KeptResult>): Promise<string | null> {
    const digest = await this.#digest?.of(input, walk).catch(() => undefined);
    return digest === undefined ? null : `${fingerprint} ${digest}`;
  }

  async #find<T extends KeptResult>(key: string, { settings, read }: KeptQuestion<T>): Promise<T | null> {
    const value = this.#memory.get(key) ?? (await this.#lookUp(key));
    const found = value === undefined ? undefined : read(value);
    if (found === undefined) return null;
    this.#memory.set(key, found);
    // Its arrays are handed over; the number of the layer is of whoever asked first.
    return { ...structuredClone(found), settings };
  }

  async #lookUp(key: string): Promise<unknown> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => {
        this.#opening = Promise.resolve(null);
        resolve(undefined);
      }, this.#patienceMs);
    });
    const found = this.#database().then((database) => database?.get(key));
    const value = await Promise.race([found.catch(() => undefined), late]);
    clearTimeout(timer);
    return value;
  }

  #keep(key: string, value: KeptResult): void {
    this.#memory.set(key, value);
    this.#database()
      .then((database) => database?.put(key, value, byteSize(value)))
      .catch(() => undefined);
  }

  #database(): Promise<ResultDatabase | null> {
    return (this.#opening ??= this.#connect().catch(() => null));
  }
}
