import { expect, it } from 'vitest';
import { parseOptions } from '../../bench/options.ts';

it('a run without options measures everything and checks nothing', () => {
  expect(parseOptions([])).toMatchObject({ check: false, quick: false, partial: false, help: false, json: null });
  expect(parseOptions([]).wants('frames/7x640/node')).toBe(true);
});

it('a part is known for one, so that the rest is not missed', () => {
  const only = parseOptions(['--only', 'frames/.*node$', '--check']);
  expect(only).toMatchObject({ check: true, partial: true });
  expect([only.wants('frames/7x640/node'), only.wants('frames/7x640/chromium')]).toEqual([true, false]);
  expect(parseOptions(['--quick']).partial).toBe(true);
});

it('names what it does not know', () => {
  expect(() => parseOptions(['--fast'])).toThrow('--fast');
  expect(() => parseOptions(['--only', '('])).toThrow(SyntaxError);
});
