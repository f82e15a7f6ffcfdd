/**
 * `npm run fuzz`: mutated files and addresses against every reader of untrusted data, until `--cases` (100,000) or `--seconds`
 * (600) are through. Each must be read as what it is or be refused with a typed failure; anything else is a finding: it is printed,
 * its file is saved under test-results/fuzz, and the exit status is 1. `--seed N` for other mutations, `--formats npz,json`
 * for some readers only, `--case N` for one case again.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fuzz } from '../tests/fuzz/fuzzPool.ts';
import { caseBytes } from '../tests/fuzz/target.ts';
import { allTargets, namedTargets } from '../tests/fuzz/targets.ts';

const { values: given } = parseArgs({
  options: {
    cases: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '600' },
    seed: { type: 'string', default: '1' },
    threads: { type: 'string', default: String(Math.max(1, Math.min(8, availableParallelism()))) },
    formats: { type: 'string' },
    case: { type: 'string' },
  },
});

function number(name: 'cases' | 'seconds' | 'seed' | 'threads' | 'case'): number {
  const value = Number(given[name]);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${name} takes a whole number, not ${given[name]}.`);
  return value;
}

const names = given.formats?.split(',') ?? allTargets().map(({ name }) => name);
const targets = namedTargets(names);
const seed = number('seed');
const single = given.case !== undefined;
const folder = path.resolve(import.meta.dirname, '..', 'test-results', 'fuzz');

const started = performance.now();
const { counts, findings } = await fuzz({
  targets: names,
  seed,
  first: single ? number('case') : 0,
  cases: single ? 1 : number('cases'),
  threads: single ? 1 : number('threads'),
  seconds: number('seconds'),
});

let total = 0;
for (const name of names) {
  const outcomes = Object.entries(counts[name]!).sort(([, a], [, b]) => b - a);
  const cases = outcomes.reduce((sum, [, count]) => sum + count, 0);
  total += cases;
  console.log(`${name.padEnd(12)}${String(cases).padStart(7)}  ${outcomes.map(([outcome, count]) => `${outcome} ${count}`).join(', ')}`);
}
console.log(`\n${total} cases, ${findings.length} findings, seed ${seed}, ${((performance.now() - started) / 1000).toFixed(0)} s`);

for (const { index, what } of findings) {
  const target = targets[index % targets.length]!;
  console.log(`\n${target?.name ?? 'no reader'}, case ${index}: ${what}`);
  if (index < 0) continue;
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${target.name}-seed${seed}-case${index}`);
  writeFileSync(file, caseBytes(target, seed, index));
  console.log(`  saved as ${path.relative(process.cwd(), file)}; again: npm run fuzz -- --seed ${seed} --formats ${names.join(',')} --case ${index}`);
}
process.exitCode = findings.length === 0 ? 0 : 1;
