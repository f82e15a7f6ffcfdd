import { describe, expect, it } from 'vitest';
import { failureOf, openBytes } from './helpers/readAll.ts';
import { encode, joined, writeNpy } from './helpers/writeNpy.ts';
import { writeZip } from './helpers/writeZip.ts';

const magic = (...start: readonly (number | string)[]): Uint8Array => joined(...start.map((part) => (typeof part === 'string' ? encode(part) : Uint8Array.of(part))), new Uint8Array(300));
const torchZip = writeZip([{ name: 'x/data.pkl', data: encode('\u0080') }, { name: 'x/data/0', data: new Uint8Array(8) }]);

describe('files of a known wrong kind are named, with what to do instead', () => {
  it.each([
    ['model.pt', torchZip, 'PyTorch', 'weights_only=True'],
    ['old.pth', magic(0x80, 2, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9), 'PyTorch', "torch.load('old.pth'"],
    ['last.ckpt', magic(0x80, 4, 'x'), 'PyTorch', "'last.safetensors'"],
    ['means.pkl', magic(0x80, 5, 'x'), 'pickle', "open('means.pkl', 'rb')"],
    ['ascii.pkl', encode('(dp0\n'), 'pickle', 'pickle.load'],
    ['x.npz', encode('\n <!DOCTYPE html><html></html>'), 'web page', 'raw'],
    ['x.npz', encode('<html lang="en">'), 'web page', 'raw'],
    ['x.npz', magic(0x89, 'PNG'), 'PNG', 'numbers'],
    ['x.npz', magic(0x1f, 0x8b), 'gzip', 'Unpack'],
    ['x.h5', magic(0x89, 'HDF\r\n'), 'HDF5', 'h5py'],
    ['x.parquet', magic('PAR1'), 'Parquet', 'read_parquet'],
    ['x.gguf', magic('GGUF'), 'GGUF', 'contextscope record'],
    ['x.npz', encode('version https://git-lfs.github.com/spec/v1\noid sha256:0\n'), 'Git LFS', 'git lfs pull'],
    ['x.csv', encode('a,b\n1,2\n'), 'does not begin like any', 'numpy.savez'],
    ['x.npz', new Uint8Array(40), 'does not begin like any', 'numpy.savez'],
  ])('%s', async (name, bytes, what, remedy) => {
    const failure = await failureOf(bytes, name);
    expect(failure.code).toBe('wrong-format');
    expect(failure.message).toContain(what);
    expect(failure.remedy).toContain(remedy);
  });

  it('an empty file is said to be empty', async () => {
    expect((await failureOf(new Uint8Array(), 'x.npz')).message).toContain('empty');
  });

  it('a file name that would alter the command stays out of it', async () => {
    const name = "x'); import os; os.system('true') #.pt";
    expect((await failureOf(torchZip, name)).remedy).toContain("torch.load('x.pt'");
  });

  it('what a file holds decides, not its name', async () => {
    const npy = writeNpy('<f4', [1], [5]);
    expect((await openBytes(npy, 'x.pt')).kind).toBe('npy');
    expect((await openBytes(writeZip([{ name: 'a.npy', data: npy }]), 'x.json')).kind).toBe('npz');
    expect((await openBytes(encode('{"a": [1]}'), 'x.safetensors')).kind).toBe('json');
  });

  it('text is not read as numbers, nor numbers as text, nor what is not there', async () => {
    const file = await openBytes(encode('{"a": [1], "b": ["x"]}'), 'x.json');
    for (const read of [file.readNumbers('b'), file.readText('a'), file.readNumbers('c'), file.readNumbers('__proto__')]) {
      await expect(read).rejects.toMatchObject({ failure: { code: 'invalid' } });
    }
  });
});
