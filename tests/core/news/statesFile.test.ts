import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MAX_STATES_BYTES } from '../../../src/core/news/limits.ts';
import { openStatesFile, type StatesFile, statesOutline } from '../../../src/core/news/statesFile.ts';
import { type ByteSource, memoryByteSource } from '../../../src/core/recording/byteSource.ts';
import { RecordingError, type RecordingFailure } from '../../../src/core/recording/failure.ts';
import { type SafetensorsHeader, readSafetensorsHeader } from '../../../src/core/recording/safetensorsHeader.ts';
import { shipped, statesSource } from './helpers/newsFixtures.ts';
import { type StatesTensors, statesBytes, tensorsOf } from './helpers/statesBytes.ts';

const PLANTED = 'news-synthetic/planted.json';
const outline = statesOutline(shipped(PLANTED));
const bytes = new Uint8Array(readFileSync(new URL('../../../fixtures/news-synthetic/planted.safetensors', import.meta.url)));

/** Reads everything that can be asked of the file. */
async function readAll(source: ByteSource): Promise<StatesFile> {
  const file = await openStatesFile(source, outline);
  for (const layer of outline.states.layers) {
    await file.readCoordinates(layer);
    await file.readBase(layer);
  }
  await file.readFull();
  for (const entry of outline.states.bridge) await file.readBridge(entry);
  return file;
}

/** The failure that reading the planted file with some tensors changed ends in. */
async function failureOf(change: (tensors: StatesTensors) => void): Promise<RecordingFailure> {
  const tensors = tensorsOf(bytes);
  change(tensors);
  try {
    await readAll(memoryByteSource('own.safetensors', statesBytes(tensors)));
  } catch (error) {
    expect(error).toBeInstanceOf(RecordingError);
    return (error as RecordingError).failure;
  }
  throw new Error('the file was read');
}

const set = (name: string, write: (view: DataView) => void) => (tensors: StatesTensors) => write(new DataView(tensors[name]!.bytes.buffer));
const reshape = (name: string, shape: number[]) => (tensors: StatesTensors) => {
  const { dtype } = tensors[name]!;
  tensors[name] = { dtype, shape, bytes: new Uint8Array(shape.reduce((all, size) => all * size, dtype === 'F16' ? 2 : 4)) };
};

