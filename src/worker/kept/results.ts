/**
 * Results that need not be computed again, in this worker's memory and in the browser's database. Nothing here can fail a
 * request: what cannot be looked up is computed, and what cannot be kept is not.
 */
import type { LayerInput } from '../../core/analysis/analyseLayer.ts';
import type { AnalysisSettings } from '../../core/analysis/settings.ts';
import { byteSize, SizedValues } from './sizedValues.ts';
import { browserDigests, DataDigest, type Digests, type WalkInput } from './digests.ts';
import { openResultDatabase, type ResultDatabase } from './database.ts';
import { settingsFingerprint, type ResultRequest } from '../settingsFingerprint.ts';
import { storedResult } from '../storedResult.ts';

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

/** What a result was made of. */
export interface ResultSubject {
  readonly input: LayerInput;
  /** Where the result depends on the recorded walks. */
  readonly walk?: WalkInput;
  /** Name of what computes. */
  readonly engine: string;
}

interface AnyResult {
  readonly settings: AnalysisSettings;
}

export class KeptResults {
  readonly #memory = new SizedValues<AnyResult>(MEMORY_BYTES);
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
  async of<T extends AnyResult>(request: ResultRequest, subject: ResultSubject, make: () => Promise<T>, onKept: () => void): Promise<T> {
    const key = await this.#key(request, subject);
    if (key === null) return make();
    const found = await this.#find<T>(key, request, subject);
    if (found !== null) {
      onKept();
      return found;
    }
    const made = await make();
    this.#keep(key, structuredClone(made));
    return made;
  }

  /** The same for what somebody waits for: it is made at once, and given up where a kept result is found before it is done. */
  async soonest<T extends AnyResult>(request: ResultRequest, subject: ResultSubject, make: (given: AbortSignal) => Promise<T>, onKept: () => void): Promise<T> {
    const giveUp = new AbortController();
    const key = this.#key(request, subject);
    const finding = key.then((known) => (known === null ? null : this.#find<T>(known, request, subject)));
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
  async #key(request: ResultRequest, { input, walk, engine }: ResultSubject): Promise<string | null> {
    const digest = await this.#digest?.of(input, walk).catch(() => undefined);
    return digest === undefined ? null : `${settingsFingerprint(request, engine)} ${digest}`;
  }

  async #find<T extends AnyResult>(key: string, request: ResultRequest, { input }: ResultSubject): Promise<T | null> {
    const found = storedResult(this.#memory.get(key) ?? (await this.#lookUp(key)), request, input);
    if (found === null) return null;
    this.#memory.set(key, found);
    // Its arrays are handed over; the number of the layer is of whoever asked first.
    return { ...structuredClone(found), settings: request.settings } as AnyResult as T;
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

  #keep(key: string, value: AnyResult): void {
    this.#memory.set(key, value);
    this.#database()
      .then((database) => database?.put(key, value, byteSize(value)))
      .catch(() => undefined);
  }

  #database(): Promise<ResultDatabase | null> {
    return (this.#opening ??= this.#connect().catch(() => null));
  }
}
