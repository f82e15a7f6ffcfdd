/** A worker without a thread: the real service behind a real message channel, and a button to crash it. */
import * as Comlink from 'comlink';
import { AnalysisService } from '../../src/worker/service.ts';
import type { WorkerLike } from '../../src/worker/pool/workerConnection.ts';

export class FakeWorker extends EventTarget implements WorkerLike {
  readonly service: AnalysisService;
  readonly #channel = new MessageChannel();
  terminated = false;
  /** Takes no message any more and says nothing of it. */
  dead = false;

  constructor(service = new AnalysisService()) {
    super();
    this.service = service;
    Comlink.expose(this.service, this.#channel.port2);
    this.#channel.port1.onmessage = ({ data }: MessageEvent<unknown>) => this.dispatchEvent(new MessageEvent('message', { data }));
  }

  postMessage(message: unknown, transfer: Transferable[]): void {
    if (this.dead) return;
    this.#channel.port1.postMessage(message, transfer);
  }

  terminate(): void {
    this.terminated = true;
    this.#channel.port1.close();
  }

  crash(kind: 'error' | 'messageerror' = 'error'): void {
    this.dispatchEvent(new Event(kind));
  }
}
