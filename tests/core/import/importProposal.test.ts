import { describe, expect, it } from 'vitest';
import { importedRecording } from '../../../src/core/import/importedRecording.ts';
import { proposeImport } from '../../../src/core/import/importProposal.ts';
import type { ImportMapping } from '../../../src/core/import/mapping.ts';
import { mappingSignature, withMapping } from '../../../src/core/import/mappingMemory.ts';
import { arrayFile, meanValue, numbers, words, type MemoryArray } from '../helpers/memoryArrays.ts';

const N = 16;
const means = numbers('class_means_L3_T200', [N, 20], meanValue(1));
const saying = (graph: string): MemoryArray => words('true_graph', [graph]);
const labels = words('words', Array.from({ length: N }, (_, i) => `word${i}`));
const file = (...more: readonly MemoryArray[]) => arrayFile([means, labels, ...more]);

/** What is kept after the reader has named a ring for a file. */
async function ringNamedFor(...more: readonly MemoryArray[]) {
  const { proposal } = await proposeImport(file(...more), undefined, []);
  const mapping: ImportMapping = { ...proposal.mapping, builtGraph: { kind: 'ring' } };
  return withMapping([], mappingSignature(proposal.listing)!, mapping, proposal.graph);
}

describe('a graph that the reader named for an earlier file of the same arrays', () => {
  it('is never applied to one that says another', async () => {
    const remembered = await ringNamedFor(saying('random'));
    const { proposal, plan } = await proposeImport(file(saying('grid')), undefined, remembered);
    expect(proposal).toMatchObject({ origin: 'remembered', mapping: { builtGraph: { kind: 'grid', rows: 4, cols: 4 } } });
    expect(plan!.contextGraph).toEqual({ kind: 'grid', rows: 4, cols: 4 });
  });

  it.each(['star', 'chain'])('is not applied to one that says %s', async (graph) => {
    const { plan } = await proposeImport(file(saying(graph)), undefined, await ringNamedFor(saying('random')));
    expect(plan!.contextGraph).toEqual({ kind: graph });
  });

  it('is asked for anew where the file says nothing, with all else as it was', async () => {
    const { proposal, plan, question } = await proposeImport(file(), undefined, await ringNamedFor());
    expect(plan).toBeNull();
    expect(proposal).toMatchObject({ origin: 'remembered', mapping: { builtGraph: null } });
    expect(question).toContain('you named the graph of the context (ring); this file does not say that it follows the same one');
  });

  it('is applied where the file says the same, and that is said', async () => {
    const { proposal, plan } = await proposeImport(file(saying('random')), undefined, await ringNamedFor(saying('random')));
    expect(plan!.contextGraph).toEqual({ kind: 'ring' });
    expect(proposal.notes.join(' ')).toContain('what you said those of an earlier file with the same arrays are');
  });

  it('is tied to the matrices of the file as well', async () => {
    const matrix = (step: number) => numbers('links', [N, N], (at) => ((Math.floor(at / N) + step) % N === at % N || (at % N + step) % N === Math.floor(at / N) ? 1 : 0), 'i8');
    const remembered = await ringNamedFor(matrix(1));
    const changed: typeof remembered = remembered.map((one) => ({ ...one, mapping: { ...one.mapping, roles: one.mapping.roles.filter(({ role }) => role.kind !== 'context-graph') } }));
    expect((await proposeImport(file(matrix(1)), undefined, changed)).plan!.contextGraph).toEqual({ kind: 'ring' });
    expect((await proposeImport(file(matrix(3)), undefined, changed)).plan).toBeNull();
  });
});

describe('a graph that the file names in words', () => {
  it.each([
    ['ring', { kind: 'ring' }, 16], ['Grid 4x4', { kind: 'grid', rows: 4, cols: 4 }, 24], ['grid 2 x 8', { kind: 'grid', rows: 2, cols: 8 }, 22],
    ['chain', { kind: 'chain' }, 15], ['star', { kind: 'star' }, 15], ['uniform', { kind: 'complete' }, 120], ['hex_2x2', { kind: 'hex', rows: 2, cols: 2 }, 19],
  ] as const)('is %s', async (text, graph, edges) => {
    const opened = await proposeImport(file(saying(text)), undefined, []);
    expect(opened.proposal.mapping.builtGraph).toEqual(graph);
    const { recording } = await importedRecording(file(saying(text)), opened.plan!, { byteLength: 1, created: '2026-01-01T00:00:00Z', notes: opened.proposal.notes });
    const [own] = recording.info.metadata.graphs;
    expect(own!.edges).toHaveLength(edges);
    expect(own!.layout).toHaveLength(N);
    expect(recording.info.metadata.description).toContain(`named by array "true_graph": "${text}"`);
  });

  it('of another size than the words, or unknown, is none', async () => {
    for (const text of ['grid 3x4', 'hex 3x3', 'torus', '']) expect((await proposeImport(file(saying(text)), undefined, [])).plan).toBeNull();
  });
});

it('the window that a file states is told', async () => {
  const stated = (value: number) => proposeImport(file(saying('ring'), numbers('window', [], () => value, 'i64')), undefined, []);
  expect((await stated(50)).proposal.notes).toContain('Its windows hold the last 50 tokens, as array "window" says.');
  expect((await stated(0.5)).proposal.notes.join(' ')).not.toContain('Its windows');
});
