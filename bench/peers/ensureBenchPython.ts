import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ensurePython } from '../../scripts/ensure-python.mjs';

/** A virtual environment in bench/.venv with bench/requirements.txt; returns the path of its Python. */
export function ensureBenchPython(): string {
  const folder = path.resolve(import.meta.dirname, '..', '.venv');
  const wanted = readFileSync(path.resolve(folder, '..', 'requirements.txt'), 'utf8');
  return ensurePython({ folder, wanted, installs: [['-r', 'requirements.txt']], oldest: [3, 11] });
}
