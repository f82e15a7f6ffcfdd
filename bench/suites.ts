import { framesSuite } from './frames/framesSuite.ts';
import { jointSuite } from './frames/jointSuite.ts';
import { loadAllSuite } from './loadAll/loadAllSuite.ts';
import type { Suite } from './suite.ts';

/** In the order they run and are printed. */
export const suites: readonly Suite[] = [framesSuite, jointSuite, loadAllSuite];