describe('openStatesFile', () => {
  it('reads one layer of the coordinates as the whole tensor has it, however the bytes come in pieces', async () => {
    const { rows, readCoordinates } = await openStatesFile(statesSource(PLANTED), outline);
    const header: SafetensorsHeader = await readSafetensorsHeader(statesSource(PLANTED));
    const [R, L, k] = header.tensors.get('coordinates.answer')!.shape as [number, number, number];
    expect(rows.length).toBe(R * 5);
    const layers = await Promise.all(outline.states.layers.map((layer) => readCoordinates(layer)));
    const tensor = tensorsOf(bytes)['coordinates.answer']!;
    const alone = statesBytes({ a: { dtype: 'F16', shape: [R * L * k], bytes: tensor.bytes } });
    const values = new Float16Reader(alone.subarray(alone.length - tensor.bytes.length));
    for (let r = 0; r < R; r++) for (let l = 0; l < L; l++) for (let c = 0; c < k; c++) expect(layers[l]![r * k + c]).toBe(values.at((r * L + l) * k + c));
  });

  it('reads the states of every results file that has some', async () => {
    const gemma = shipped('news-runs/gemma-270m.json');
    const file = await openStatesFile(statesSource('news-runs/gemma-270m.json'), statesOutline(gemma));
    expect((await file.readBase(18))!.length).toBe(125 * 16);
    expect((await file.readFull())!.hiddenSize).toBe(640);
    await expect(file.readCoordinates.bind(null, 19)()).rejects.toThrow(RangeError);
  });

  it('gives null for what a file may leave out', async () => {
    const tensors = tensorsOf(bytes);
    for (const name of ['base.answer', 'full.rows', 'full.values', 'full.base']) delete tensors[name];
    const file = await openStatesFile(memoryByteSource('own.safetensors', statesBytes(tensors)), outline);
    expect(await file.readBase(0)).toBeNull();
    expect(await file.readFull()).toBeNull();
  });

  it.each<[string, (tensors: StatesTensors) => void, Partial<RecordingFailure>, string]>([
    ['another shape', reshape('coordinates.answer', [12, 3, 5]), { field: 'coordinates.answer', code: 'invalid' }, '[12,3,5]'],
    ['too few rows', reshape('base.answer', [11, 4, 8]), { field: 'base.answer', code: 'invalid' }, '[12,4,8]'],
    ['a missing tensor', (tensors) => delete tensors['coordinates.answer'], { field: 'coordinates.answer', code: 'invalid' }, 'no tensor'],
    ['missing rows', (tensors) => delete tensors['rows.answer'], { field: 'rows.answer', code: 'invalid' }, 'no tensor'],
    ['a missing bridge', (tensors) => delete tensors['bridge.naive.0.4'], { field: 'bridge.naive.0.4', code: 'invalid' }, 'no tensor'],
    ['integers for cosines', (tensors) => (tensors['bridge.naive.0.4'] = { dtype: 'I32', shape: [4, 6, 6], bytes: new Uint8Array(4 * 36 * 4) }), { field: 'bridge.naive.0.4', code: 'invalid' }, 'F16 or F32'],
    ['a question beyond the file', set('rows.answer', (view) => view.setInt32(20, 12, true)), { field: 'rows.answer', code: 'invalid' }, 'Row 1 of tensor "rows.answer" has question 12; expected 0 to 11'],
    ['a condition of -1', set('rows.answer', (view) => view.setInt32(4, -1, true)), { field: 'rows.answer', code: 'invalid' }, 'condition -1'],
    ['a value that is not finite', set('coordinates.answer', (view) => view.setUint16(6, 0x7e00, true)), { field: 'coordinates.answer', code: 'non-finite' }, 'NaN'],
    ['an infinite cosine', set('bridge.naive.0.4', (view) => view.setUint16(0, 0x7c00, true)), { field: 'bridge.naive.0.4', code: 'non-finite' }, 'Infinity'],
    ['a whole row beyond the rows', set('full.rows', (view) => view.setInt32(0, 1e6, true)), { field: 'full.rows', code: 'invalid' }, '1000000'],
  ])('names %s', async (_, change, expected, message) => {
    const failure = await failureOf(change);
    expect(failure).toMatchObject({ ...expected, file: 'own.safetensors' });
    expect(failure.message).toContain(message);
    expect(failure.remedy).not.toBe('');
  });

  it('refuses a cut file, a large one and a header that claims more than there is, without reading on', async () => {
    const refused = async (source: ByteSource): Promise<string> => {
      const error: unknown = await openStatesFile(source, outline).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(RecordingError);
      return (error as RecordingError).failure.code;
    };
    expect(await refused(memoryByteSource('a', bytes.slice(0, -4)))).toBe('truncated');
    const claims = bytes.slice();
    new DataView(claims.buffer).setBigUint64(0, 2n ** 53n, true);
    expect(await refused(memoryByteSource('a', claims))).toBe('too-large');
    expect(await refused({ name: 'a', byteLength: MAX_STATES_BYTES + 1, read: () => Promise.reject(new Error('was read')) })).toBe('too-large');
  });

  it('allocates nothing for rows that a header only claims', async () => {
    const rows = 2 ** 21;
    const claimed = statesBytes({ 'rows.answer': { dtype: 'I32', shape: [rows, 5], bytes: new Uint8Array(0) } }, rows * 20);
    const length = claimed.length + rows * 20;
    const source: ByteSource = { name: 'a', byteLength: length, read: (start, end) => (end <= claimed.length ? Promise.resolve(claimed.subarray(start, end)) : Promise.reject(new Error('was read'))) };
    await expect(openStatesFile(source, outline)).rejects.toMatchObject({ failure: { code: 'too-large', field: 'rows.answer' } });
  });
});

class Float16Reader {
  readonly #view: DataView;

  constructor(values: Uint8Array) {
    this.#view = new DataView(values.buffer, values.byteOffset, values.byteLength);
  }

  at(index: number): number {
    const bits = this.#view.getUint16(2 * index, true);
    const [sign, exponent, fraction] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
    return Math.fround(sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15)));
  }
}
