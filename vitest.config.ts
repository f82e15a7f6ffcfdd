import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

/** Text of a test file that replaces what every file of a process shares: its modules or what the platform gives. */
const REPLACES = /fake-indexeddb\/auto|\bvi\.(mock|doMock|resetModules|stubGlobal|stubEnv)\(|(defineProperty|assign)\(globalThis|\bglobalThis\.\w+ = /;

const files = readdirSync('tests', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.test\.tsx?$/.test(file) && !file.startsWith(`browser${path.sep}`))
  .map((file) => path.join('tests', file).replaceAll(path.sep, '/'));
const alone = files.filter((file) => REPLACES.test(readFileSync(file, 'utf8')));
const together = files.filter((file) => !alone.includes(file));

/** Two at a time, on the two cores that scripts/test.mjs gives. A core that others want as well makes a test slow, not wrong. */
const common = { maxWorkers: 2, testTimeout: 30_000, hookTimeout: 30_000 };

export default defineConfig({
  test: {
    projects: [
      // Most of a small file's time is the import of what it tests: files that leave everything as it was share it.
      { test: { ...common, name: 'together', include: together, isolate: false, setupFiles: ['tests/helpers/unchangedGlobals.ts'] } },
      { test: { ...common, name: 'alone', include: alone } },
    ],
  },
});
