import { PiecewiseFitter, type PiecewiseFit } from './piecewiseFit.ts';
import { thresholdCrossing } from './thresholdCrossing.ts';
import type { CriticalMethod } from './types.ts';

/** A critical context in tokens, or the reason why the curve has none; `breaks` is what BIC chose, else null. */
export type Critical =
  | { readonly ok: true; readonly context: number; readonly breaks: 1 | 2 | null }
  | { readonly ok: false; readonly reason: string; readonly breaks: 1 | 2 | null };

/** Reads critical contexts off curves over the same contexts. */
export class CriticalContextReader {
  private readonly contexts: readonly number[];
  private readonly method: CriticalMethod;
  private fitter: { key: string; fitter: PiecewiseFitter } | null = null;

  /** @param contexts [P] increasing, at least 1 */
  constructor(contexts: readonly number[], method: CriticalMethod) {
    this.contexts = contexts;
    this.method = method;
  }

  /**
   * @param values [P] mean curve; NaN points are left out
   * @param breaks number of breaks to use instead of the BIC choice: resamples keep that of the whole data
   */
  read(values: Float64Array, breaks: 1 | 2 | null = null): Critical {
    const kept = [...values.keys()].filter((i) => !Number.isNaN(values[i]!));
    const contexts = kept.map((i) => this.contexts[i]!);
    const finite = Float64Array.from(kept, (i) => values[i]!);
    const { method } = this;
    if (method.kind === 'threshold' || method.kind === 'fall') {
      return { ...thresholdCrossing(contexts, finite, method.level, method.kind === 'threshold' ? 'up' : 'down'), breaks: null };
    }
    return this.fromBreaks(method.kind, contexts, finite, breaks);
  }

  private fromBreaks(kind: 'onset' | 'knee', contexts: readonly number[], values: Float64Array, forced: 1 | 2 | null): Critical {
    const fitter = this.fitterFor(contexts);
    const candidates = (forced === null ? ([0, 1, 2] as const) : [forced]).map((breaks) => fitter.fit(values, breaks)).filter((fit) => fit !== null);
    const best = candidates.reduce<PiecewiseFit | null>((least, fit) => (least === null || fit.bic < least.bic ? fit : least), null);
    if (best === null || candidates.every(({ breaks }) => breaks.length === 0)) return { ok: false, reason: `too few points for a break: ${contexts.length}`, breaks: null };
    if (best.breaks.length === 0) return { ok: false, reason: 'a straight line in log context fits as well (BIC): there is no break', breaks: null };
    const breaks = best.breaks.length === 1 ? 1 : 2;
    const bends = best.breaks.map((at, i) => ({ at, change: best.slopes[i + 1]! - best.slopes[i]! }));
    const bend = kind === 'onset' ? bends.find(({ change }) => change > 0) : bends.findLast(({ change }) => change < 0);
    if (bend !== undefined) return { ok: true, context: Math.exp(bend.at), breaks };
    const reason = kind === 'onset' ? 'no break at which the curve turns upwards: the fit shows saturation only' : 'no break at which the curve flattens: it is still rising';
    return { ok: false, reason, breaks };
  }

  private fitterFor(contexts: readonly number[]): PiecewiseFitter {
    const key = contexts.join();
    if (this.fitter?.key !== key) this.fitter = { key, fitter: new PiecewiseFitter(Float64Array.from(contexts, Math.log)) };
    return this.fitter.fitter;
  }
}
