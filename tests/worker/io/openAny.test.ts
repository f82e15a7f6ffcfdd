import { describe, expect, it } from 'vitest';
import type { AnalysisSettings } from '../../../src/core/analysis/settings.ts';
import type { ImportMapping } from '../../../src/core/import/mapping.ts';
import { mappingSignature } from '../../../src/core/import/mappingMemory.ts';
import { AnalysisService } from '../../../src/worker/service.ts';
import type { Outcome, RecordingSource } from '../../../src/worker/protocol.ts';
import type { Failure } from '../../../src/worker/failure.ts';
import { bareMeans, namedJson } from '../../helpers/arrayFiles.ts';
import { syntheticRecording } from '../../helpers/syntheticRecording.ts';

const ignore = () => undefined;
const settings: AnalysisSettings = { layer: 9, window: { kind: 'last', tokens: 50 }, weighting: 'segments', basis: { kind: 'joint' }, components: 4, axes: [0, 1] };

const source = (content: BlobPart, name: string, mapping?: ImportMapping): RecordingSource => ({ kind: 'file', file: new Blob([content]), name, ...(mapping !== undefined && { mapping }) });

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.failure.code}: ${outcome.failure.message}`);
  return outcome.value;
}

function failureOf(outcome: Outcome<unknown>): Failure {
  if (outcome.ok) throw new Error('it succeeded');
  return outcome.failure;
}

/** The mapping that the bare file needs. */
function answered(failure: Failure): ImportMapping {
  return { ...failure.proposal!.mapping, contexts: [100, 200, 400], layers: [7], builtGraph: { kind: 'ring' } };
}

describe('opening whatever a file is', () => {
  it('reads a recording as a recording', async () => {
    const opened = valueOf(await new AnalysisService().open(1, source(syntheticRecording(), 'ring.safetensors'), ignore));
    expect(opened.imported).toBeUndefined();
    expect(opened.info.tokens.length).toBeGreaterThan(0);
  });

  it('reads arrays that say what they are, and analyses them context by context', async () => {
    const service = new AnalysisService();
    const { handle, info, imported } = valueOf(await service.open(1, source(namedJson(), 'means.json'), ignore));
    expect(imported).toMatchObject({ origin: 'guess', listing: { kind: 'json', file: 'means.json' } });
    expect(info.metadata).toMatchObject({ layers: [3, 9], segments: [0, 100, 400], windows: 'fixed' });
    expect([...info.counts]).toEqual([1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    expect([...info.contextAccuracy!]).toEqual([0.25, 0.75]);
    const analysis = valueOf(await service.run(2, 'analysis', { handle, settings }, 'panel', ignore));
    expect(analysis.frames.map(({ context, start }) => [context, start])).toEqual([[100, 100], [400, 400]]);
  });

  it('asks for a mapping with the listing and its guess where the file leaves questions', async () => {
    const failure = failureOf(await new AnalysisService().open(1, source(bareMeans(), 'bare.safetensors'), ignore));
    expect(failure).toMatchObject({ code: 'needs-mapping', file: 'bare.safetensors' });
    expect(failure.proposal!.listing.arrays.map(({ name }) => name)).toEqual(['activations']);
    expect(failure.proposal!.mapping.roles).toMatchObject([{ array: 'activations', role: { kind: 'means', axes: ['contexts', 'words', 'dimensions'] } }]);
    expect(structuredClone(failure)).toEqual(failure);
  });

  it('opens with the mapping that the reader gives', async () => {
    const service = new AnalysisService();
    const failure = failureOf(await service.open(1, source(bareMeans(), 'bare.safetensors'), ignore));
    const { info, imported } = valueOf(await service.open(2, source(bareMeans(), 'bare.safetensors', answered(failure)), ignore));
    expect(info.metadata).toMatchObject({ layers: [7], segments: [0, 100, 200, 400], task: { kind: 'ring' } });
    expect(imported!.origin).toBe('reader');
  });

  it('takes what was remembered for the same arrays, and asks for the graph, which the file does not tell, and where it does not fit any more', async () => {
    const service = new AnalysisService();
    const failure = failureOf(await service.open(1, source(bareMeans(), 'bare.safetensors'), ignore));
    const remembered = [{ signature: mappingSignature(failure.proposal!.listing)!, mapping: answered(failure), graph: null }];
    const again = failureOf(await service.open(2, source(bareMeans(), 'other.safetensors'), ignore, remembered));
    expect(again).toMatchObject({ code: 'needs-mapping', proposal: { origin: 'remembered', mapping: { contexts: [100, 200, 400], layers: [7], builtGraph: null } } });
    expect(again.message).toContain('you named the graph of the context (ring)');
    const misfit = [{ ...remembered[0]!, mapping: { ...remembered[0]!.mapping, contexts: [1, 2] } }];
    expect(failureOf(await service.open(3, source(bareMeans(), 'bare.safetensors'), ignore, misfit)).code).toBe('needs-mapping');
  });

  it('hands the proposal on with a fault in the arrays, so that it can be corrected', async () => {
    const json = JSON.stringify({ class_means_L3_T200: [[1, 2, 3, 4], [3, 1, 4, 1], [5, 5, null, 2]], adjacency: [[0, 1, 1], [1, 0, 1], [1, 1, 0]] });
    const failure = failureOf(await new AnalysisService().open(1, source(json, 'broken.json'), ignore));
    expect(failure).toMatchObject({ code: 'non-finite', field: 'class_means_L3_T200' });
    expect(failure.proposal!.mapping.roles).toHaveLength(2);
  });

  it.each([
    ['not this.safetensors', 'neither here nor there', 'wrong-format'],
    ['empty.safetensors', '', 'truncated'],
    ['empty.npz', '', 'truncated'],
    ['words.txt', 'neither here nor there', 'wrong-format'],
  ])('%s is refused for what it is', async (name, content, code) => {
    expect(failureOf(await new AnalysisService().open(1, source(content, name), ignore)).code).toBe(code);
  });
});

describe('evidence that class means cannot give', () => {
  it('is refused in words, should anyone ask: nothing to mix, nothing to remember', async () => {
    const service = new AnalysisService();
    const { handle } = valueOf(await service.open(1, source(namedJson(), 'means.json'), ignore));
    expect(failureOf(await service.run(2, 'averagingNull', { handle, settings, seed: 1 }, 'null', ignore)).message).toContain('fixed its windows');
    expect(failureOf(await service.run(3, 'baselines', { handle }, 'panel', ignore)).message).toContain('no sequences');
    expect(valueOf(await service.run(4, 'nulls', { handle, settings, options: { permutations: 19, seed: 1 } }, 'null', ignore)).energy.observed.every(Number.isFinite)).toBe(true);
  });
});

describe('saving as a recording', () => {
  it('gives a file that opens as a recording with the same means', async () => {
    const service = new AnalysisService();
    const arrays = source(namedJson(), 'means.json');
    const saved = valueOf(await service.save(1, arrays, ignore));
    const before = valueOf(await service.open(2, arrays, ignore));
    const after = valueOf(await service.open(3, { kind: 'file', file: saved, name: 'saved.safetensors' }, ignore));
    expect(after.imported).toBeUndefined();
    expect({ ...after.info, byteLength: 0, metadata: { ...after.info.metadata, created: '' } }).toEqual({ ...before.info, byteLength: 0, metadata: { ...before.info.metadata, created: '' } });
    const [a, b] = [await service.run(4, 'analysis', { handle: before.handle, settings }, 'panel', ignore), await service.run(5, 'analysis', { handle: after.handle, settings }, 'panel', ignore)];
    expect(valueOf(a).scores).toEqual(valueOf(b).scores);
  });

  it('fails as opening does', async () => {
    expect(failureOf(await new AnalysisService().save(1, source(bareMeans(), 'bare.safetensors'), ignore)).code).toBe('needs-mapping');
  });
});
