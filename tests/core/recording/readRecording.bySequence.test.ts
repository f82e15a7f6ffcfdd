import { describe, expect, it } from 'vitest';
import { memoryByteSource } from '../../../src/core/recording/byteSource.ts';
import { MAX_CELLS } from '../../../src/core/recording/limits.ts';
import { openRecording } from '../../../src/core/recording/readRecording.ts';
import { sequenceCells } from '../../../src/core/recording/sequenceCells.ts';
import { recordingPieces } from '../../../src/core/recording/writeRecording.ts';
import { failureOf } from '../helpers/failureOf.ts';
import { container, dataOf, headerOf, int32, tinyApart, tinyCells, tinyCounts, tinyFile, tinyMetadata, tinySegments, tinyTensors, tinyTokens, tinyValue } from '../helpers/tinyRecording.ts';

const open = (bytes: Uint8Array) => openRecording(memoryByteSource('tiny', bytes));
const apart = tinyApart();
const changed = (tensors: Partial<typeof apart.tensors>, metadata = apart.metadata) => tinyFile(metadata, { ...apart.tensors, ...tensors } as typeof apart.tensors);

describe('sequences kept apart', () => {
  it('are read as the file has them, and give the pooled means when weighted by their tokens', async () => {
    const { info, readBySequence } = await open(tinyFile(apart.metadata, apart.tensors));
    expect(info.metadata.layersBySequence).toEqual([2]);
    const values = await readBySequence!(2);
    const { cells, counts } = sequenceCells(Int32Array.from(tinyTokens), 10, tinySegments, 4);
    const sums = new Float64Array(2 * 4 * 3);
    const totals = new Float64Array(2 * 4);
    counts.forEach((count, row) => {
      const place = cells[3 * row + 1]! * 4 + cells[3 * row + 2]!;
      totals[place]! += count;
      for (let c = 0; c < 3; c++) sums[place * 3 + c]! += count * values[row * 3 + c]!;
    });
    expect([...totals]).toEqual(tinyCounts());
    totals.forEach((total, place) => {
      if (total > 0) for (let c = 0; c < 3; c++) expect(sums[place * 3 + c]! / total).toBeCloseTo(tinyValue(2, Math.floor(place / 4), place % 4, c), 6);
    });
  });

  it('leave everything else as it is in a file without them', async () => {
    const [plain, both] = await Promise.all([open(tinyFile()), open(tinyFile(apart.metadata, apart.tensors))]);
    expect(plain.readBySequence).toBeUndefined();
    expect('layersBySequence' in plain.info.metadata).toBe(false);
    expect(both.info.counts).toEqual(plain.info.counts);
    expect(await both.readLayer(2)).toEqual(await plain.readLayer(2));
  });

  it('are not looked for where the metadata name none: tensors of these names are then unknown ones', async () => {
    const { readBySequence } = await open(tinyFile(tinyMetadata(), { ...tinyTensors(), cells: { dtype: 'I32', shape: [1, 1], bytes: int32([9]) } }));
    expect(readBySequence).toBeUndefined();
  });

  it('of another layer are refused with the layers that there are', async () => {
    const { readBySequence } = await open(tinyFile(apart.metadata, apart.tensors));
    await expect(readBySequence!(0)).rejects.toMatchObject({ failure: { code: 'no-layer', field: 'residual_by_sequence.0', remedy: expect.stringContaining('--by-sequence 0') as string } });
  });

  it('survive saving: cells and means are written again', async () => {
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    const first = await open(tinyFile(apart.metadata, apart.tensors));
    for await (const piece of recordingPieces(first)) pieces.push(piece);
    const again = await open(new Uint8Array(await new Blob(pieces).arrayBuffer()));
    expect(again.info.metadata).toEqual(first.info.metadata);
    expect(await again.readBySequence!(2)).toEqual(await first.readBySequence!(2));
  });

  it.each([
    ['a cell of another word', { cells: { dtype: 'I32', shape: [14, 3], bytes: int32(tinyCells().cells.map(([r, s, i], row) => (row === 2 ? [r!, s!, 3] : [r!, s!, i!])).flat()) } }, 'size-mismatch', 'cells', 'cells[2] is [0,0,3]; the tokens have [0,0,2]'],
    ['cells of four columns', { cells: { dtype: 'I32', shape: [1, 4], bytes: int32([0, 0, 0, 0]) } }, 'size-mismatch', 'cells', 'has shape [1,4]'],
    ['cells of floats', { cells: { ...apart.tensors['cells']!, dtype: 'F32' } }, 'invalid', 'cells', 'is of "F32"'],
    ['no cells', { cells: undefined }, 'invalid', 'cells', 'is missing'],
  ])('%s: refused, naming the field and the value', async (_, tensors, code, field, message) => {
    const kept = Object.fromEntries(Object.entries({ ...apart.tensors, ...tensors }).filter(([, value]) => value !== undefined)) as typeof apart.tensors;
    const failure = await failureOf(tinyFile(apart.metadata, kept), 'tiny');
    expect(failure).toMatchObject({ code, field });
    expect(failure.message).toContain(message);
  });

  it('refuses metadata that fixed windows, an unknown layer or the order contradict', async () => {
    const of = (change: object) => failureOf(changed({}, { ...apart.metadata, ...change }), 'tiny');
    expect(await of({ layersBySequence: [1] })).toMatchObject({ code: 'invalid', field: 'layersBySequence[0]' });
    expect(await of({ layersBySequence: [2, 0] })).toMatchObject({ code: 'invalid', field: 'layersBySequence[1]' });
    expect(await of({ layersBySequence: [] })).toMatchObject({ code: 'invalid', field: 'layersBySequence' });
    expect(await of({ windows: 'fixed' })).toMatchObject({ code: 'invalid', field: 'layersBySequence' });
  });

  it('refuses more cells than the limit before reading any of them', async () => {
    const rows = MAX_CELLS + 1;
    const others = Object.fromEntries(Object.entries(apart.tensors).filter(([name]) => name !== 'cells'));
    const header = headerOf(apart.metadata, others);
    const data = dataOf(others).length;
    header['cells'] = { dtype: 'I32', shape: [rows, 3], data_offsets: [data, data + 12 * rows] };
    const bytes = container(JSON.stringify(header), new Uint8Array(0));
    const reads: number[] = [];
    const source = {
      name: 'large',
      byteLength: bytes.length + data + 12 * rows,
      read: (from: number, to: number) => {
        reads.push(to - from);
        return Promise.resolve(bytes.slice(from, Math.min(to, bytes.length)));
      },
    };
    await expect(openRecording(source)).rejects.toMatchObject({ failure: { code: 'too-large', field: 'cells' } });
    expect(Math.max(...reads)).toBeLessThan(100_000);
  });
});
