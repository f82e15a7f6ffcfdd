/** The part of a service worker's global scope that is used here; the DOM library of the page does not describe it. */

export interface ExtendableEventLike extends Event {
  waitUntil(work: Promise<unknown>): void;
}

export interface WindowClientLike {
  readonly id: string;
  readonly url: string;
}

export interface MessageEventLike extends ExtendableEventLike {
  readonly data: unknown;
  readonly ports: readonly MessagePort[];
  readonly source: WindowClientLike | null;
}

export interface ServiceWorkerScope {
  readonly registration: { readonly scope: string; readonly active: unknown };
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { readonly type: 'window'; readonly includeUncontrolled: boolean }): Promise<readonly WindowClientLike[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', handle: (event: ExtendableEventLike) => void): void;
  addEventListener(type: 'message', handle: (event: MessageEventLike) => void): void;
}
