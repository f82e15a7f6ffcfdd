import { describe, expect, it } from 'vitest';
import { CASES, coverageOf } from '../helpers/intervalCoverage.ts';

const NOMINAL = 0.95;

/** A search for breaks allows fewer simulations in a test; scripts/interval-coverage.ts runs many more. */
function simulationsFor(cost: number): number {
  return cost === 1 ? 400 : cost < 20 ? 150 : 1600 / cost;
}

/** A knee of one break falls short of the nominal rate in long runs: docs/measures.md says by how much. */
const shortfall = (cost: number): number => (cost < 20 ? 0 : 0.04);

describe('95 % intervals hold what was planted about as often as they say, within three Monte-Carlo errors', () => {
  it.each(CASES.map((one, i) => [one.name, one, i] as const))('%s', (_name, one, i) => {
    const simulations = Math.round(simulationsFor(one.cost));
    const { held, intervals } = coverageOf(one, simulations, one.cost < 20 ? 200 : 50, 500 + i);
    const error = Math.sqrt((NOMINAL * (1 - NOMINAL)) / intervals);
    expect(intervals).toBe(simulations);
    expect(held / intervals).toBeGreaterThan(NOMINAL - shortfall(one.cost) - 3 * error);
    expect(held / intervals).toBeLessThanOrEqual(Math.min(1, NOMINAL + 3 * error));
  }, 60_000);
});
