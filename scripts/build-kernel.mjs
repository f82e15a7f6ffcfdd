/**
 * `npm run build:kernel`: compiles the SIMD kernel (src/core/kernel/assembly) and writes it, both builds, into
 * src/core/kernel/kernelBytes.ts. `--check` writes nothing and fails when that file is not what the source gives.
 */
import asc from 'assemblyscript/asc';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';

const target = path.join(root, 'src/core/kernel/kernelBytes.ts');
const FLAGS = ['-O3', '--noAssert', '--converge', '--runtime', 'stub', '--use', 'abort=', '--enable', 'simd'];

async function compile(extra) {
  let binary = null;
  const { error, stderr } = await asc.main(
    ['src/core/kernel/assembly/index.ts', ...FLAGS, ...extra, '--baseDir', root, '--outFile', 'kernel.wasm'],
    { readFile: (name, base) => readSource(name, base), writeFile: (name, contents) => { if (name.endsWith('.wasm')) binary = contents; } },
  );
  if (error !== null) throw new Error(`The kernel does not compile.\n${stderr.toString()}`);
  return Buffer.from(binary).toString('base64');
}

function readSource(name, base) {
  try {
    return readFileSync(path.resolve(base, name), 'utf8');
  } catch {
    return null;
  }
}

const text = `/** The compiled kernel. Made by \`npm run build:kernel\` from assembly/; never edited. */

/** WebAssembly with 128-bit SIMD. */
export const KERNEL =
  '${await compile([])}';

/** The same with relaxed SIMD: fused multiply-adds. */
export const RELAXED_KERNEL =
  '${await compile(['--enable', 'relaxed-simd'])}';
`;

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    console.error('src/core/kernel/kernelBytes.ts is not what src/core/kernel/assembly compiles to: run `npm run build:kernel`.');
    process.exit(1);
  }
} else {
  writeFileSync(target, text);
  console.log(`Wrote ${path.relative(root, target)} (${text.length} characters).`);
}
