import { LRUCache } from 'lru-cache';
import type { AnalysisProgress } from '../../core/analysis/analyseLayer.ts';
import type { BandOptions } from '../../core/nulls/types.ts';
import { averagingDraws, type BandInput, type AveragingDraws } from '../../core/nulls/averagingBand.ts';
import type { AnalysisSettings } from '../../core/analysis/settings.ts';
import type { RecordingHandle } from '../protocol.ts';

/** Sets of draws kept: one is some hundred kilobytes. */
const SETS_KEPT = 6;

interface DrawnSet {
  readonly handle: RecordingHandle;
  readonly draws: AveragingDraws;
}

/** Draws of the averaging null by recording and view: they do not depend on the layer, so another layer need not wait for them. */
export class DrawsCache {
  readonly #sets = new LRUCache<string, DrawnSet>({ max: SETS_KEPT });

  *of(handle: RecordingHandle, input: BandInput, settings: AnalysisSettings, options: BandOptions): Generator<AnalysisProgress, AveragingDraws> {
    const key = JSON.stringify([handle, { ...settings, layer: 0 }, options]);
    const known = this.#sets.get(key);
    if (known !== undefined) return known.draws;
    const draws = yield* averagingDraws(input, settings, options);
    this.#sets.set(key, { handle, draws });
    return draws;
  }

  /** Forgets a recording that is closed. */
  drop(handle: RecordingHandle): void {
    for (const [key, set] of this.#sets.entries()) if (set.handle === handle) this.#sets.delete(key);
  }
}
