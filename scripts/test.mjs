/**
 * `npm test`: installs what is missing and runs every check, each to its end even when an earlier one failed:
 * types, lint, kernel, layers, unit, fuzz, browser, recorder. Closes with `N passed, N failed` over all of them.
 * `npm test -- unit browser` runs only those named.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureNodeModules } from './ensure-node-modules.mjs';
import { root } from './root.mjs';

const results = path.join(root, 'test-results');
const bin = (name) => path.join(root, 'node_modules', '.bin', name);

function run(command, args, env = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
  if (error !== undefined) console.error(`${command}: ${error.message}`);
  return error === undefined && status === 0;
}

const single = (passed) => ({ passed: passed ? 1 : 0, failed: passed ? 0 : 1 });

/** Reads a JUnit file; a runner that died without writing one, or counted no test, is one failure. */
function junit(file, succeeded) {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return { passed: 0, failed: 1 };
  }
  const sum = (name) => [...text.matchAll(/<testsuite\b[^>]*>/g)].reduce((n, [tag]) => n + Number(new RegExp(`\\b${name}="(\\d+)"`).exec(tag)?.[1] ?? 0), 0);
  const failed = sum('failures') + sum('errors');
  const skipped = sum('skipped');
  const passed = sum('tests') - failed - skipped;
  const broken = passed + failed === 0 || (!succeeded && failed === 0);
  return { passed, failed: failed + (broken ? 1 : 0), skipped };
}

function vitest(name, config) {
  const file = path.join(results, `${name}.xml`);
  const ok = run(bin('vitest'), ['run', '--config', config, '--reporter=default', '--reporter=junit', `--outputFile.junit=${file}`]);
  return junit(file, ok);
}

const checks = {
  types: () => single(run(bin('tsc'), ['--noEmit'])),
  lint: () => single(run(bin('eslint'), ['.', '--max-warnings', '0'])),
  kernel: () => single(run(process.execPath, ['scripts/build-kernel.mjs', '--check'])),
  layers: () => single(run(process.execPath, ['scripts/check-layers.mjs'])),
  unit: () => vitest('unit', 'vitest.config.ts'),
  fuzz: () => single(run(bin('tsx'), ['scripts/fuzz.ts', '--seconds', '300'])),
  browser: () => vitest('browser', 'vitest.browser.config.ts'),
  recorder: async () => {
    const { ensureRecorder } = await import('./ensure-recorder.mjs');
    const python = ensureRecorder();
    const file = path.join(results, 'recorder.xml');
    const tests = run(python, ['-m', 'pytest', 'recorder/tests', '-q', '-m', 'real_model or not real_model', `--junitxml=${file}`]);
    const counted = junit(file, tests);
    const lint = single(run(python, ['-m', 'ruff', 'check', 'recorder', 'fixtures', 'bench']));
    return { passed: counted.passed + lint.passed, failed: counted.failed + lint.failed, skipped: counted.skipped };
  },
};

const named = process.argv.slice(2);
const unknown = named.filter((name) => !(name in checks));
if (unknown.length > 0) {
  console.error(`Unknown check ${unknown.join(', ')}: choose among ${Object.keys(checks).join(', ')}.`);
  process.exit(2);
}

ensureNodeModules();
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const total = { passed: 0, failed: 0, skipped: 0 };
const lines = [];
for (const name of named.length > 0 ? named : Object.keys(checks)) {
  console.log(`\n== ${name}`);
  const started = performance.now();
  let outcome;
  try {
    outcome = await checks[name]();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    outcome = single(false);
  }
  const { passed, failed, skipped = 0 } = outcome;
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  lines.push(`${name.padEnd(9)} ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}  (${((performance.now() - started) / 1000).toFixed(0)} s)`);
}
console.log(`\n${lines.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed === 0 ? 0 : 1;
