import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const SOURCE = path.resolve(import.meta.dirname, '../../../src');

it('is imported by every module that makes schemas, because the page forbids compiled checks', () => {
  const modules = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && path.basename(name) !== 'zodWithoutEval.ts')
    .map((name) => ({ name, text: readFileSync(path.join(SOURCE, name), 'utf8') }))
    .filter(({ text }) => /^import (?!type\b).* from 'zod(\/mini)?';/m.test(text));
  expect(modules.length).toBeGreaterThan(3);
  expect(modules.filter(({ text }) => !/^import '.*zodWithoutEval\.ts';/m.test(text)).map(({ name }) => name)).toEqual([]);
});
