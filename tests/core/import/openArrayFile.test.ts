import { describe, expect, it } from 'vitest';
import { container } from '../helpers/tinyRecording.ts';
import { failureOf, openBytes, readAll } from './helpers/readAll.ts';
import { encode, npyFile, npyHeader, writeNpy } from './helpers/writeNpy.ts';

const npy = (header: string, bytes = 24, major: 1 | 2 | 3 = 1): Uint8Array => npyFile(header, new Uint8Array(bytes), major);

describe('hostile .npy headers', () => {
  it.each([
    ['a header past the end', npy(npyHeader('<f8', [3])).subarray(0, 60), 'truncated'],
    ['a header of 4 GiB', Uint8Array.from([0x93, ...encode('NUMPY'), 2, 0, 255, 255, 255, 255, 0x7b]), 'too-large'],
    ['version 4', Uint8Array.from([0x93, ...encode('NUMPY'), 4, 0, 1, 0, 0, 0, 0x7b]), 'unknown-version'],
    ['nothing after the mark', Uint8Array.from([0x93, ...encode('NUMPY')]), 'truncated'],
    ['data cut short', npy(npyHeader('<f8', [3]), 23), 'truncated'],
    ['data left over', npy(npyHeader('<f8', [3]), 25), 'size-mismatch'],
    ['a shape of 2^53', npy(npyHeader('<f8', [2 ** 53])), 'invalid'],
    ['a product past 2^53', npy(npyHeader('<f8', [2 ** 30, 2 ** 30])), 'too-large'],
    ['a product that would wrap to the truth', npy(npyHeader('|u1', [2 ** 32, 2 ** 32, 24])), 'too-large'],
    ['a negative length', npy(npyHeader('<f8', [-3])), 'invalid'],
    ['a fractional length', npy(npyHeader('<f8', [1.5])), 'invalid'],
    ['too many axes', npy(npyHeader('<f8', [3, 1, 1, 1, 1, 1, 1, 1, 1])), 'too-large'],
    ['a key given twice', npy("{'descr': '<f8', 'fortran_order': False, 'shape': (3,), 'shape': (4,)}"), 'invalid'],
    ['a key too many', npy("{'descr': '<f8', 'fortran_order': False, 'shape': (3,), '__proto__': 1}"), 'invalid'],
    ['a key too few', npy("{'descr': '<f8', 'shape': (3,)}"), 'invalid'],
    ['a call', npy("{'descr': '<f8', 'fortran_order': False, 'shape': __import__('os')}"), 'invalid'],
    ['deep brackets', npy(`{'descr': '<f8', 'fortran_order': False, 'shape': ${'('.repeat(9000)}`), 'invalid'],
    ['a number for an order', npy("{'descr': '<f8', 'fortran_order': 0, 'shape': (3,)}"), 'invalid'],
    ['a shape without its comma', npy("{'descr': '<f8', 'fortran_order': False, 'shape': (3)}"), 'invalid'],
    ['long doubles', npy(npyHeader('<f16', [1]), 16), 'invalid'],
    ['a byte order that does not fit', npy(npyHeader('|f8', [3])), 'invalid'],
    ['a boolean of 7', npyFile(npyHeader('|b1', [1]), Uint8Array.of(7)), 'invalid'],
    ['an integer past 2^53', writeNpy('<i8', [1], [2 ** 53]), 'invalid'],
    ['an integer past -2^53', writeNpy('>i8', [1], [-(2 ** 60)]), 'invalid'],
    ['a number that is no character', npyFile(npyHeader('<U1', [1]), Uint8Array.of(0, 0, 0x11, 0)), 'invalid'],
    ['half a surrogate pair', npyFile(npyHeader('<U1', [1]), Uint8Array.of(0, 0xd8, 0, 0)), 'invalid'],
    ['bytes that are not UTF-8', npyFile(npyHeader('|S1', [1]), Uint8Array.of(0xff)), 'invalid'],
    ['more strings than are read', npy(npyHeader('<U0', [2 ** 40]), 0), 'too-large'],
    ['text without a length', npy(npyHeader('<U', [0]), 0), 'invalid'],
  ])('%s', async (_, bytes, code) => {
    expect(await failureOf(bytes, 'a.npy')).toMatchObject({ code });
  });

  it('a header as Python 2 wrote it is read', async () => {
    const read = await readAll(await openBytes(npy('{"descr": "<f8", "fortran_order": False, "shape": (3L, 1L)}'), 'a.npy'));
    expect(read.get('a')).toEqual({ dtype: 'f64', shape: [3, 1], values: [0, 0, 0] });
  });

  it('an empty axis beside a huge one is an empty array', async () => {
    const read = await readAll(await openBytes(npy(npyHeader('<f8', [2 ** 50, 0], true), 0), 'a.npy'));
    expect(read.get('a')?.values).toEqual([]);
  });
});

describe('hostile .safetensors', () => {
  const tensor = (dtype: string, shape: readonly number[], from: number, to: number): object => ({ dtype, shape, data_offsets: [from, to] });
  const file = (header: object, bytes: number): Uint8Array => container(JSON.stringify(header), new Uint8Array(bytes));

  it.each([
    ['overlapping tensors', file({ a: tensor('F32', [2], 0, 8), b: tensor('F32', [2], 4, 12) }, 12), 'invalid'],
    ['a tensor past the end', file({ a: tensor('F32', [4], 0, 16) }, 12), 'truncated'],
    ['a gap', file({ a: tensor('F32', [1], 4, 8) }, 8), 'invalid'],
    ['a shape of 2^53', file({ a: tensor('F32', [2 ** 53], 0, 8) }, 8), 'invalid'],
    ['a product that would wrap to the truth', file({ a: tensor('U8', [2 ** 32, 2 ** 32, 8], 0, 8) }, 8), 'size-mismatch'],
    ['a key given twice', container('{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"\\u0061":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}', new Uint8Array(1)), 'invalid'],
    ['a type of four bits', file({ a: tensor('F4', [2], 0, 1) }, 1), 'invalid'],
    ['a type called __proto__', file({ a: tensor('__proto__', [1], 0, 1) }, 1), 'invalid'],
    ['a header of 2^53 bytes', Uint8Array.from([0, 0, 0, 0, 0, 0, 0x20, 0, ...encode('{"a":1}')]), 'too-large'],
    ['no tensors', file({ __metadata__: {} }, 0), 'invalid'],
    ['a name of 2,000 characters', file({ ['n'.repeat(2000)]: tensor('U8', [1], 0, 1) }, 1), 'too-large'],
    ['a boolean of 2', container(JSON.stringify({ a: tensor('BOOL', [1], 0, 1) }), Uint8Array.of(2)), 'invalid'],
  ])('%s', async (_, bytes, code) => {
    expect(await failureOf(bytes, 'a.safetensors')).toMatchObject({ code });
  });

  it('a name from the prototype of objects is a name', async () => {
    const bytes = container('{"__proto__":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"constructor":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}', Uint8Array.of(5, 6));
    const read = await readAll(await openBytes(bytes, 'a.safetensors'));
    expect([...read].map(([name, { values }]) => [name, ...values])).toEqual([['__proto__', 5], ['constructor', 6]]);
  });
});
