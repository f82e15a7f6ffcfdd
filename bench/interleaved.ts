/** Contestants in turn, so that whatever else the machine does in the meantime meets all of them alike. */
import type { Timing } from './report/row.ts';

export interface Contestant {
  readonly by: string;
  /** Does the work once; resolves with its milliseconds. */
  readonly once: () => Promise<number>;
}

export interface Budget {
  /** Rounds before any that count, as far as a fifth of the patience allows, one at least: compilers and caches settle. */
  readonly warmUp: number;
  readonly fewest: number;
  readonly most: number;
  /** No further round begins after so many milliseconds of rounds that count, once there are `fewest`. */
  readonly patienceMs: number;
}

/** One timing a contestant, in the order given; every round runs each of them once. */
export async function interleaved(contestants: readonly Contestant[], budget: Budget, now: () => number = () => performance.now()): Promise<Timing[]> {
  const timings = contestants.map(({ by }) => ({ by, ms: [] as number[] }));
  const began = now();
  for (let round = 0; round < budget.warmUp; round++) {
    if (round > 0 && now() - began > budget.patienceMs / 5) break;
    for (const { once } of contestants) await once();
  }
  const started = now();
  for (let round = 0; round < budget.most; round++) {
    if (round >= budget.fewest && now() - started > budget.patienceMs) break;
    for (const [at, { once }] of contestants.entries()) timings[at]!.ms.push(await once());
  }
  return timings;
}
