import { describe, expect, it } from 'vitest';
import { memoryByteSource } from '../../../src/core/recording/byteSource.ts';
import { openRecording } from '../../../src/core/recording/readRecording.ts';
import { failureOf } from '../helpers/failureOf.ts';
import { container, dataOf, float32, headerOf, int32, tinyCounts, tinyFile, tinyMetadata, tinyResidual, tinyTensors, tinyTokens } from '../helpers/tinyRecording.ts';

const open = (bytes: Uint8Array) => openRecording(memoryByteSource('tiny.safetensors', bytes));

describe('opening a sound recording', () => {
  it('gives metadata, counts, tokens and accuracy as they were written', async () => {
    const bytes = tinyFile();
    const { info } = await open(bytes);
    expect(info.byteLength).toBe(bytes.length);
    expect([...info.counts]).toEqual(tinyCounts());
    expect([...info.tokens]).toEqual(tinyTokens);
    expect(info.accuracy[3]).toBeNaN();
    expect(info.accuracy[10]).toBe(0.5);
    expect(info.metadata.graphs[0]).toEqual({
      id: 'ring', role: 'context', title: 'ring', directed: false, layout: null, edges: [[0, 1], [1, 2], [2, 3], [0, 3]],
    });
    expect(info.metadata).toMatchObject({ group: 'tiny', flags: [], task: { size: null, step: null, chanceLevel: null } });
  });

  it('reads one layer by one contiguous read', async () => {
    const source = memoryByteSource('tiny.safetensors', tinyFile());
    const reads: [number, number][] = [];
    const recording = await openRecording({ ...source, read: (start, end, signal) => (reads.push([start, end]), source.read(start, end, signal)) });
    reads.length = 0;
    expect([...(await recording.readLayer(2))]).toEqual(tinyResidual(2));
    expect(reads).toHaveLength(1);
    expect(reads[0]![1] - reads[0]![0]).toBe(tinyResidual(2).length * 4);
  });

  it('ignores keys and tensors it does not know', async () => {
    const tensors = { ...tinyTensors(), extra: { dtype: 'F4', shape: [3], bytes: new Uint8Array(2) } };
    const { info } = await open(tinyFile({ ...tinyMetadata(), later: { a: 1 } }, tensors));
    expect(info.metadata).not.toHaveProperty('later');
  });

  it('takes tensors in any order and at any alignment', async () => {
    const { accuracy, ...rest } = tinyTensors();
    const odd = { dtype: 'U8', shape: [3], bytes: new Uint8Array(3) };
    const recording = await open(tinyFile(tinyMetadata(), { odd, ...rest, accuracy: accuracy! }));
    expect([...(await recording.readLayer(0))]).toEqual(tinyResidual(0));
  });

  it('does not look at cells whose count is 0', async () => {
    const values = tinyResidual(0);
    values.fill(NaN, 3 * 3, 4 * 3);
    const recording = await open(tinyFile(tinyMetadata(), { ...tinyTensors(), 'residual.0': { dtype: 'F32', shape: [2, 4, 3], bytes: float32(values) } }));
    await expect(recording.readLayer(0)).resolves.toHaveLength(24);
  });

  it('passes a cancelled read on as it is', async () => {
    const controller = new AbortController();
    controller.abort(new Error('stopped'));
    await expect(openRecording(memoryByteSource('a', tinyFile()), controller.signal)).rejects.toThrow('stopped');
  });
});

