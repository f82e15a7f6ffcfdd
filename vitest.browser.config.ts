import { defineConfig } from 'vitest/config';

const every = 'tests/browser/**/*.test.ts';
/** What a neighbour on the same cores would lengthen. */
const timed = 'tests/browser/{longTasks,responsiveness}.test.ts';
/** Files of a worker share its modules, and with them its browser. */
const common = { isolate: false, testTimeout: 60_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    globalSetup: ['tests/browser/serveBuild.ts'],
    projects: [
      { test: { ...common, name: 'pages', include: [every], exclude: [timed], maxWorkers: 2, sequence: { groupOrder: 0 } } },
      { test: { ...common, name: 'times', include: [timed], maxWorkers: 1, sequence: { groupOrder: 1 } } },
    ],
  },
});
