/**
 * The one engine of slots, under the panels and under the evidence beside them. A slot is kept at what it is wished to hold:
 * the newest request wins, an older one is cancelled and what it brings too late never lands; the last good value stays
 * until a better one is there; requests of one key share their work; finished values are looked up before work begins.
 */
import { cancelledFailure, type Failure, failureOf } from '../../worker/failure.ts';
import { SharedTasks } from '../../worker/pool/sharedTasks.ts';

/** How far a slot's work is: `done` of `total` parts of `what`, a word or two for the reader. `total` null: not known. */
export interface SlotProgress {
  readonly what: string;
  readonly done: number;
  readonly total: number | null;
}

/** `value` is the last good one. It answers `key` only when the status is `ready`; while loading it may be part of the answer. */
export interface Slot<T> {
  /** Identity of the newest request; null: none was made. */
  readonly key: string | null;
  /** `idle`: not asked for. `absent`: there is nothing to ask for; `note` says why. */
  readonly status: 'idle' | 'loading' | 'ready' | 'error' | 'absent';
  readonly progress: SlotProgress | null;
  readonly failure: Failure | null;
  /** Never mutated; compare by reference. */
  readonly value: T | null;
  readonly note: string | null;
}

export const idleSlot: Slot<never> = { key: null, status: 'idle', progress: null, failure: null, value: null, note: null };

export interface TaskTools<T> {
  readonly signal: AbortSignal;
  readonly report: (progress: SlotProgress) => void;
  /** Hands on what is there so far. */
  readonly partial: (value: T) => void;
}

/** Work with an identity: two tasks with one key have one answer. */
export interface SlotTask<T> {
  readonly key: string;
  /** Rejects with a FailureError. */
  readonly run: (tools: TaskTools<T>) => Promise<T>;
}

/** `wait`: what it rests on is not there yet, or has failed. `absent`: there is nothing to compute; `note` says why, null that it goes without saying. */
export type Wish<T> =
  | { readonly kind: 'run'; readonly task: SlotTask<T> }
  | { readonly kind: 'wait'; readonly failure: Failure | null }
  | { readonly kind: 'absent'; readonly note: string | null };

export interface SlotEngineOptions<Name> {
  readonly read: (name: Name) => Slot<unknown>;
  readonly write: (name: Name, slot: Slot<unknown>) => void;
  /** A value kept from an earlier request of this key. */
  readonly known: (name: Name, key: string) => unknown;
  readonly keep: (name: Name, key: string, value: unknown) => void;
  /** Which of those that wait may start now, in their order; all of them where absent. */
  readonly admits?: (waiting: readonly Name[], running: ReadonlySet<Name>) => readonly Name[];
  /** A slot's work has ended, well or badly. */
  readonly landed?: () => void;
}

type Message = { readonly progress: SlotProgress } | { readonly partial: unknown };

export class SlotEngine<Name> {
  readonly #options: SlotEngineOptions<Name>;
  readonly #shared = new SharedTasks<unknown, Message>();
  readonly #queue = new Map<Name, SlotTask<unknown>>();
  readonly #running = new Map<Name, { readonly key: string; readonly controller: AbortController }>();

  constructor(options: SlotEngineOptions<Name>) {
    this.#options = options;
  }

  /**
   * Brings slots to their wishes; undefined: no longer wished for. Setting the same again is avoided, so that no listener is
   * called for nothing. What is begun joins running work of its key before what nobody wishes any more is let go.
   */
  apply(wishes: Iterable<readonly [Name, Wish<unknown> | undefined]>): void {
    const left: AbortController[] = [];
    for (const [name, wish] of wishes) this.#bring(name, wish, left);
    this.advance();
    for (const controller of left) controller.abort();
  }

