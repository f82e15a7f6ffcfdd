/** Installs the packages of package-lock.json when they are missing or older than the lock file. Uses Node alone. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';

const modules = path.join(root, 'node_modules');
const stamp = path.join(modules, '.contextscope-lock');

export function ensureNodeModules() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Contextscope needs Node 20.19 or newer; this is ${process.version}. Install a newer Node and run the command again.`);
    process.exit(1);
  }
  const wanted = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json'))).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  // `npm ci` empties the folder behind a link, which is another checkout's.
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) {
    console.error('node_modules is a link, and what it holds is not what package-lock.json asks for. Remove the link and run the command again.');
    process.exit(1);
  }
  console.log('Installing packages (npm ci) ...');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const result = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (result.status !== 0) {
    console.error('npm ci failed: see its message above; the packages are listed in package-lock.json.');
    process.exit(result.status ?? 1);
  }
  writeFileSync(stamp, wanted);
}
