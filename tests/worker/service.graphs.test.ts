import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AnalysisSettings } from '../../src/core/analysis/settings.ts';
import type { RecordingGraph } from '../../src/core/recording/types.ts';
import { AnalysisService } from '../../src/worker/service.ts';
import type { Outcome } from '../../src/worker/protocol.ts';

const ring8 = readFileSync(new URL('../../fixtures/synthetic/ring8-tiny.safetensors', import.meta.url));
const settings: AnalysisSettings = { layer: 2, window: { kind: 'all' }, weighting: 'tokens', basis: { kind: 'joint' }, components: 4, axes: [0, 1] };
const ignore = () => undefined;
const path: RecordingGraph = {
  id: 'custom:path',
  role: 'reference',
  title: 'Path',
  directed: false,
  edges: [[0, 1], [1, 2], [2, 3], [3, 4], [4, 5], [5, 6], [6, 7]],
  layout: null,
};

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.failure.message);
  return outcome.value;
}

let service: AnalysisService;
let handle: string;
beforeEach(async () => {
  service = new AnalysisService();
  const file = new Blob([new Uint8Array(ring8)]);
  ({ handle } = valueOf(await service.open(1, { kind: 'file', file, name: 'ring8' }, ignore)));
});

describe('graphs of the reader\'s in the worker', () => {
  it('get their energies and spectra beside the file\'s own, and change nothing of these', async () => {
    const before = valueOf(await service.run(2, 'analysis', { handle, settings }, 'panel', ignore));
    const all = valueOf(await service.setGraphs(3, handle, [path]));
    expect(all.at(-1)).toEqual(path);
    const after = valueOf(await service.run(4, 'analysis', { handle, settings }, 'panel', ignore));
    expect(after.scores).toEqual(before.scores);
    const frames = before.frames.length;
    expect(after.energy.length).toBe(before.energy.length + frames);
    expect(after.energy.slice(0, -frames)).toEqual(before.energy);
    const nulls = valueOf(await service.run(5, 'nulls', { handle, settings, options: { permutations: 19, seed: 1 } }, 'null', ignore));
    expect(nulls.graphs).toBe(after.energy.length / frames);
    expect(nulls.spectra[0]!.at(-1)).not.toBeNull();
  });

  it('take the place of earlier ones, and go', async () => {
    const fromFile = valueOf(await service.setGraphs(2, handle, []));
    await service.setGraphs(3, handle, [path]);
    expect(valueOf(await service.setGraphs(4, handle, [{ ...path, edges: [] }]))).toEqual([...fromFile, { ...path, edges: [] }]);
    expect(valueOf(await service.setGraphs(5, handle, []))).toEqual(fromFile);
  });

  it.each([
    ['a node that is not there', { edges: [[0, 8]] }],
    ['an edge given twice', { edges: [[0, 1], [1, 0]] }],
    ['the id of a graph of the file', { id: 'ring' }],
    ['the role of the graph that is walked', { role: 'context' }],
    ['a layout for other nodes', { layout: [[0, 0]] }],
  ] as [string, Partial<RecordingGraph>][])('are refused with %s, and those before stay', async (_, change) => {
    const refused = await service.setGraphs(2, handle, [{ ...path, ...change }]);
    expect(refused).toMatchObject({ ok: false, failure: { code: 'invalid', file: 'ring8' } });
    const analysis = valueOf(await service.run(3, 'analysis', { handle, settings }, 'panel', ignore));
    expect(analysis.frames.length).toBeGreaterThan(0);
  });
});
