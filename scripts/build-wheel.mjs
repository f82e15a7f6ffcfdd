/**
 * `npm run build:wheel`: builds the explorer into the Python package, then the wheel into recorder/dist/. With
 * `--explorer-only` no wheel: an editable install (`npm test`) reads the explorer from where it is built.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureRecorder } from './ensure-recorder.mjs';
import { root } from './root.mjs';

const recorder = path.join(root, 'recorder');

/** Without samples, source maps and service worker: a notebook brings its own recordings, and its address does not last. */
export async function buildExplorerIntoPackage() {
  process.env.NODE_ENV = 'production';
  const { build } = await import('vite');
  const outDir = path.join(recorder, 'src', 'contextscope', 'explorer');
  await build({ root, configFile: path.join(root, 'vite.config.ts'), mode: 'notebook', logLevel: 'warn', build: { outDir, emptyOutDir: true, sourcemap: false } });
  return outDir;
}

if (process.argv[1] === import.meta.filename) {
  const outDir = await buildExplorerIntoPackage();
  console.log(`The explorer is in ${path.relative(root, outDir)}.`);
  if (!process.argv.includes('--explorer-only')) {
    const dist = path.join(recorder, 'dist');
    // What an earlier build left in build/ would be packed as well.
    for (const stale of [dist, path.join(recorder, 'build')]) rmSync(stale, { recursive: true, force: true });
    const args = ['-m', 'pip', 'wheel', '--quiet', '--disable-pip-version-check', '--no-deps', '--wheel-dir', dist, recorder];
    const { status } = spawnSync(ensureRecorder(), args, { stdio: 'inherit' });
    if (status !== 0) process.exit(status ?? 1);
    console.log(`The wheel is recorder/dist/${readdirSync(dist)[0]}. Install it with pip.`);
  }
}
