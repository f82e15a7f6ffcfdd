/**
 * Whose turn it is in one worker: what a panel waits for, then layers of a sweep, then the long drawing of nulls. One piece
 * of a rank runs at a time; between two of its steps everything of a higher rank that waits goes first.
 */
import type { AnalysisProgress } from '../../core/analysis/analyseLayer.ts';
import { throwIfCancelled } from '../failure.ts';
import { nextTurn, pump } from './pump.ts';
import { Turnstile } from './turnstile.ts';

/** Highest first. */
const RANKS = ['panel', 'layer', 'null'] as const;
export type Rank = (typeof RANKS)[number];

export interface RankedWork<T> {
  readonly start: () => Generator<AnalysisProgress, T>;
  readonly signal: AbortSignal;
  readonly onStep: (step: AnalysisProgress) => void;
}

export class WorkRanks {
  readonly #turnstiles: Record<Rank, Turnstile> = { panel: new Turnstile(), layer: new Turnstile(), null: new Turnstile() };

  /** Rejects with `cancelled` when the signal fires, or with what the work throws. */
  run<T>(rank: Rank, { start, signal, onStep }: RankedWork<T>): Promise<T> {
    const piece = async () => {
      await this.quiet(rank);
      throwIfCancelled(signal);
      return pump(start(), { signal, onStep, turn: () => this.turn(rank) });
    };
    return this.#turnstiles[rank].pass(piece, signal);
  }

  /** Lets messages in, and then everything of a higher rank that waits. */
  async turn(rank: Rank): Promise<void> {
    await nextTurn();
    await this.quiet(rank);
  }

  /** Resolves once nothing of a higher rank runs or waits. */
  async quiet(rank: Rank): Promise<void> {
    const higher = RANKS.slice(0, RANKS.indexOf(rank)).map((other) => this.#turnstiles[other]);
    while (higher.some(({ busy }) => busy)) for (const turnstile of higher) await turnstile.idle();
  }
}
