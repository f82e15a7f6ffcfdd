/** The last results by request, so that going back to one shows it at once: those of panels, and those of sweeps beside them. */
import { byteSize } from '../../worker/kept/byteSize.ts';
import { KeptValues } from '../base/keptValues.ts';
import type { PanelResult } from './analysisStore.ts';

/** Bytes of analyses kept. One is frames x nodes x components floats and what is measured of them, some tens of kilobytes. */
const RESULT_BYTES = 32 * 2 ** 20;

export class ResultCache {
  /** What the results of one recording share is not counted. */
  readonly #results = new KeptValues<PanelResult>(RESULT_BYTES, ({ analysis }) => byteSize(analysis));

  get(key: string): PanelResult | undefined {
    return this.#results.get(key);
  }

  set(key: string, result: PanelResult): void {
    this.#results.set(key, result);
  }

  /** Forgets every result of a recording, when other data takes its id. */
  drop(recordingId: string): void {
    this.#results.drop((result) => result.recordingId === recordingId);
  }

  clear(): void {
    this.#results.clear();
  }
}
