/**
 * `npm run structure`: the house in numbers, measured afresh: files and lines by room, small files, files of one importer,
 * circles, tests without a file to guard. Fails on a circle or on a test without its file.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { circles } from './check-layers.mjs';
import { root } from './root.mjs';
import { filesBelow, LAYERS, testsWithoutFile } from './source-tree.mjs';

const SMALL = 30;

const lines = (file) => readFileSync(path.join(root, file), 'utf8').split('\n').length - 1;

/** The room of a file: its layer, and the folder in it. */
function roomOf(file) {
  const [, layer, ...rest] = file.split('/');
  return rest.length === 1 ? layer : `${layer}/${rest[0]}`;
}

/** Who imports each file, types included. */
function importersOf(files) {
  const importers = new Map(files.map((file) => [file, []]));
  for (const file of files) {
    for (const [, target] of readFileSync(path.join(root, file), 'utf8').matchAll(/(?:from|import\()\s*'(\.[^'?]+)/g)) {
      importers.get(path.posix.join(path.posix.dirname(file), target))?.push(file);
    }
  }
  return importers;
}

const files = LAYERS.flatMap((layer) => filesBelow(`src/${layer}`));
for (const room of new Set(files.map(roomOf))) {
  const inside = files.filter((file) => roomOf(file) === room);
  const sizes = inside.map(lines).sort((a, b) => a - b);
  console.log(`${room.padEnd(22)} ${String(inside.length).padStart(4)} files ${String(sizes.reduce((sum, n) => sum + n, 0)).padStart(6)} lines, median ${sizes[Math.floor(sizes.length / 2)]}, largest ${sizes.at(-1)}`);
}
const small = files.filter((file) => lines(file) <= SMALL);
const importers = importersOf(files);
const lone = small.filter((file) => importers.get(file).length === 1 && path.dirname(importers.get(file)[0]) === path.dirname(file));
const found = await circles();
const unguarded = testsWithoutFile();
console.log(`\n${files.length} files, ${small.length} of at most ${SMALL} lines, ${lone.length} of those with a single importer in the same folder`);
console.log(`${found.length} circles, type imports counted`);
console.log(`${unguarded.length} tests without the file that they name`);
for (const fault of [...found, ...unguarded]) console.error(fault);
process.exitCode = found.length + unguarded.length > 0 ? 1 : 0;
