/**
 * Holds the import rules of .dependency-cruiser.cjs over src/ and bench/, and proves that the check can fail: the canary tree
 * holds a violation of each of three rules, a circle of type imports among them, that must be reported, and a cruise that saw no modules is itself a failure. Tests
 * stand where the files they guard stand.
 */
import { createRequire } from 'node:module';
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { testsWithoutFile } from './source-tree.mjs';

const { forbidden, options } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');
const tsConfig = extractTSConfig('tsconfig.json');

async function violations(folder) {
  const { output } = await cruise(
    [folder],
    { ...options, ruleSet: { forbidden }, validate: true },
    { ...options.enhancedResolveOptions },
    { tsConfig },
  );
  return { modules: output.modules.filter((module) => module.source.startsWith(folder)).length, found: output.summary.violations };
}

/** Every import of src/ and bench/ that closes a circle, type imports counted. */
export async function circles() {
  const all = await Promise.all(['src', 'bench'].map(violations));
  return [...new Set(all.flatMap(({ found }) => found).filter(({ rule }) => rule.name === 'no-cycles').map(({ from, to }) => `circle: ${from} -> ${to}`))];
}

async function main() {
  const canary = await violations('tests/layers/canary/src');
  const caught = new Set(canary.found.map((violation) => violation.rule.name));
  const failures = [];
  for (const rule of ['core-is-the-bottom', 'views-take-types-only-from-core', 'no-cycles']) {
    if (!caught.has(rule)) failures.push(`canary: rule ${rule} did not catch its planted violation (${canary.modules} modules seen)`);
  }

  let modules = 0;
  const broken = new Set();
  for (const folder of ['src', 'bench']) {
    const seen = await violations(folder);
    if (seen.modules < 10) failures.push(`${folder}: only ${seen.modules} modules were seen; the cruise is broken`);
    modules += seen.modules;
    for (const { rule, from, to } of seen.found) broken.add(`${rule.name}: ${from} -> ${to}`);
  }
  failures.push(...broken, ...testsWithoutFile().map((test) => `${test}: there is no file of this name in its room`));

  for (const failure of failures) console.error(failure);
  console.log(`layers: ${modules} modules, ${broken.size} violations, canary ${failures.some((f) => f.startsWith('canary')) ? 'missed' : 'caught'}`);
  process.exit(failures.length === 0 ? 0 : 1);
}

if (process.argv[1] === import.meta.filename) await main();
