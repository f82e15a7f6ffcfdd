/** `npm run bench`: the explorer's own code beside numpy and scikit-learn in one run. See docs/bench.md. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openContext } from './benchContext.ts';
import { HELP, parseOptions, type BenchOptions } from './options.ts';
import { factsLine, machineFacts, type Facts } from './report/facts.ts';
import type { Row } from './report/row.ts';
import { figuresTable, timesTable } from './report/table.ts';
import { check, parseTargets, type Targets } from './report/targets.ts';
import { suites } from './suites.ts';

async function measure(options: BenchOptions): Promise<{ rows: Row[]; facts: Facts }> {
  const context = await openContext(options);
  try {
    const rows: Row[] = [];
    for (const suite of suites) rows.push(...(await suite.run(context)).filter(({ name }) => options.wants(name)));
    const { python, chromium } = await context.started();
    return { rows, facts: machineFacts(python, chromium) };
  } finally {
    await context.close();
  }
}

/** Prints what failed; true when nothing did. */
function passes(rows: readonly Row[], targets: Targets, { partial }: BenchOptions): boolean {
  const { missed, unmeasured } = check(rows, targets);
  const failures = [...missed.map((name) => `${name} is beyond what its target allows.`), ...(partial ? [] : unmeasured.map((name) => `${name} has a target and was not measured.`))];
  for (const failure of failures) console.error(failure);
  return failures.length === 0;
}

async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(args);
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  const targets = parseTargets(JSON.parse(await readFile(path.join(import.meta.dirname, 'targets.json'), 'utf8')));
  const { rows, facts } = await measure(options);
  if (rows.length === 0) throw new Error('No row has such a name: npm run bench -- --help.');

  const date = new Date().toISOString();
  const file = options.json ?? path.join(import.meta.dirname, 'results', `${date.replaceAll(':', '-')}.json`);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify({ date, facts, quick: options.quick, targets, rows }, null, 1)}\n`);

  console.log(`\n${factsLine(facts)}\n\n${figuresTable(rows, targets)}\n\n${timesTable(rows)}\n\nWritten to ${path.relative(process.cwd(), file)}.`);
  return options.check && !passes(rows, targets, options) ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
