import { describe, expect, it } from 'vitest';
import { MAX_ARRAYS } from '../../../src/core/import/limits.ts';
import { failureOf, openBytes, readAll } from './helpers/readAll.ts';
import { encode, joined, npyFile, npyHeader, writeNpy } from './helpers/writeNpy.ts';
import { writeZip, type ZipPart } from './helpers/writeZip.ts';

const data = writeNpy('<f8', [3], [1, 2, 3]);
const one = (part: Partial<ZipPart> = {}): Uint8Array => writeZip([{ name: 'a.npy', data, ...part }]);

describe('archives that lie are refused', () => {
  it.each([
    ['an encrypted entry', one({ flags: 1 }), 'invalid', 'encrypted'],
    ['an unknown compression', one({ method: 14 }), 'invalid', 'method 14'],
    ['two entries of one name', writeZip([{ name: 'a.npy', data }, { name: 'a.npy', data }]), 'invalid', 'duplicate'],
    ['a wrong checksum, stored', one({ crc: 1 }), 'invalid', 'checksum'],
    ['a wrong checksum, deflated', one({ crc: 1, deflate: true }), 'invalid', 'checksum'],
    ['data that do not inflate', one({ deflate: true, raw: new Uint8Array(80).fill(0xff) }), 'invalid', 'inflated'],
    ['an entry larger than announced', one({ deflate: true, size: data.length - 8 }), 'truncated', 'takes 24 bytes'],
    ['an entry smaller than announced', one({ deflate: true, size: data.length + 8 }), 'size-mismatch', 'are not the'],
    ['a stored entry with two sizes', one({ size: data.length + 1 }), 'size-mismatch', 'cannot hold'],
    ['an entry past the end', one({ packed: 2 ** 31, size: 2 ** 31 }), 'invalid', 'out of bounds'],
    ['an offset past the end', one({ offset: 2 ** 31 }), 'invalid', 'local file header not found'],
    ['a directory past the end', writeZip([{ name: 'a.npy', data }], { directoryBytes: 2 ** 31 }), 'invalid', 'directory'],
    ['more entries than listed', writeZip([{ name: 'a.npy', data }], { entries: 7 }), 'invalid', 'central directory header not found'],
    ['no arrays', writeZip([{ name: 'a.txt', data }]), 'wrong-format', 'no .npy'],
    ['no entries', writeZip([]), 'wrong-format', 'no .npy'],
    ['an entry that is no array', writeZip([{ name: 'a.npy', data: encode('<html>') }]), 'wrong-format', 'does not begin'],
    ['an archive cut short', one().subarray(0, 150), 'truncated', 'directory'],
  ])('%s', async (_, bytes, code, words) => {
    const failure = await failureOf(bytes);
    expect(failure.code).toBe(code);
    expect(failure.message.toLowerCase()).toContain(words);
  });

  it('two entries that share bytes', async () => {
    const failure = await failureOf(writeZip([{ name: 'a.npy', data }, { name: 'b.npy', data, offset: 0 }]));
    expect(failure.code).toBe('invalid');
    expect(failure.message).toMatch(/share bytes|local file header/);
  });

  it('nested overlap: one entry whose data holds another', async () => {
    const inner = writeZip([{ name: 'b.npy', data }]).subarray(0, 30 + 5 + data.length);
    const outer: ZipPart = { name: 'a.npy', data: inner };
    const failure = await failureOf(writeZip([outer, { name: 'b.npy', data, offset: 35 }]));
    expect(failure.message).toContain('share bytes');
  });

  it(`more than ${MAX_ARRAYS} entries`, async () => {
    const parts = Array.from({ length: MAX_ARRAYS + 1 }, (_, i) => ({ name: `${i}.txt`, data: new Uint8Array() }));
    expect((await failureOf(writeZip(parts))).code).toBe('too-large');
  });

  it('a claim that deflate cannot keep, before any memory is taken for it', async () => {
    const failure = await failureOf(one({ deflate: true, raw: encode('tiny'), size: 2 ** 31 }));
    expect(failure).toMatchObject({ code: 'size-mismatch' });
    expect(failure.message).toContain('cannot hold');
  });

  it('a bomb: inflating stops where the announced size is passed', async () => {
    const shape = [2 ** 20];
    const announced = npyFile(npyHeader('<f4', shape), new Uint8Array(4 * shape[0]!));
    const bomb = joined(announced, new Uint8Array(2 ** 26));
    const { message } = await failureOf(one({ data: bomb, deflate: true, size: announced.length }));
    expect(message).toContain('are not the');
  });

  it('a bomb within deflate\'s means: the limit on values refuses it', async () => {
    const header = npyFile(npyHeader('|u1', [2 ** 26 + 1]), new Uint8Array());
    const file = await openBytes(one({ data: joined(header, new Uint8Array(2 ** 26 + 1)), deflate: true }));
    await expect(file.readNumbers('a')).rejects.toMatchObject({ failure: { code: 'too-large' } });
  });

  it('markup and __proto__ in names are names', async () => {
    const read = await readAll(await openBytes(writeZip([{ name: '__proto__.npy', data }, { name: '<img src=x>.npy', data }, { name: '../up.npy', data }])));
    expect([...read.keys()]).toEqual(['__proto__', '<img src=x>', '../up']);
  });
});
