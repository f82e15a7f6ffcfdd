/** How often the intervals of the scaling fit hold what was planted, over seeded simulations. */
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { seededNormal } from '../../../src/core/linalg/random.ts';
import { fitScaling } from '../../../src/core/scaling/fitScaling.ts';
import type { CriticalMethod, ScalingResult, ScalingSize } from '../../../src/core/scaling/types.ts';
import { bent, CONTEXTS, noisyRows, rising } from './plantedCurves.ts';

export interface Coverage {
  readonly held: number;
  /** Simulations that gave an interval. */
  readonly intervals: number;
  readonly simulations: number;
}

export interface CoverageCase {
  readonly name: string;
  readonly method: CriticalMethod;
  /** Simulated curves, smallest size first. */
  readonly sizes: (normal: () => number) => readonly ScalingSize[];
  readonly interval: (result: ScalingResult) => { readonly low: number; readonly high: number } | null;
  readonly planted: number;
  /** How much a simulation costs, relative to a crossing. */
  readonly cost: number;
}

const sizeOf = (nodes: number, values: Float64Array): ScalingSize => ({ nodes, curves: [{ id: `n${nodes}`, contexts: CONTEXTS, values }] });
const pointOf = ({ points }: ScalingResult) => points[0]!;
const alphaOf = ({ law }: ScalingResult) => (law === null ? null : { low: law.alphaLow, high: law.alphaHigh });
const NODES = [4, 6, 9, 14, 20, 32];
const THRESHOLD: CriticalMethod = { kind: 'threshold', level: 0.5 };

function crossing(rows: number, sd: number, ownLevel: number): CoverageCase {
  return {
    name: `threshold, ${rows} rows, noise ${sd}, own level ${ownLevel}`,
    method: THRESHOLD,
    sizes: (normal) => [sizeOf(9, noisyRows(rising(60), rows, sd, normal, ownLevel))],
    interval: pointOf,
    planted: 60,
    cost: 1,
  };
}

function exponent(rows: number): CoverageCase {
  return {
    name: `alpha of ${NODES.length} sizes, ${rows} rows each, noise 0.02, own level 0.03`,
    method: THRESHOLD,
    sizes: (normal) => NODES.map((nodes) => sizeOf(nodes, noisyRows(rising(8 * nodes ** 0.9), rows, 0.02, normal, 0.03))),
    interval: alphaOf,
    planted: 0.9,
    cost: NODES.length,
  };
}

function breaks(kind: 'onset' | 'knee', places: readonly number[], slopes: readonly number[], planted: number, rows: number): CoverageCase {
  return {
    name: `${kind} of ${places.length === 1 ? 'one break' : 'two breaks'}, ${rows} rows, noise 0.06`,
    method: { kind },
    sizes: (normal) => [sizeOf(9, noisyRows(bent(0.1, slopes, places), rows, 0.06, normal))],
    interval: pointOf,
    planted,
    cost: places.length === 1 ? 20 : 60,
  };
}

export const CASES: readonly CoverageCase[] = [
  ...[4, 8, 12].flatMap((rows) => [crossing(rows, 0, 0.03), crossing(rows, 0.05, 0.03)]),
  exponent(4),
  exponent(8),
  ...[8, 12].flatMap((rows) => [
    breaks('knee', [60], [0.3, 0.02], 60, rows),
    breaks('knee', [40, 170], [0, 0.35, 0.02], 170, rows),
    breaks('onset', [40, 170], [0, 0.35, 0.02], 40, rows),
  ]),
];

export function coverageOf({ method, sizes, interval, planted }: CoverageCase, simulations: number, resamples: number, seed: number): Coverage {
  const normal = seededNormal(seed);
  let held = 0;
  let intervals = 0;
  for (let run = 0; run < simulations; run++) {
    const found = interval(runToEnd(fitScaling({ sizes: sizes(normal), method, resamples, seed: run })));
    if (found === null || Number.isNaN(found.low)) continue;
    intervals++;
    if (found.low <= planted && planted <= found.high) held++;
  }
  return { held, intervals, simulations };
}
