/**
 * A virtual environment in recorder/.venv with the recorder and its test tools, made or refreshed when
 * recorder/pyproject.toml changes. PyTorch is installed first, at its pinned version, so that nothing else picks another.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ensurePython, pythonIn } from './ensure-python.mjs';
import { root } from './root.mjs';

const folder = path.join(root, 'recorder', '.venv');

export const venvPython = pythonIn(folder);

/** Returns the path of the environment's Python. Throws with the remedy when it cannot be made. */
export function ensureRecorder() {
  const wanted = readFileSync(path.join(root, 'recorder', 'pyproject.toml'), 'utf8');
  const torch = /["'](torch==[^"']+)["']/.exec(wanted)?.[1];
  if (torch === undefined) throw new Error('recorder/pyproject.toml: no pinned torch (expected "torch==VERSION" among the dependencies).');
  return ensurePython({ folder, wanted, installs: [[torch], ['-e', '.[test]']], oldest: [3, 10] });
}
