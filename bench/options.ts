import { parseArgs } from 'node:util';
import type { Budget } from './interleaved.ts';

export const HELP = `npm run bench -- [options]

Times the explorer beside numpy and scikit-learn in the same run and prints ratios: less is better.

  --check          compare with bench/targets.json; exit with 1 where a figure is worse than 1.5 times its target, with 2 where none could be had
  --only PATTERN   only rows whose name matches this regular expression: --only 'frames/16x.*chromium'
  --quick          small sizes and few repeats
  --json FILE      where to write the figures (bench/results/ and a time where absent)
  --help           this text

docs/bench.md says what every row means.`;

export interface BenchOptions {
  readonly help: boolean;
  readonly check: boolean;
  readonly quick: boolean;
  /** Absent rows are no failure: only a part was asked for. */
  readonly partial: boolean;
  readonly wants: (row: string) => boolean;
  readonly budget: Budget;
  readonly json: string | null;
}

const FULL: Budget = { warmUp: 8, fewest: 3, most: 40, patienceMs: 10_000 };
const QUICK: Budget = { warmUp: 5, fewest: 3, most: 10, patienceMs: 2_500 };

/** Throws TypeError or SyntaxError, with the option named, on what it does not know. */
export function parseOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      json: { type: 'string' },
    },
  });
  const { help, check, quick, only, json = null } = values;
  const pattern = only === undefined ? null : new RegExp(only);
  return { help, check, quick, partial: quick || only !== undefined, wants: (row) => pattern?.test(row) ?? true, budget: quick ? QUICK : FULL, json };
}
