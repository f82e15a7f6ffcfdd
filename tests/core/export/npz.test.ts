import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { npyBytes, npyTexts, npzBytes, npzEntry } from '../../../src/core/export/npz.ts';
import { readNpy, readNpyWords, readNpz } from '../../helpers/npz.ts';

const shapes = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 3 });
const sizeOf = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);
/** Numpy drops trailing NULs, and a lone surrogate is no code point. */
const text = fc.string({ unit: 'grapheme', maxLength: 6 }).filter((word) => !word.includes('\0'));

describe('.npy', () => {
  it('gives every number and shape back', () => {
    fc.assert(
      fc.property(shapes.chain((shape) => fc.tuple(fc.constant(shape), fc.float64Array({ minLength: sizeOf(shape), maxLength: sizeOf(shape) }))), ([shape, values]) => {
        const read = readNpy(npyBytes({ type: 'f8', shape, values }));
        expect(read.shape).toEqual(shape);
        expect([...read.values]).toEqual([...values]);
      }),
    );
  });

  it('gives single precision back as it is, NaN and infinities among it', () => {
    const values = Float32Array.of(1.5, -0, NaN, Infinity, -Infinity, 1e-42);
    expect(new Float32Array(readNpy(npyBytes({ type: 'f4', shape: [2, 3], values })).values)).toEqual(values);
  });

  it('gives every text back, beyond the basic plane too', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), (values) => {
        const bytes = npyBytes({ type: 'U', shape: [values.length], values });
        expect(npyTexts(bytes)).toEqual(values);
        expect(readNpyWords(bytes)).toEqual(values);
      }),
    );
  });

  it('writes half a surrogate pair as a replacement', () => {
    expect(npyTexts(npyBytes({ type: 'U', shape: [], values: ['a\ud800b'] }))).toEqual(['a\ufffdb']);
  });

  it('begins its data at a multiple of 64', () => {
    const bytes = npyBytes({ type: 'b1', shape: [3], values: Uint8Array.of(0, 7, 1) });
    expect((bytes.length - 3) % 64).toBe(0);
    expect([...bytes.subarray(-3)]).toEqual([0, 1, 1]);
  });

  it('refuses a shape that does not hold its values', () => {
    expect(() => npyBytes({ type: 'f8', shape: [2, 2], values: new Float64Array(3) })).toThrow(/has 4 values; 3 were given/);
  });

  it('reads no text from what is not text', () => {
    expect(npyTexts(npyBytes({ type: 'i4', shape: [1], values: Int32Array.of(4) }))).toBeNull();
    expect(npyTexts(new Uint8Array(5))).toBeNull();
  });
});

describe('.npz', () => {
  it('holds every array under its name', async () => {
    const file = await npzBytes([['scores', { type: 'f4', shape: [2], values: Float32Array.of(1, 2) }], ['labels', { type: 'U', shape: [1], values: ['<b>'] }]]);
    const entries = readNpz(file);
    expect([...entries.keys()]).toEqual(['scores', 'labels']);
    expect([...readNpy(entries.get('scores')!).values]).toEqual([1, 2]);
    expect(npyTexts((await npzEntry(file, 'labels'))!)).toEqual(['<b>']);
    expect(await npzEntry(file, 'nothing')).toBeNull();
  });

  it('is the same to the byte for the same arrays', async () => {
    const arrays = [['a', { type: 'i4', shape: [1], values: Int32Array.of(1) }]] as const;
    expect(await npzBytes(arrays)).toEqual(await npzBytes(arrays));
  });

  it.each(['../x', '', 'a b', 'a/b'])('refuses %j as a name', async (name) => {
    await expect(npzBytes([[name, { type: 'i4', shape: [], values: Int32Array.of(1) }]])).rejects.toThrow(RangeError);
  });

  it('refuses a name given twice', async () => {
    const array = { type: 'i4', shape: [], values: Int32Array.of(1) } as const;
    await expect(npzBytes([['a', array], ['a', array]])).rejects.toThrow(/twice/);
  });

  const numpy = spawnSync('python3', ['-c', 'import numpy']).status === 0;
  it.runIf(numpy)('is read by numpy without leave to run code', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'npz-'));
    try {
      const file = path.join(folder, 'a.npz');
      writeFileSync(file, await npzBytes([
        ['scores', { type: 'f4', shape: [1, 2], values: Float32Array.of(1.5, NaN) }],
        ['present', { type: 'b1', shape: [2], values: Uint8Array.of(1, 0) }],
        ['labels', { type: 'U', shape: [2], values: ['käse', '\u{1f9c0}'] }],
        ['manifest', { type: 'U', shape: [], values: ['{"a": 1}'] }],
      ]));
      const script = `import json, numpy as np, sys
f = np.load(sys.argv[1], allow_pickle=False)
print(json.dumps([str(f["scores"].dtype), f["scores"].shape, float(f["scores"][0, 0]), f["present"].tolist(), f["labels"].tolist(), json.loads(f["manifest"].item())]))`;
      const { stdout, stderr } = spawnSync('python3', ['-c', script, file], { encoding: 'utf8' });
      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toEqual(['float32', [1, 2], 1.5, [true, false], ['käse', '\u{1f9c0}'], { a: 1 }]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
