import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureOf, openBytes, readAll } from './helpers/readAll.ts';
import { encode } from './helpers/writeNpy.ts';

const json = (value: unknown): Uint8Array => encode(typeof value === 'string' ? value : JSON.stringify(value));

describe('arrays in JSON', () => {
  it('any rectangular nesting is read back row-major', async () => {
    const given = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 4 }).chain((shape) => {
      const count = shape.reduce((product, size) => product * size, 1);
      return fc.array(fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null)), { minLength: count, maxLength: count }).map((values) => ({ shape, values }));
    });
    const nest = (values: readonly unknown[], shape: readonly number[]): unknown => {
      if (shape.length === 0) return values[0];
      const step = values.length / shape[0]!;
      return Array.from({ length: shape[0]! }, (_, i) => nest(values.slice(i * step, (i + 1) * step), shape.slice(1)));
    };
    await fc.assert(
      fc.asyncProperty(given, async ({ shape, values }) => {
        const read = await readAll(await openBytes(json({ a: nest(values, shape) }), 'x.json'));
        const wanted = values.map((value) => (value === null ? NaN : value === 0 ? 0 : value));
        expect(read.get('a')!.shape).toEqual(shape);
        expect(read.get('a')!.values.map((value) => (value === 0 ? 0 : value))).toEqual(wanted);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('a list by itself is named by the file', async () => {
    expect([...(await readAll(await openBytes(json(' [[1, 2]]'), 'adjacency.json'))).keys()]).toEqual(['adjacency']);
  });

  it('an empty key is a name like any other', async () => {
    const read = await readAll(await openBytes(json('{"": {"": [1]}, "x": {"": [2]}}'), 'x.json'));
    expect([...read.keys()]).toEqual(['.', 'x.']);
  });

  it('keys from the prototype of objects are names, and change nothing', async () => {
    const read = await readAll(await openBytes(json('{"__proto__": {"polluted": [1]}, "constructor": [2]}'), 'x.json'));
    expect([...read.keys()]).toEqual(['__proto__.polluted', 'constructor']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it.each([
    ['rows of two lengths', { a: [[1, 2], [3]] }, 'invalid', 'not rectangular'],
    ['a list beside a number', { a: [1, [2]] }, 'invalid', 'not rectangular'],
    ['a number where a list is due', { a: [[1], 2] }, 'invalid', 'where a list'],
    ['numbers beside text', { a: [1, 'b'] }, 'invalid', 'mixes'],
    ['text beside null', { a: ['b', null] }, 'invalid', 'mixes'],
    ['numbers beside booleans', { a: [1, true] }, 'invalid', 'mixes'],
    ['objects in a list', { a: [{ x: 1 }] }, 'invalid', 'objects'],
    ['one key twice', '{"a": [1], "\\u0061": [2]}', 'invalid', 'twice'],
    ['one name twice over objects', '{"a.b": [1], "a": {"b": [2]}}', 'invalid', 'Two arrays'],
    ['NaN', '{"note": "NaN", "a": [NaN]}', 'non-finite', 'NaN'],
    ['Infinity', '{"a": [-Infinity]}', 'non-finite', '-Infinity'],
    ['a number past the doubles', '{"a": [1e999]}', 'invalid', 'beyond double'],
    ['deep lists', `${'['.repeat(200_000)}${']'.repeat(200_000)}`, 'too-large', 'levels deep'],
    ['deep objects', `${'{"a":'.repeat(30)}1${'}'.repeat(30)}`, 'too-large', 'levels deep'],
    ['nine axes', `{"a": ${'['.repeat(9)}1${']'.repeat(9)}}`, 'too-large', 'axes'],
    ['millions of empty lists', `[${'[],'.repeat(2 ** 21)}[]]`, 'too-large', 'lists and objects'],
    ['nothing', '{}', 'invalid', 'no arrays'],
    ['a text cut short', '{"a": [1, 2', 'invalid', 'not valid JSON'],
  ])('%s is refused', async (_, value, code, words) => {
    const failure = await failureOf(json(value), 'x.json');
    expect(failure.code).toBe(code);
    expect(failure.message).toContain(words);
  });

  it('what is not UTF-8 is refused', async () => {
    expect((await failureOf(Uint8Array.of(0x7b, 0x22, 0xff, 0x22), 'x.json')).code).toBe('wrong-format');
  });
});
