/**
 * `npm test`: installs what is missing and runs every check, each to its end even when another failed: types, lint, kernel,
 * layers, unit, fuzz, browser, recorder. Closes with `N passed, N failed` over all of them.
 * `npm test -- unit browser` runs only those named.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { ensureNodeModules } from './ensure-node-modules.mjs';
import { venvPython } from './ensure-recorder.mjs';
import { root } from './root.mjs';
import { runChecks } from './run-checks.mjs';

const results = path.join(root, 'test-results');
const bin = (name) => path.join(root, 'node_modules', '.bin', name);
const node = process.execPath;

const single = (passed) => ({ passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 });

/** Reads a JUnit file; a runner that died without writing one, or counted no test, is one failure. */
function junit(file, succeeded) {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return single(false);
  }
  const sum = (name) => [...text.matchAll(/<testsuite\b[^>]*>/g)].reduce((n, [tag]) => n + Number(new RegExp(`\\b${name}="(\\d+)"`).exec(tag)?.[1] ?? 0), 0);
  const failed = sum('failures') + sum('errors');
  const skipped = sum('skipped');
  const passed = sum('tests') - failed - skipped;
  const broken = passed + failed === 0 || (!succeeded && failed === 0);
  return { passed, failed: failed + (broken ? 1 : 0), skipped };
}

const one = (command, args) => async (run) => single(await run.command(command, args));

const vitest = (config, ...options) => async (run) => {
  const file = path.join(results, `${run.name}.xml`);
  return junit(file, await run.command(bin('vitest'), ['run', '--config', config, ...options, '--reporter=default', '--reporter=junit', `--outputFile.junit=${file}`]));
};

/** In a process of its own: making the environment takes minutes, in which other checks go on. */
const ENSURE_RECORDER = "const { ensureRecorder } = await import('./scripts/ensure-recorder.mjs'); ensureRecorder();";

async function recorder({ command }) {
  if (!(await command(node, ['--input-type=module', '--eval', ENSURE_RECORDER]))) return single(false);
  const file = path.join(results, 'recorder.xml');
  const tests = junit(file, await command(venvPython, ['-m', 'pytest', 'recorder/tests', '-q', '-m', 'real_model or not real_model', `--junitxml=${file}`]));
  const lint = single(await command(venvPython, ['-m', 'ruff', 'check', 'recorder', 'fixtures', 'bench']));
  return { passed: tests.passed + lint.passed, failed: tests.failed + lint.failed, skipped: tests.skipped };
}

const named = process.argv.slice(2);
/** The recorder's checks, the longest that keep one core busy, leave the other to all that need no browser. */
const aside = named.length === 0 || named.includes('recorder');

/** In the order of their start: what keeps one core busy first, two at a time; what keeps two busy then has both. */
const checks = [
  { name: 'recorder', cores: 1, run: recorder },
  { name: 'lint', cores: 1, run: one(bin('eslint'), ['.', '--max-warnings', '0']) },
  { name: 'types', cores: 1, run: one(bin('tsc'), ['--noEmit']) },
  { name: 'kernel', cores: 1, run: one(node, ['scripts/build-kernel.mjs', '--check']) },
  { name: 'layers', cores: 1, run: one(node, ['scripts/check-layers.mjs']) },
  { name: 'unit', cores: aside ? 1 : 2, run: vitest('vitest.config.ts', ...(aside ? ['--maxWorkers=1'] : [])) },
  { name: 'fuzz', cores: aside ? 1 : 2, run: one(bin('tsx'), ['scripts/fuzz.ts', '--seconds', '300', '--threads', aside ? '1' : '2']) },
  // A notebook among its tests runs in the recorder's environment.
  { name: 'browser', cores: 2, after: 'recorder', run: vitest('vitest.browser.config.ts') },
];

const unknown = named.filter((name) => !checks.some((check) => check.name === name));
if (unknown.length > 0) {
  console.error(`Unknown check ${unknown.join(', ')}: choose among ${checks.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

ensureNodeModules();
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const chosen = checks.filter(({ name }) => named.length === 0 || named.includes(name));
const started = performance.now();
const ended = await runChecks(chosen, { cores: availableParallelism(), folder: results });

const total = { passed: 0, failed: 0, skipped: 0 };
for (const { outcome } of ended) for (const kind of Object.keys(total)) total[kind] += outcome[kind];
const words = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

console.log('');
for (const { name, seconds, outcome } of ended) console.log(`${name.padEnd(9)} ${words(outcome)}  (${seconds.toFixed(0)} s)`);
console.log(`\n${((performance.now() - started) / 60_000).toFixed(1)} minutes`);
console.log(words(total));
process.exitCode = total.failed === 0 ? 0 : 1;
