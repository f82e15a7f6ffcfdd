/** The code files of the repository, and which tests name none of them. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';

export const LAYERS = ['core', 'worker', 'offline', 'state', 'views', 'app'];

/** Code files below a folder, relative to the repository, sorted. The compiled kernel's own sources are another language. */
export function filesBelow(folder) {
  return readdirSync(path.join(root, folder), { recursive: true })
    .map((name) => path.posix.join(folder, String(name).split(path.sep).join('/')))
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('/assembly/') && statSync(path.join(root, file)).isFile())
    .sort();
}

/** Tests of a layer that name no file: tests/<layer>/<room>/<file>[.<aspect>].test.ts guards src/<layer>/<room>/<file>. */
export function testsWithoutFile() {
  const tests = LAYERS.filter((layer) => existsSync(path.join(root, 'tests', layer))).flatMap((layer) => filesBelow(`tests/${layer}`));
  return tests.filter((test) => {
    if (!/\.test\.tsx?$/.test(test)) return false;
    const guarded = test.replace(/^tests\//, 'src/').replace(/(\.\w+)?\.test\.tsx?$/, '');
    return !['.ts', '.tsx'].some((ending) => existsSync(path.join(root, guarded + ending)));
  });
}