describe('a damaged container', () => {
  const good = tinyFile();

  it.each([0, 7, 8, 12, 200, good.length - 1])('is truncated when only %i bytes are there', async (length) => {
    const failure = await failureOf(good.slice(0, length));
    expect(failure.code).toBe('truncated');
    expect(failure.message).toContain(String(length));
  });

  it('says how many bytes follow the last tensor', async () => {
    expect(await failureOf(Uint8Array.from([...good, 0]))).toMatchObject({ code: 'size-mismatch' });
  });

  it('of another kind of file is of wrong format', async () => {
    expect(await failureOf(new TextEncoder().encode('PK\u0003\u0004 some archive of numpy arrays'))).toMatchObject({ code: 'wrong-format' });
  });

  it.each(['__proto__', 'counts'])('that names the tensor %s twice is refused', async (name) => {
    const text = JSON.stringify(headerOf(tinyMetadata(), tinyTensors()));
    const entry = `"${name}": {"dtype":"U8","shape":[0],"data_offsets":[0,0]}`;
    const failure = await failureOf(container(`${text.slice(0, -1)}, ${entry}, ${entry}}`, dataOf(tinyTensors())));
    expect(failure).toMatchObject({ code: 'invalid', field: 'header' });
    expect(failure.message).toContain(name);
  });

  it('that spells a repeated key with an escape is refused', async () => {
    const text = JSON.stringify(headerOf(tinyMetadata(), tinyTensors())).replace('"tokens":', '"t\\u006fkens":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"tokens":');
    expect(await failureOf(container(text, dataOf(tinyTensors())))).toMatchObject({ code: 'invalid', field: 'header' });
  });

  it('with a repeated key inside the recording metadata is refused', async () => {
    const header = headerOf(tinyMetadata(), tinyTensors());
    header['__metadata__'] = { format: 'contextscope/1', recording: JSON.stringify(tinyMetadata()).replace('"layers":2', '"layers":2,"layers":3') };
    expect(await failureOf(container(JSON.stringify(header), dataOf(tinyTensors())))).toMatchObject({ code: 'invalid', field: '__metadata__.recording' });
  });

  it.each([
    ['overlaps', -8],
    ['leaves a gap', 8],
  ])('in which a tensor %s is refused', async (fault, shift) => {
    const header = headerOf(tinyMetadata(), tinyTensors());
    const data = dataOf(tinyTensors());
    header['more'] = { dtype: 'U8', shape: [8], data_offsets: [data.length + shift, data.length + shift + 8] };
    const failure = await failureOf(container(JSON.stringify(header), Uint8Array.from([...data, ...new Uint8Array(16)])));
    expect(failure).toMatchObject({ code: 'invalid', field: 'more' });
    expect(failure.message).toContain(fault);
  });

  it('whose tensor size disagrees with dtype and shape is refused', async () => {
    const tensors = { ...tinyTensors(), extra: { dtype: 'F32', shape: [3], bytes: new Uint8Array(8) } };
    expect(await failureOf(tinyFile(tinyMetadata(), tensors))).toMatchObject({ code: 'size-mismatch', field: 'extra' });
  });
});

describe('tensors that contradict the metadata', () => {
  it.each([
    ['counts that differ from the tokens', { counts: { dtype: 'I32', shape: [2, 4], bytes: int32([...tinyCounts().slice(0, 7), 9]) } }, 'size-mismatch', 'counts'],
    ['a token below 0', { tokens: { dtype: 'I32', shape: [2, 10], bytes: int32([...tinyTokens.slice(0, 19), -1]) } }, 'invalid', 'tokens'],
    ['an accuracy above 1', { accuracy: { dtype: 'F32', shape: [2, 10], bytes: float32(tinyTokens.map(() => 1.5)) } }, 'invalid', 'accuracy'],
    ['an infinite accuracy', { accuracy: { dtype: 'F32', shape: [2, 10], bytes: float32(tinyTokens.map(() => Infinity)) } }, 'non-finite', 'accuracy'],
    ['tokens of another dtype', { tokens: { dtype: 'F32', shape: [2, 10], bytes: float32(tinyTokens) } }, 'invalid', 'tokens'],
    ['a layer of another shape', { 'residual.2': { dtype: 'F32', shape: [4, 2, 3], bytes: float32(tinyResidual(2)) } }, 'size-mismatch', 'residual.2'],
    ['a layer of integers', { 'residual.2': { dtype: 'I32', shape: [2, 4, 3], bytes: int32(tinyResidual(2)) } }, 'invalid', 'residual.2'],
  ] as const)('%s: refused', async (_title, change, code, field) => {
    expect(await failureOf(tinyFile(tinyMetadata(), { ...tinyTensors(), ...change }))).toMatchObject({ code, field });
  });

  it('a layer that metadata lists and the file lacks is named', async () => {
    const rest = Object.fromEntries(Object.entries(tinyTensors()).filter(([name]) => name !== 'residual.2'));
    expect(await failureOf(tinyFile(tinyMetadata(), rest))).toMatchObject({ code: 'no-layer', field: 'residual.2' });
  });

  it('asking for a layer that was not recorded names those that were', async () => {
    const recording = await open(tinyFile());
    await expect(recording.readLayer(1)).rejects.toMatchObject({ failure: { code: 'no-layer', message: expect.stringContaining('0, 2') as string } });
  });

  it.each([NaN, Infinity, -Infinity])('%s in a cell with tokens names tensor, segment, node and dimension', async (value) => {
    const values = tinyResidual(2);
    values[(1 * 4 + 2) * 3 + 1] = value;
    const failure = await failureOf(tinyFile(tinyMetadata(), { ...tinyTensors(), 'residual.2': { dtype: 'F32', shape: [2, 4, 3], bytes: float32(values) } }));
    expect(failure).toMatchObject({ code: 'non-finite', field: 'residual.2' });
    expect(failure.message).toMatch(/segment 1, node 2 \("car"\), dimension 1/);
  });
});
