/** Finds the code that the page needs before it can draw, in a finished build. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { CodeSize, StartCode } from './types.ts';

/** As the bundler writes static imports and exports; an `import()` has a parenthesis and does not match. */
const STATIC_IMPORT = /(?:\bfrom|\bimport|\})\s*["'](\.\.?\/[^"']+\.js)["']/g;

/** @param dist folder of the build; throws where it is none */
export function startCode(dist: string): StartCode {
  const html = readFileSync(path.join(dist, 'index.html'), 'utf8');
  const entries = [...html.matchAll(/<(?:script|link)\b[^>]*\b(?:src|href)="(\.\/[^"]+\.js)"[^>]*>/g)];
  const named = entries.filter(([tag]) => /type="module"|rel="modulepreload"/.test(tag)).map(([, file]) => path.normalize(file!));
  if (named.length === 0) throw new Error(`${dist}/index.html names no script of its own: is it a build?`);
  const initial = [...withStaticImports(dist, named)].map((file) => codeSize(dist, file)).sort((a, b) => b.gzip - a.gzip);
  const worker = readdirSync(path.join(dist, 'assets')).filter((name) => /^analysis\.worker-.*\.js$/.test(name));
  if (worker.length !== 1) throw new Error(`${dist}/assets holds ${worker.length} analysis workers; one is expected.`);
  return {
    initial,
    initialGzip: initial.reduce((sum, { gzip }) => sum + gzip, 0),
    initialBrotli: initial.reduce((sum, { brotli }) => sum + brotli, 0),
    worker: codeSize(dist, path.join('assets', worker[0]!)),
  };
}

function withStaticImports(dist: string, named: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (file: string) => {
    if (found.has(file)) return;
    found.add(file);
    for (const [, target] of readFileSync(path.join(dist, file), 'utf8').matchAll(STATIC_IMPORT)) visit(path.join(path.dirname(file), target!));
  };
  named.forEach(visit);
  return found;
}

function codeSize(dist: string, file: string): CodeSize {
  const code = readFileSync(path.join(dist, file));
  return { file, bytes: code.byteLength, gzip: gzipSync(code).byteLength, brotli: brotliCompressSync(code).byteLength };
}
