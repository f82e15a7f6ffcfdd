/** The last results by request, so that going back to one shows it at once. */
import type { PanelResult } from './analysisStore.ts';

/** Results kept. One is frames x nodes x components floats, some tens of kilobytes. */
export const RESULTS_KEPT = 24;

export class ResultCache {
  readonly #results = new Map<string, PanelResult>();

  get(key: string): PanelResult | undefined {
    const found = this.#results.get(key);
    if (found === undefined) return undefined;
    this.#results.delete(key);
    this.#results.set(key, found);
    return found;
  }

  set(key: string, result: PanelResult): void {
    this.#results.delete(key);
    this.#results.set(key, result);
    if (this.#results.size <= RESULTS_KEPT) return;
    for (const oldest of this.#results.keys()) {
      this.#results.delete(oldest);
      return;
    }
  }

  /** Forgets every result of a recording, when other data takes its id. */
  drop(recordingId: string): void {
    for (const [key, result] of [...this.#results]) if (result.recordingId === recordingId) this.#results.delete(key);
  }
}
