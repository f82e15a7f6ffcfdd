/**
 * The page's side of the service worker: registers it, notices a new build, and lets that take over when asked. It does
 * nothing where there is no service worker: an insecure address, a private window, a build without one.
 */
import { isAnswer, type UpdateAnswer, type UpdateRequest } from './updateMessages.ts';

/** `absent`: this page cannot work offline. `ready`: it opens without a network from now on. */
export type WorkerStatus = 'absent' | 'preparing' | 'ready' | 'failed';

export interface OfflineWorkerEvents {
  readonly onStatus: (status: WorkerStatus) => void;
  /** A build other than this page's waits. */
  readonly onUpdate: () => void;
}

export interface OfflineWorker {
  /** Looks for a new build, at most once an hour. */
  readonly check: () => void;
  /** Lets the waiting build take over and loads the page again; resolves with the number of other open pages that prevent it. */
  readonly takeOver: () => Promise<number>;
  readonly dispose: () => void;
}

export interface OfflineWorkerOptions extends OfflineWorkerEvents {
  readonly container: ServiceWorkerContainer | undefined;
  /** Address of the worker, in the folder it serves. */
  readonly url: string;
  /** Address of the file this code runs from; its name changes with every build. */
  readonly entry: string;
  readonly reload: () => void;
  readonly now: () => number;
}

const HOUR_MS = 3_600_000;

export function startOfflineWorker({ container, url, entry, reload, now, onStatus, onUpdate }: OfflineWorkerOptions): OfflineWorker {
  const life = new AbortController();
  let registration: ServiceWorkerRegistration | undefined;
  let checked = now();
  let reloads = false;

  async function meet(waiting: ServiceWorker): Promise<void> {
    const { holds } = await ask(waiting, { type: 'holds', entry });
    if (life.signal.aborted) return;
    // The page came from the network and is the new build already: nothing to tell the reader.
    if (holds) await ask(waiting, { type: 'take-over', entry });
    else onUpdate();
  }

  function follow(worker: ServiceWorker | null): void {
    if (worker === null) return;
    const look = () => {
      if (worker.state === 'installed' && registration?.waiting === worker && registration.active !== null) void meet(worker).catch(() => undefined);
      if (worker.state === 'activated') onStatus('ready');
      if (worker.state === 'redundant' && registration?.active === null) onStatus('failed');
    };
    worker.addEventListener('statechange', look, { signal: life.signal });
    look();
  }

  async function start(): Promise<void> {
    if (container === undefined) {
      onStatus('absent');
      return;
    }
    onStatus('preparing');
    // Always asks the server for the worker itself, so that a new build is found whatever its caching headers say.
    const found = (await container.register(url, { updateViaCache: 'none' })) as ServiceWorkerRegistration | undefined;
    if (life.signal.aborted) return;
    registration = found;
    if (registration === undefined) {
      onStatus('absent');
      return;
    }
    const { installing, waiting, active } = registration;
    for (const worker of [active, waiting, installing]) follow(worker);
    registration.addEventListener('updatefound', () => follow(registration?.installing ?? null), { signal: life.signal });
  }

  container?.addEventListener('controllerchange', () => reloads && reload(), { signal: life.signal });
  void start().catch(() => onStatus('failed'));

  return {
    check() {
      if (registration === undefined || now() - checked < HOUR_MS) return;
      checked = now();
      // Without a network there is nothing new to find.
      void registration.update().catch(() => undefined);
    },
    async takeOver() {
      const waiting = registration?.waiting ?? null;
      if (waiting === null) {
        reload();
        return 0;
      }
      reloads = true;
      const { otherPages } = await ask(waiting, { type: 'take-over', entry });
      if (otherPages > 0) reloads = false;
      return otherPages;
    },
    dispose: () => life.abort(),
  };
}

/** Rejects when what answers is not an answer. */
function ask(worker: Pick<ServiceWorker, 'postMessage'>, request: UpdateRequest): Promise<UpdateAnswer> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      port1.close();
      if (isAnswer(data)) resolve(data);
      else reject(new Error('The service worker gave an answer that is none.'));
    };
    worker.postMessage(request, [port2]);
  });
}
