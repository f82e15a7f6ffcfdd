/** Files as numpy writes them (tests/goldens/make_array_goldens.py) hold what numpy says. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { failureOf, openBytes, readAll, type ReadArray } from './helpers/readAll.ts';

const folder = new URL('../../goldens/arrays/', import.meta.url);
const bytes = (name: string): Uint8Array => readFileSync(new URL(name, folder));
const expected = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as Record<string, Record<string, ReadArray>>;

const NAMES: Record<string, number> = { nan: NaN, inf: Infinity, '-inf': -Infinity };

describe('arrays as numpy writes them', () => {
  it.each(Object.keys(expected))('%s holds what numpy says, in file order and row-major', async (name) => {
    const read = await readAll(await openBytes(bytes(name), name));
    expect([...read.keys()]).toEqual(Object.keys(expected[name]!));
    for (const [key, wanted] of Object.entries(expected[name]!)) {
      const values = wanted.dtype === 'text' ? wanted.values : wanted.values.map((value) => (typeof value === 'string' ? NAMES[value] : value));
      expect(read.get(key)).toStrictEqual({ ...wanted, values });
    }
  });

  it.each([
    ['refused-structured.npy', 'record of several fields'],
    ['refused-object.npz', 'runs code'],
    ['refused-complex.npy', 'complex'],
    ['refused-dates.npy', 'dates'],
    ['refused-void.npy', 'bfloat16'],
    ['refused-f8.safetensors', 'scales'],
  ])('%s is refused with the reason', async (name, reason) => {
    const failure = await failureOf(bytes(name), name);
    expect(failure).toMatchObject({ code: 'invalid' });
    expect(failure.message).toContain(reason);
  });

  it('covers every file of the folder', () => {
    const files = readdirSync(folder).filter((file) => !file.startsWith('refused-') && file !== 'expected.json');
    expect(files.sort()).toEqual(Object.keys(expected).sort());
  });

  it('singles and halves come as Float32Array, all else as Float64Array', async () => {
    const file = await openBytes(bytes('any.safetensors'), 'any.safetensors');
    for (const { name, dtype } of file.arrays) {
      const single = dtype === 'f16' || dtype === 'bf16' || dtype === 'f32';
      expect(await file.readNumbers(name)).toBeInstanceOf(single ? Float32Array : Float64Array);
    }
  });
});
