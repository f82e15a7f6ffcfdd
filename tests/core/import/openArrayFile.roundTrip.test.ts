import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ByteSource, memoryByteSource } from '../../../src/core/recording/byteSource.ts';
import { openArrayFile } from '../../../src/core/import/openArrayFile.ts';
import { openBytes, readAll } from './helpers/readAll.ts';
import { writeNpy } from './helpers/writeNpy.ts';
import { writeZip } from './helpers/writeZip.ts';

const DTYPE: Record<string, string> = { b1: 'bool', i1: 'i8', u1: 'u8', i2: 'i16', u2: 'u16', i4: 'i32', u4: 'u32', i8: 'i64', u8: 'u64', f4: 'f32', f8: 'f64' };

function valueOf(kind: string): fc.Arbitrary<number> {
  if (kind === 'b1') return fc.nat(1);
  if (kind === 'f4') return fc.float();
  if (kind === 'f8') return fc.double();
  const bits = Math.min(8 * Number(kind[1]), 53);
  return kind[0] === 'u' ? fc.integer({ min: 0, max: 2 ** bits - 1 }) : fc.integer({ min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 });
}

const array = fc
  .record({ kind: fc.constantFrom(...Object.keys(DTYPE)), big: fc.boolean(), shape: fc.array(fc.nat(4), { maxLength: 4 }), fortran: fc.boolean(), major: fc.constantFrom(1 as const, 2 as const, 3 as const) })
  .chain(({ kind, big, shape, fortran, major }) => {
    const count = shape.reduce((product, size) => product * size, 1);
    const descr = `${kind[1] === '1' ? '|' : big ? '>' : '<'}${kind}`;
    return fc.array(valueOf(kind), { minLength: count, maxLength: count }).map((values) => ({ descr, shape, values, fortran, major }));
  });

const written = ({ descr, shape, values, fortran, major }: typeof array extends fc.Arbitrary<infer Given> ? Given : never): Uint8Array => writeNpy(descr, shape, values, { fortran, major });

/** A source whose every read comes as a copy at an odd address, and that counts bytes. */
function awkwardSource(bytes: Uint8Array): ByteSource & { readonly reads: (readonly [number, number])[] } {
  const reads: (readonly [number, number])[] = [];
  return {
    name: 'awkward.npz',
    byteLength: bytes.length,
    reads,
    read(start, end) {
      reads.push([start, end]);
      const shifted = new Uint8Array(end - start + 1).subarray(1);
      shifted.set(bytes.subarray(start, end));
      return Promise.resolve(shifted);
    },
  };
}

describe('what was written is read back', () => {
  it('one .npy of any type, order, byte order and header version', async () => {
    await fc.assert(
      fc.asyncProperty(array, async (given) => {
        const read = await readAll(await openBytes(written(given), 'folder/one.two.npy'));
        expect(read.get('one.two')).toStrictEqual({ dtype: DTYPE[given.descr.slice(1)], shape: given.shape, values: given.values });
      }),
      { seed: 1, numRuns: 400 },
    );
  });

  it('archives of several, stored and deflated, from a source with unaligned bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(array, fc.boolean()), { minLength: 1, maxLength: 4 }), async (given) => {
        const bytes = writeZip(given.map(([item, deflate], i) => ({ name: `a${i}.npy`, data: written(item), deflate })));
        const read = await readAll(await openArrayFile(awkwardSource(bytes)));
        expect([...read.values()]).toStrictEqual(given.map(([item]) => ({ dtype: DTYPE[item.descr.slice(1)], shape: item.shape, values: item.values })));
      }),
      { seed: 2, numRuns: 200 },
    );
  });
});

describe('only what is needed is read', () => {
  const large = writeNpy('<f4', [300_000], Array.from({ length: 300_000 }, (_, i) => i % 1000));
  const bytes = writeZip([{ name: 'first.npy', data: large }, { name: 'second.npy', data: large, deflate: true }, { name: 'third.npy', data: writeNpy('<f8', [2], [1, 2]) }]);
  const total = (reads: readonly (readonly [number, number])[]): number => reads.reduce((sum, [start, end]) => sum + end - start, 0);

  it('opening an archive reads its directory and the heads of its entries', async () => {
    const source = awkwardSource(bytes);
    await openArrayFile(source);
    expect(total(source.reads)).toBeLessThan(300_000);
  });

  it('reading one array reads its entry and no other', async () => {
    const source = awkwardSource(bytes);
    const file = await openArrayFile(source);
    source.reads.length = 0;
    const heard: [number, number][] = [];
    const values = await file.readNumbers('first', undefined, (done, all) => heard.push([done, all]));
    expect(values).toHaveLength(300_000);
    expect(total(source.reads)).toBe(large.length);
    expect(heard.at(-1)).toEqual([large.length, large.length]);
  });

  it('a cancelled read rejects with the reason of the signal', async () => {
    const file = await openArrayFile(memoryByteSource('x.npz', bytes));
    for (const name of ['first', 'second']) {
      const controller = new AbortController();
      const reason = new Error('no longer wanted');
      controller.abort(reason);
      await expect(file.readNumbers(name, controller.signal)).rejects.toBe(reason);
    }
  });

  it('what the source rejects with is passed on, from stored and deflated entries', async () => {
    const lost = new Error('connection lost');
    const source = memoryByteSource('x.npz', bytes);
    let broken = false;
    const file = await openArrayFile({ ...source, read: (...args) => (broken ? Promise.reject(lost) : source.read(...args)) });
    broken = true;
    for (const name of ['first', 'second']) await expect(file.readNumbers(name)).rejects.toBe(lost);
    await expect(openArrayFile({ ...source, read: () => Promise.reject(lost) })).rejects.toBe(lost);
  });
});
