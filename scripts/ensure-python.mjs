/** Virtual environments of the repository's Python parts: made anew when what they hold should change. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Where the Python of an environment is. */
export const pythonIn = (folder) => path.join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');

function run(command, args, cwd) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: ['ignore', process.stderr, process.stderr] });
  if (error !== undefined || status !== 0) throw new Error(`${command} ${args.join(' ')} failed (${error?.message ?? `exit code ${status}`}).`);
}

function findPython([major, minor]) {
  const candidates = [process.env.PYTHON, 'python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'].filter(Boolean);
  for (const candidate of candidates) {
    const { status } = spawnSync(candidate, ['-c', `import sys, venv; sys.exit(sys.version_info < (${major}, ${minor}))`], { stdio: 'ignore' });
    if (status === 0) return candidate;
  }
  throw new Error(`No Python ${major}.${minor} or newer with venv found. Install one (on Debian: python3 and python3-venv) or set PYTHON to its executable.`);
}

/**
 * Returns the path of the environment's Python. Throws with the remedy when it cannot be made.
 *
 * @param folder .venv in the part's own folder; pip runs beside it
 * @param wanted text that says what the environment holds: another text, another environment
 * @param installs arguments of `pip install`, one list a call
 * @param oldest [major, minor] of Python
 */
export function ensurePython({ folder, wanted, installs, oldest }) {
  const python = pythonIn(folder);
  const stamp = path.join(folder, '.contextscope-wanted');
  const hash = createHash('sha256').update(wanted).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return python;
  const part = path.dirname(folder);
  console.error(`Preparing the Python environment of ${path.basename(part)}/ ...`);
  rmSync(folder, { recursive: true, force: true });
  run(findPython(oldest), ['-m', 'venv', folder], part);
  for (const args of installs) run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...args], part);
  writeFileSync(stamp, hash);
  return python;
}
