/** The committed targets (bench/targets.json) and how a run stands to them. */
import type { Row } from './row.ts';

/** How much worse than its target a figure may be on another machine, or on a busy one. */
export const TOLERANCE = 1.5;

/** Row name to the figure wanted, in the row's unit. */
export type Targets = Readonly<Record<string, number>>;

/** `met`: as wanted or better. `near`: worse, within the tolerance. `missed`: beyond it. */
export type Standing = 'met' | 'near' | 'missed';

/**
 * Times are missed where their medians and their minima both are beyond the tolerance: another program on the machine can
 * spoil the medians of short work alone, and a lucky repeat the minima.
 */
export function standing({ value, minima = value }: Pick<Row, 'value' | 'minima'>, target: number): Standing {
  if (value <= target) return 'met';
  // A figure that is not a number misses its target as well.
  return Math.min(value, minima) <= target * TOLERANCE ? 'near' : 'missed';
}

export interface Check {
  /** Rows beyond the tolerance. */
  readonly missed: readonly string[];
  /** Targets that no row answers. */
  readonly unmeasured: readonly string[];
}

export function check(rows: readonly Row[], targets: Targets): Check {
  const byName = new Map(rows.map((row) => [row.name, row]));
  const names = Object.keys(targets);
  return {
    missed: names.filter((name) => byName.has(name) && standing(byName.get(name)!, targets[name]!) === 'missed'),
    unmeasured: names.filter((name) => !byName.has(name)),
  };
}

/** Throws TypeError on anything but numbers from 0 on by name. */
export function parseTargets(json: unknown): Targets {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new TypeError('targets: an object of numbers was expected');
  for (const [name, value] of Object.entries(json)) {
    if (typeof value !== 'number' || !(value >= 0) || !Number.isFinite(value)) throw new TypeError(`targets: ${name} is ${JSON.stringify(value)}, not a number from 0 on`);
  }
  return json as Targets;
}