  /** Starts what waits and may start. */
  advance(): void {
    const waiting = [...this.#queue.keys()];
    for (const name of this.#options.admits?.(waiting, new Set(this.#running.keys())) ?? waiting) this.#start(name);
  }

  /** True when the slot failed or was cancelled and now holds no request: its next wish is granted anew. */
  reset(name: Name): boolean {
    const slot = this.#options.read(name);
    if (slot.status !== 'error') return false;
    this.#options.write(name, { ...slot, key: null, status: 'idle', failure: null });
    return true;
  }

  /** Cancels what a slot waits for; its last good value stays. */
  cancel(name: Name): void {
    if (this.#options.read(name).status !== 'loading') return;
    const controller = this.#leave(name);
    this.#change(name, { status: 'error', progress: null, failure: cancelledFailure() });
    controller?.abort();
    this.advance();
  }

  /** Grants these anew, because the data behind them has been replaced: running work for the old is let go first. */
  renew(wishes: readonly (readonly [Name, SlotTask<unknown>])[]): void {
    for (const [name] of wishes) this.#leave(name)?.abort();
    for (const [name, task] of wishes) this.#grant(name, task);
    this.advance();
  }

  dispose(): void {
    this.#queue.clear();
    const left = [...this.#running.values()];
    this.#running.clear();
    for (const { controller } of left) controller.abort();
  }

  #change(name: Name, change: Partial<Slot<unknown>>): void {
    this.#options.write(name, { ...this.#options.read(name), ...change });
  }

  #leave(name: Name): AbortController | undefined {
    this.#queue.delete(name);
    const running = this.#running.get(name);
    this.#running.delete(name);
    return running?.controller;
  }

  #bring(name: Name, wish: Wish<unknown> | undefined, left: AbortController[]): void {
    const slot = this.#options.read(name);
    const leave = () => {
      const controller = this.#leave(name);
      if (controller !== undefined) left.push(controller);
    };
    if (wish === undefined) {
      leave();
      if (slot.status !== 'idle') this.#options.write(name, { ...idleSlot, value: slot.value });
    } else if (wish.kind === 'wait') {
      leave();
      const status = wish.failure === null ? 'loading' : 'error';
      if (slot.key !== null || slot.status !== status || slot.failure !== wish.failure) {
        this.#change(name, { key: null, status, progress: null, failure: wish.failure, note: null });
      }
    } else if (wish.kind === 'absent') {
      leave();
      if (slot.status !== 'absent' || slot.note !== wish.note) this.#options.write(name, { ...idleSlot, status: 'absent', note: wish.note });
    } else {
      this.#ask(name, wish.task, slot, leave);
    }
  }

  #ask(name: Name, task: SlotTask<unknown>, slot: Slot<unknown>, leave: () => void): void {
    const { key } = task;
    const atWork = this.#queue.get(name)?.key === key || this.#running.get(name)?.key === key;
    if (!atWork) leave();
    if (slot.key === key && slot.status !== 'idle' && (slot.status !== 'loading' || atWork)) return;
    // A slot that has moved here while it loads keeps what it says of its progress.
    if (slot.key === key && slot.status === 'loading') this.#queue.set(name, task);
    else this.#grant(name, task);
  }

  #grant(name: Name, task: SlotTask<unknown>): void {
    const { key } = task;
    const value = this.#options.known(name, key);
    if (value !== undefined) {
      this.#change(name, { key, status: 'ready', progress: null, failure: null, note: null, value });
      return;
    }
    this.#change(name, { key, status: 'loading', progress: null, failure: null, note: null });
    this.#queue.set(name, task);
  }

  #start(name: Name): void {
    const task = this.#queue.get(name)!;
    const { key } = task;
    this.#queue.delete(name);
    const run = { key, controller: new AbortController() };
    this.#running.set(name, run);
    const current = () => this.#running.get(name) === run;
    const land = (change: Partial<Slot<unknown>>) => {
      if (!current()) return;
      this.#running.delete(name);
      this.#change(name, { progress: null, ...change });
      this.#options.landed?.();
    };
    const begin = (signal: AbortSignal, tell: (message: Message) => void) =>
      task.run({ signal, report: (progress) => tell({ progress }), partial: (partial) => tell({ partial }) });
    const hear = (message: Message) => {
      if (current()) this.#change(name, 'progress' in message ? message : { value: message.partial });
    };
    this.#shared.run(key, begin, run.controller.signal, hear).then(
      (value) => {
        this.#options.keep(name, key, value);
        land({ status: 'ready', failure: null, value });
      },
      (error: unknown) => land({ status: 'error', failure: failureOf(error, null) }),
    );
  }
}
