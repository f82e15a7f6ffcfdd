import { drawingSuite } from './drawing/drawingSuite.ts';
import { framesSuite } from './frames/framesSuite.ts';
import { jointSuite } from './frames/jointSuite.ts';
import { loadAllSuite } from './loadAll/loadAllSuite.ts';
import { startSuite } from './start/startSuite.ts';
import type { Suite } from './suite.ts';

/** In the order they run and are printed. */
export const suites: readonly Suite[] = [framesSuite, jointSuite, loadAllSuite, startSuite, drawingSuite];
