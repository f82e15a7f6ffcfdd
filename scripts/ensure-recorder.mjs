/**
 * A virtual environment in recorder/.venv with the recorder and its test tools, made or refreshed when
 * recorder/pyproject.toml changes. PyTorch is installed first, at its pinned version, so that nothing else picks another.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';

const folder = path.join(root, 'recorder', '.venv');
const project = path.join(root, 'recorder', 'pyproject.toml');
const stamp = path.join(folder, '.contextscope-pyproject');

export const venvPython = path.join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: path.join(root, 'recorder'), stdio: 'inherit' });
  if (error !== undefined || status !== 0) throw new Error(`${command} ${args.join(' ')} failed (${error?.message ?? `exit code ${status}`}).`);
}

function findPython() {
  const candidates = [process.env.PYTHON, 'python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'].filter(Boolean);
  for (const candidate of candidates) {
    const { status } = spawnSync(candidate, ['-c', 'import sys, venv; sys.exit(sys.version_info < (3, 10))'], { stdio: 'ignore' });
    if (status === 0) return candidate;
  }
  throw new Error('No Python 3.10 or newer with venv found. Install one (on Debian: python3 and python3-venv) or set PYTHON to its executable.');
}

/** Returns the path of the environment's Python. Throws with the remedy when it cannot be made. */
export function ensureRecorder() {
  const text = readFileSync(project, 'utf8');
  const wanted = createHash('sha256').update(text).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return venvPython;
  const torch = /["'](torch==[^"']+)["']/.exec(text)?.[1];
  if (torch === undefined) throw new Error('recorder/pyproject.toml: no pinned torch (expected "torch==VERSION" among the dependencies).');
  console.log('Preparing the recorder environment in recorder/.venv ...');
  rmSync(folder, { recursive: true, force: true });
  run(findPython(), ['-m', 'venv', folder]);
  run(venvPython, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', torch]);
  run(venvPython, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-e', '.[test]']);
  writeFileSync(stamp, wanted);
  return venvPython;
}
