/**
 * The workers behind the client, each started when it is first needed. The first is the panels' own: nothing else is sent
 * there while there are others. A worker that is lost is replaced at the next call that wants its place.
 */
import { cancelledFailure, FailureError } from '../failure.ts';
import { LAYER_CACHE_BYTES, memoryShare } from './placement.ts';
import { Turnstile } from '../turns/turnstile.ts';
import { WorkerConnection, workerLost, type WorkerLike } from './workerConnection.ts';
import type { Rank } from '../turns/ranks.ts';

/** Work for what is not on screen. */
export interface AsideCall<T> {
  /** What it is about, where a worker that has served that before has something at hand for it: a layer, a set of draws. */
  readonly subject: string | null;
  /** True: that is worth waiting for, however busy that worker is. */
  readonly sticks: boolean;
  readonly rank: Exclude<Rank, 'panel'>;
  readonly signal: AbortSignal | undefined;
  readonly call: (to: WorkerConnection) => Promise<T>;
}

interface Place {
  connection: WorkerConnection | null;
  /** Calls that have been given to it and have not settled, those that wait for a recording to open among them. */
  calls: number;
}

export class WorkerPool {
  readonly size: number;
  readonly #spawn: () => WorkerLike;
  readonly #places: readonly Place[];
  /** Which place has served a subject last, and so has what it needs at hand. */
  readonly #served = new Map<string, number>();
  /**
   * Work beside the panels that has to be done in their own worker: few calls of a rank at a time, so that it takes no more
   * memory than it must. One layer is read while another is analysed.
   */
  readonly #behind: Record<AsideCall<unknown>['rank'], Turnstile> = { layer: new Turnstile(2), null: new Turnstile() };
  #disposed = false;

  constructor(spawn: () => WorkerLike, size: number) {
    this.size = size;
    this.#spawn = spawn;
    this.#places = Array.from({ length: size }, () => ({ connection: null, calls: 0 }));
  }

  /** Starts the panels' own worker ahead of its first call; where that fails, the call tries again and says what is wrong. */
  startMain(): void {
    try {
      this.#connect(this.#places[0]!, 0);
    } catch {
      // Nobody waits for it yet.
    }
  }

  /** Runs a call in the panels' own worker. Rejects with a FailureError where it cannot be started. */
  main<T>(call: (to: WorkerConnection) => Promise<T>): Promise<T> {
    return this.#at(0, call);
  }

  /** Runs a call in the least busy worker beside the panels', or in the one that has served its subject before. */
  aside<T>(work: AsideCall<T>): Promise<T> {
    const { subject, sticks, call } = work;
    const free = this.#leastBusy();
    const known = subject === null ? undefined : this.#served.get(subject);
    const alive = known !== undefined && this.#places[known]!.connection?.lost === false;
    const at = alive && (sticks || this.#places[known]!.calls <= this.#places[free]!.calls) ? known : free;
    if (subject !== null) this.#served.set(subject, at);
    return at === 0 ? this.behind(work) : this.#at(at, call);
  }

  /** Runs a call beside the panels in their own worker, after earlier ones of its rank. */
  behind<T>({ rank, signal, call }: Pick<AsideCall<T>, 'rank' | 'signal' | 'call'>): Promise<T> {
    return this.#behind[rank].pass(() => this.#at(0, call), signal);
  }

  /** Notes that the panels' own worker has at hand what a subject needs. */
  mainServes(subject: string): void {
    this.#served.set(subject, 0);
  }

  /** Forgets who has served the subjects that begin so. */
  forget(prefix: string): void {
    for (const subject of this.#served.keys()) if (subject.startsWith(prefix)) this.#served.delete(subject);
  }

  /** Ends every worker; what is pending is rejected as cancelled, and so is every later call. */
  dispose(): void {
    this.#disposed = true;
    for (const { connection } of this.#places) connection?.end(new FailureError(cancelledFailure()));
  }

  #leastBusy(): number {
    let best = Math.min(1, this.size - 1);
    for (let at = best + 1; at < this.size; at++) if (this.#places[at]!.calls < this.#places[best]!.calls) best = at;
    return best;
  }

  async #at<T>(at: number, call: (to: WorkerConnection) => Promise<T>): Promise<T> {
    const place = this.#places[at]!;
    const connection = this.#connect(place, at);
    place.calls += 1;
    try {
      return await call(connection);
    } finally {
      place.calls -= 1;
    }
  }

  #connect(place: Place, at: number): WorkerConnection {
    if (this.#disposed) throw new FailureError(cancelledFailure());
    if (place.connection !== null && !place.connection.lost) return place.connection;
    try {
      place.connection = new WorkerConnection(this.#spawn());
    } catch (error) {
      throw workerLost(error instanceof Error ? error.message : String(error));
    }
    const bytes = memoryShare(LAYER_CACHE_BYTES, at, this.size);
    if (this.size > 1) place.connection.tell((api) => api.limitMemory(bytes));
    return place.connection;
  }
}
