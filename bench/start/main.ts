/**
 * `npx tsx bench/start/main.ts [--repeats 7] [--dist FOLDER]`: what the page needs to start. Without a build one is made in a
 * temporary folder.
 */
import { parseArgs } from 'node:util';
import { measureStart } from './measureStart.ts';
import { startReport } from './startReport.ts';

const { values } = parseArgs({ options: { repeats: { type: 'string', default: '7' }, dist: { type: 'string' } } });
const repeats = Number(values.repeats);
if (!Number.isInteger(repeats) || repeats < 1) throw new Error(`--repeats ${values.repeats}: expected a whole number from 1.`);
console.log(startReport(await measureStart({ repeats, ...(values.dist !== undefined && { dist: values.dist }) })));
