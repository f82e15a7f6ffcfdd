/** The last results by request, so that going back to one shows it at once: those of panels, and those of sweeps beside them. */
import { byteSize, SizedValues } from '../../worker/kept/sizedValues.ts';
import type { PanelResult } from './analysisStore.ts';

/** Bytes of analyses kept. One is frames x nodes x components floats and what is measured of them, some tens of kilobytes. */
const RESULT_BYTES = 32 * 2 ** 20;

export class ResultCache {
  readonly #results = new SizedValues<PanelResult>(RESULT_BYTES);

  get(key: string): PanelResult | undefined {
    return this.#results.get(key);
  }

  /** What the results of one recording share is not counted. */
  set(key: string, result: PanelResult): void {
    this.#results.set(key, result, byteSize(result.analysis));
  }

  /** Forgets every result of a recording, when other data takes its id. */
  drop(recordingId: string): void {
    this.#results.drop((result) => result.recordingId === recordingId);
  }

  clear(): void {
    this.#results.drop(() => true);
  }
}
