/**
 * `npm run pack -- FILE... [--out DIR] [--title TEXT] [--force]`: a folder for any static host, with the explorer and
 * one's own recordings as its catalog. The folder appears when it is complete; on any failure nothing is left of it.
 */
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { FailureError } from '../src/worker/failure.ts';
import { catalogText, packedRecording, type PackedRecording } from './packCatalog.ts';

const root = path.resolve(import.meta.dirname, '..');
// npm runs its scripts in the repository; paths are the caller's.
const here = process.env['INIT_CWD'] ?? process.cwd();

const USAGE = 'Usage: npm run pack -- FILE... [--out DIR] [--title TEXT] [--force]';

function stop(...lines: string[]): never {
  for (const line of lines) console.error(line);
  process.exit(1);
}

function chosen() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { out: { type: 'string', default: 'packed' }, title: { type: 'string' }, force: { type: 'boolean', default: false } },
    });
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error), USAGE);
  }
}

function say(error: unknown): string[] {
  if (!(error instanceof FailureError)) throw error;
  const { file, field, message, remedy } = error.failure;
  return [`${file}${field === null ? '' : `: ${field}`}: ${message}`, `  ${remedy}`];
}

const { values, positionals } = chosen();
const out = path.resolve(here, values.out);
const files = positionals.map((file) => path.resolve(here, file));
if (positionals.length === 0) stop('Name at least one recording.', USAGE);
if (values.title !== undefined && values.title.length > 200) stop(`--title has ${values.title.length} characters; at most 200 fit the page.`);
if (existsSync(out) && !values.force && readdirSync(out).length > 0) {
  stop(`${out} is not empty: choose another folder with --out, or replace it with --force.`);
}
if (existsSync(out) && readdirSync(out).length > 0 && !existsSync(path.join(out, 'samples', 'catalog.json'))) {
  stop(`${out} holds something else than a packed explorer: --force replaces only what this command made. Choose another folder with --out.`);
}
const inside = files.find((file) => file.startsWith(out + path.sep));
if (inside !== undefined) stop(`${inside} lies in the folder that would be replaced: move it, or choose another folder with --out.`);

const recordings: PackedRecording[] = [];
const problems: string[] = [];
for (const file of files) {
  try {
    recordings.push(await packedRecording(file));
  } catch (error) {
    problems.push(...say(error));
  }
}
if (problems.length > 0) stop(...problems);

function catalogOrStop(): string {
  try {
    return catalogText(recordings, values.title ?? null);
  } catch (error) {
    return stop(...say(error));
  }
}

const catalog = catalogOrStop();
// As React's own build for production asks for, whatever called this.
process.env['NODE_ENV'] = 'production';

mkdirSync(path.dirname(out), { recursive: true });
const partial = mkdtempSync(path.join(path.dirname(out), '.contextscope-pack-'));
try {
  await build({ root, configFile: path.join(root, 'vite.config.ts'), mode: 'pack', logLevel: 'warn', build: { outDir: partial, emptyOutDir: true, sourcemap: false } });
  const samples = path.join(partial, 'samples');
  mkdirSync(path.join(samples, 'recordings'), { recursive: true });
  writeFileSync(path.join(samples, 'catalog.json'), catalog);
  for (const { path: file, entry } of recordings) {
    const copy = path.join(samples, entry.file);
    cpSync(file, copy);
    chmodSync(copy, 0o644);
  }
  // Made as a private folder; a web server runs under another name.
  chmodSync(partial, 0o755);
  rmSync(out, { recursive: true, force: true });
  renameSync(partial, out);
} finally {
  rmSync(partial, { recursive: true, force: true });
}

const bytes = recordings.reduce((sum, { entry }) => sum + entry.bytes, 0);
console.log(`${out}: the explorer with ${recordings.length} recording${recordings.length === 1 ? '' : 's'} (${(bytes / 1e6).toFixed(1)} MB).`);
console.log('Copy it to any static host, under any path. To look at it, from the repository:');
console.log(`  npx vite preview --outDir ${JSON.stringify(out)}`);
console.log('Any other static server works too; one with byte ranges reads a layer at a time. docs/hosting.md says which headers to send.');
