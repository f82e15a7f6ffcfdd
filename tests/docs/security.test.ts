import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as arrayLimits from '../../src/core/import/limits.ts';
import * as recordingLimits from '../../src/core/recording/limits.ts';

const text = readFileSync('docs/security.md', 'utf8');

it.each(Object.entries({ ...recordingLimits, ...arrayLimits }))('docs/security.md gives %s as the code has it, %d', (name, value) => {
  expect(text).toContain(`| \`${name}\` | ${value.toLocaleString('en-US')} |`);
});

it('docs/security.md lists no limit that the code has not', () => {
  const listed = [...text.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name!);
  expect(listed.sort()).toEqual(Object.keys({ ...recordingLimits, ...arrayLimits }).sort());
});
