import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guessMapping } from '../../../src/core/import/guessMapping.ts';
import { importedRecording } from '../../../src/core/import/importedRecording.ts';
import { inspectArrays } from '../../../src/core/import/inspectArrays.ts';
import type { ImportMapping } from '../../../src/core/import/mapping.ts';
import { planImport } from '../../../src/core/import/planImport.ts';
import { memoryByteSource } from '../../../src/core/recording/byteSource.ts';
import { openRecording } from '../../../src/core/recording/readRecording.ts';
import type { RecordingError } from '../../../src/core/recording/failure.ts';
import { readSafetensorsHeader } from '../../../src/core/recording/safetensorsHeader.ts';
import { recordingPieces } from '../../../src/core/recording/writeRecording.ts';
import { arrayFile, meanValue, numbers, ringMatrix, words, type MemoryArray } from '../helpers/memoryArrays.ts';

const N = 4;
const D = 3;
const CREATED = '2026-11-23T10:00:00Z';
const means = (name: string, seed = 1, change: (value: number, at: number) => number = (value) => value) => numbers(name, [N, D], (at) => change(meanValue(seed)(at), at));
const graph = ringMatrix('adjacency', N);
const labels = words('words', ['apple', 'bird', 'car', 'egg']);
const two = [means('class_means_L3_T200', 1), means('class_means_L3_T400', 2)];

async function importArrays(arrays: readonly MemoryArray[], change: Partial<ImportMapping> = {}) {
  const file = arrayFile(arrays);
  const listing = await inspectArrays(file);
  const { plan, issues, notes } = planImport(listing, { ...guessMapping(listing).mapping, ...change });
  if (plan === null) throw new Error(issues.map(({ message }) => message).join(' '));
  file.reads.length = 0;
  return { file, ...(await importedRecording(file, plan, { byteLength: 1, created: CREATED, notes })) };
}

async function refusalOf(arrays: readonly MemoryArray[], change: Partial<ImportMapping> = {}) {
  return importArrays(arrays, change).then(
    () => Promise.reject(new Error('it was imported')),
    (error: RecordingError) => error.failure,
  );
}

