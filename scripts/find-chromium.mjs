/**
 * A Chromium for the browser tests: CHROMIUM_PATH, else one on the PATH, else Playwright's own download, else - as root
 * where apt-get exists - Debian's package. Otherwise an error that says what to do.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

export const chromiumFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--enable-unsafe-swiftshader',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function onPath(names) {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const name of names) {
      const file = path.join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // not here
      }
    }
  }
  return null;
}

export function findChromium() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH=${chosen} does not exist: point it at a Chromium or Chrome executable.`);
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const found = onPath(names);
  if (found !== null) return found;
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  if (process.getuid?.() === 0 && onPath(['apt-get']) !== null) {
    console.log('No Chromium found; installing the chromium package with apt-get ...');
    for (const args of [['update'], ['install', '-y', 'chromium']]) {
      const { status } = spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
      if (status !== 0) throw new Error(`apt-get ${args.join(' ')} failed with exit code ${status}.`);
    }
    const installed = onPath(names);
    if (installed !== null) return installed;
  }
  throw new Error('No Chromium found. Install chromium or Google Chrome, or set CHROMIUM_PATH to its executable.');
}