describe('an imported recording', () => {
  it('holds the means of every context, and states nothing that the file does not', async () => {
    const { recording } = await importArrays([...two, graph, labels]);
    const { metadata, tokens, accuracy, counts, contextAccuracy } = recording.info;
    expect([...(await recording.readLayer(3))]).toEqual([...Float32Array.from(two.flatMap(({ values }) => values as number[]))]);
    expect(metadata).toMatchObject({ windows: 'fixed', segments: [0, 200, 400], layers: [3], title: 'means', id: 'means' });
    expect(metadata.task).toMatchObject({ kind: 'ring', sampler: 'not-stated', sequences: 0, seeds: [], size: { n: 4 }, chanceLevel: null });
    expect(metadata.model).toMatchObject({ id: 'model not stated', layers: 0, hiddenSize: D });
    expect(metadata.nodes.map(({ label }) => label)).toEqual(['apple', 'bird', 'car', 'egg']);
    expect([tokens.length, accuracy.length, contextAccuracy]).toEqual([0, 0, undefined]);
    expect([...counts]).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
  });

  it('reads the first layer to find missing words, and every other when it is asked for', async () => {
    const layers = [3, 5].flatMap((layer) => [means(`class_means_L${layer}_T200`, layer), means(`class_means_L${layer}_T400`, layer + 1)]);
    const { file, recording } = await importArrays([...layers, graph]);
    expect(file.reads.filter((name) => name.startsWith('class'))).toEqual(['class_means_L3_T200', 'class_means_L3_T400']);
    file.reads.length = 0;
    await recording.readLayer(3);
    expect(file.reads).toEqual([]);
    await recording.readLayer(5);
    expect(file.reads).toEqual(['class_means_L5_T200', 'class_means_L5_T400']);
    await recording.readLayer(3);
    expect(file.reads).toHaveLength(4);
  });

  it('reads an array that stacks layers once for neighbouring layers', async () => {
    const stacked = numbers('means_T200', [3, N, D], meanValue(4));
    const { file, recording } = await importArrays([stacked, numbers('layers', [3], (at) => at + 1, 'i64'), graph]);
    for (const layer of [1, 2, 3]) expect([...(await recording.readLayer(layer))]).toEqual([...Float32Array.from((stacked.values as number[]).slice((layer - 1) * N * D, layer * N * D))]);
    expect(file.reads.filter((name) => name === 'means_T200')).toHaveLength(1);
  });

  it.each([[0, 'zeros'], [NaN, 'NaN']])('a row of %d is a missing word', async (blank) => {
    const first = means('class_means_L3_T200', 1, (value, at) => (Math.floor(at / D) === 2 ? blank : value));
    const { recording, notes } = await importArrays([first, two[1]!, graph]);
    expect([...recording.info.counts]).toEqual([1, 1, 0, 1, 1, 1, 1, 1]);
    expect(notes.join()).toContain('1 word at 200');
  });

  it('a mask says which words are missing whatever their rows hold, and counts stand for presence', async () => {
    const mask = numbers('present_T200', [N], (at) => (at === 1 ? 0 : 1), 'bool');
    expect([...(await importArrays([...two, graph, mask])).recording.info.counts]).toEqual([1, 0, 1, 1, 1, 1, 1, 1]);
    const counts = numbers('counts_T400', [N], (at) => at * 3, 'i64');
    expect([...(await importArrays([...two, graph, counts])).recording.info.counts]).toEqual([1, 1, 1, 1, 0, 3, 6, 9]);
  });

  it('has the accuracy of every context, NaN where the file has none', async () => {
    const { recording } = await importArrays([...two, graph, numbers('accuracy_T400', [2], (at) => [0.25, 0.5][at]!, 'f64')]);
    expect([...recording.info.contextAccuracy!]).toEqual([NaN, 0.25, NaN, 0.5]);
    expect(recording.info.metadata.task.sequences).toBe(2);
  });

  it('adds the calendar for months, unless the context is the calendar itself', async () => {
    const names = ['Tuesday', 'Monday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
    const week = (order: readonly string[]) => importArrays([numbers('class_means_L3_T200', [7, D], meanValue(1)), ringMatrix('adjacency', 7), words('words', order)]);
    const shuffled = (await week(names)).recording.info.metadata.graphs;
    expect(shuffled.map(({ id, role }) => [id, role])).toEqual([['adjacency', 'context'], ['calendar', 'reference']]);
    const plain = [names[1]!, names[0]!, ...names.slice(2)];
    expect((await week(plain)).recording.info.metadata.graphs).toHaveLength(1);
  });

  it('knows a grid recorded row by row, and a ring whatever its order', async () => {
    const grid = numbers('adjacency', [6, 6], (at) => {
      const [i, j] = [Math.floor(at / 6), at % 6];
      return Math.abs(Math.floor(i / 3) - Math.floor(j / 3)) + Math.abs((i % 3) - (j % 3)) === 1 ? 1 : 0;
    });
    const six = numbers('class_means_L3_T200', [6, D], meanValue(1));
    const { metadata } = (await importArrays([six, grid])).recording.info;
    expect(metadata.task).toMatchObject({ kind: 'grid', size: { rows: 2, cols: 3 } });
    expect(metadata.graphs[0]).toMatchObject({ title: 'Grid of 2 x 3' });
    const order = [0, 3, 1, 5, 2, 4];
    const ring = numbers('edges', [6, 2], (at) => order[(Math.floor(at / 2) + (at % 2)) % 6]!, 'i64');
    expect((await importArrays([six, ring])).recording.info.metadata.task).toMatchObject({ kind: 'ring', size: { n: 6 } });
  });

  it('takes weights above the threshold and directions as they are, and says so', async () => {
    const weighted = numbers('adjacency', [N, N], (at) => (at === 1 || at === 4 ? 2.5 : at === 2 || at === 8 ? 0.5 : at === 0 ? 1 : 0));
    const { recording, notes } = await importArrays([...two, weighted]);
    expect(recording.info.metadata.graphs[0]).toMatchObject({ directed: false, edges: [[0, 1], [0, 2]] });
    expect(notes.join(' ')).toMatch(/weighted.*themselves/);
    const cycle = numbers('adjacency', [N, N], (at) => ((Math.floor(at / N) + 1) % N === at % N ? 1 : 0));
    const directed = await importArrays([...two, cycle]);
    expect(directed.recording.info.metadata.graphs[0]).toMatchObject({ directed: true, edges: [[0, 1], [1, 2], [2, 3], [3, 0]] });
    expect(directed.notes.join()).toContain('directed');
  });
});

describe('what a file of arrays cannot be', () => {
  const infinite = means('class_means_L3_T400', 2, (value, at) => (at === 4 ? Infinity : value));

  it.each([
    ['an infinite mean', [two[0]!, infinite, graph, labels], 'class_means_L3_T400', 'is Infinity for word "bird" at context 400, dimension 1'],
    ['a NaN among numbers', [two[0]!, means('class_means_L3_T400', 2, (value, at) => (at === 4 ? NaN : value)), graph], 'class_means_L3_T400', 'is NaN for word "word 2"'],
    ['a graph of NaN', [...two, { ...graph, values: graph.values.map((value, at) => (at === 1 ? NaN : Number(value))) }], 'adjacency', 'is NaN at [0, 1]'],
    ['a graph without edges', [...two, { ...graph, values: graph.values.map(() => 0) }], 'adjacency', 'has no edge'],
    ['an edge beyond the words', [...two, numbers('edges', [2, 2], (at) => at * 3, 'i64')], 'edges', 'has the edge [6, 9]; nodes run from 0 to 3'],
    ['a fraction of a token', [...two, graph, numbers('counts_T400', [N], () => 1.5, 'f64')], 'counts_T400', 'is 1.5'],
    ['an accuracy beyond 1', [...two, graph, numbers('accuracy_T400', [1], () => 87, 'f64')], 'accuracy_T400', 'is 87'],
  ])('%s is refused by name', async (_, arrays, field, told) => {
    const kinds = { adjacency: { kind: 'context-graph', form: 'adjacency', above: 0 }, edges: { kind: 'context-graph', form: 'edges', above: 0 }, counts_T400: { kind: 'counts', context: 400 }, accuracy_T400: { kind: 'accuracy', context: 400 } } as const;
    const guess = guessMapping(await inspectArrays(arrayFile(arrays))).mapping;
    const roles = [...guess.roles.filter(({ array }) => array !== field), ...(field in kinds ? [{ array: field, role: kinds[field as keyof typeof kinds] }] : guess.roles.filter(({ array }) => array === field))];
    const failure = await refusalOf(arrays, { roles: roles.sort((a, b) => (a.array < b.array ? -1 : 1)) });
    expect(failure.field).toBe(field);
    expect(failure.message).toContain(told);
    expect(failure.remedy).not.toBe('');
  });

  it('a word without a mean in one layer alone is told when that layer is read', async () => {
    const deep = means('class_means_L5_T200', 3, (value, at) => (Math.floor(at / D) === 1 ? NaN : value));
    const { recording } = await importArrays([means('class_means_L3_T200'), deep, graph]);
    await expect(recording.readLayer(5)).rejects.toMatchObject({ failure: { code: 'non-finite', field: 'class_means_L5_T200' } });
    await expect(recording.readLayer(4)).rejects.toMatchObject({ failure: { code: 'no-layer' } });
  });
});

describe('saving as a recording', () => {
  const conforms = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(new URL('../../../docs/contextscope-1.schema.json', import.meta.url), 'utf8')) as object);

  async function saved(recording: Awaited<ReturnType<typeof importArrays>>['recording']): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    for await (const piece of recordingPieces(recording)) pieces.push(piece);
    return Uint8Array.from(pieces.flatMap((piece) => [...piece]));
  }

  it('gives a file that conforms to the schema and reads as the import does: same means, counts, accuracy and graphs', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 4 }),
        fc.uniqueArray(fc.nat(40), { minLength: 1, maxLength: 3 }),
        fc.array(fc.boolean(), { minLength: N, maxLength: N }),
        fc.integer({ min: 0, max: 3 }),
        fc.array(fc.string({ minLength: 0, maxLength: 20 }), { minLength: N, maxLength: N }),
        async (contexts, layers, present, rows, texts) => {
          const arrays = [
            ...contexts.flatMap((context) => layers.map((layer) => means(`class_means_L${layer}_T${context}`, context + layer))),
            graph,
            words('words', texts),
            numbers(`present_T${contexts[0]}`, [N], (at) => Number(present[at]), 'bool'),
            ...(rows === 0 ? [] : contexts.map((context) => numbers(`accuracy_T${context}`, [rows], (at) => at / rows, 'f64'))),
          ];
          const { recording } = await importArrays(arrays);
          const bytes = await saved(recording);
          const header = await readSafetensorsHeader(memoryByteSource('saved', bytes));
          conforms(JSON.parse(header.metadata.get('recording')!));
          expect(conforms.errors).toBeNull();
          const again = await openRecording(memoryByteSource('saved', bytes));
          expect({ ...again.info, byteLength: 1 }).toEqual(recording.info);
          for (const layer of recording.info.metadata.layers) {
            const values = await again.readLayer(layer);
            (await recording.readLayer(layer)).forEach((value, at) => expect(values[at]).toBe(recording.info.counts[Math.floor(at / D)] === 0 ? 0 : value));
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
