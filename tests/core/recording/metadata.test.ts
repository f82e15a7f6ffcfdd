import { describe, expect, it } from 'vitest';
import { parseMetadata } from '../../../src/core/recording/metadata.ts';
import type { RecordingError } from '../../../src/core/recording/failure.ts';
import { tinyMetadata, type Json } from '../helpers/tinyRecording.ts';

const parse = (metadata: Json) => parseMetadata('a.safetensors', new Map([['format', 'contextscope/1'], ['recording', JSON.stringify(metadata)]]));

function failure(metadata: Json) {
  try {
    parse(metadata);
  } catch (error) {
    return (error as RecordingError).failure;
  }
  throw new Error('the metadata passed');
}

/** Tiny metadata with the value at a dotted path replaced. */
function changed(path: string, value: unknown): Json {
  const metadata = structuredClone(tinyMetadata());
  const keys = path.split('.');
  let place: Json = metadata;
  for (const key of keys.slice(0, -1)) place = place[key] as Json;
  place[keys[keys.length - 1]!] = value;
  return metadata;
}

describe('recording metadata', () => {
  it.each([
    ['title', 7, 'title', 'invalid'],
    ['id', '../secret', 'id', 'invalid'],
    ['created', 'yesterday', 'created', 'invalid'],
    ['model.hiddenSize', 0, 'model.hiddenSize', 'invalid'],
    ['model.hiddenSize', 65537, 'model.hiddenSize', 'too-large'],
    ['task.length', 2 ** 21, 'task.length', 'too-large'],
    ['task.sequences', 1.5, 'task.sequences', 'invalid'],
    ['task.sampler', 'guess', 'task.sampler', 'invalid'],
    ['task.chanceLevel', 2, 'task.chanceLevel', 'invalid'],
    ['layers', [2, 0], 'layers[1]', 'invalid'],
    ['layers', [0, 0], 'layers[1]', 'invalid'],
    ['layers', [0, 3], 'layers[1]', 'invalid'],
    ['segments', [1, 10], 'segments[0]', 'invalid'],
    ['segments', [0, 5, 5, 10], 'segments[2]', 'invalid'],
    ['segments', [0, 5, 9], 'segments[2]', 'invalid'],
    ['graphs.0.edges', [[0, 4]], 'graphs[0].edges[0]', 'invalid'],
    ['graphs.0.edges', [[1, 1]], 'graphs[0].edges[0]', 'invalid'],
    ['graphs.0.edges', [[0, 1], [1, 0]], 'graphs[0].edges[1]', 'invalid'],
    ['graphs.0.edges', [], 'graphs[0].edges', 'invalid'],
    ['graphs.0.edges', [[0, 1, 2]], 'graphs[0].edges[0]', 'invalid'],
    ['graphs.0.layout', [[0, 0]], 'graphs[0].layout', 'invalid'],
    ['graphs.0.layout', [[0, null], [0, 0], [0, 0], [0, 0]], 'graphs[0].layout[0][1]', 'invalid'],
    ['graphs.0.role', 'reference', 'graphs', 'invalid'],
    ['nodes.1.label', null, 'nodes[1].label', 'invalid'],
    ['nodes', Array.from({ length: 4097 }, (_, i) => ({ label: `w${i}` })), 'nodes', 'too-large'],
    ['flags', [{ kind: 'outlier-token', sequence: 2 }], 'flags[0].sequence', 'invalid'],
    ['software', {}, 'software', 'invalid'],
  ])('%s = %j is refused with its path', (path, value, field, code) => {
    const { field: named, code: given, message, remedy, file } = failure(changed(path, value));
    expect({ field: named, code: given, file }).toEqual({ field, code, file: 'a.safetensors' });
    expect(message).toContain(field);
    expect(remedy).not.toBe('');
  });

  it('names a missing key', () => {
    expect(failure(changed('model', { id: 'x', weights: 'y', layers: 2 })).message).toBe('model.hiddenSize is missing.');
  });

  it('shortens the value it echoes', () => {
    expect(failure(changed('task.sampler', 'x'.repeat(5000))).message.length).toBeLessThan(250);
  });

  it('takes null and absence alike for what may be left out', () => {
    const metadata = changed('task.step', null);
    (metadata['graphs'] as Json[])[0]!['layout'] = null;
    expect(parse(metadata)).toEqual(parse(tinyMetadata()));
  });

  it('does not let a "__proto__" key stand in for a missing one', () => {
    const text = JSON.stringify(tinyMetadata()).replace('"layers":2,', '"__proto__":{"layers":2},');
    expect(() => parseMetadata('a', new Map([['format', 'contextscope/1'], ['recording', text]]))).toThrow('model.layers is missing');
  });

  it('refuses products that would be too much to hold', () => {
    const metadata = changed('task.sequences', 4096);
    (metadata['task'] as Json)['length'] = 1_000_000;
    metadata['segments'] = [0, 1_000_000];
    expect(failure(metadata)).toMatchObject({ code: 'too-large', field: 'task.length' });
  });

  it.each([
    [undefined, 'wrong-format'],
    ['pt', 'wrong-format'],
    ['contextscope/2', 'unknown-version'],
    ['contextscope/10', 'unknown-version'],
  ])('format %j is %s', (format, code) => {
    const container = new Map(format === undefined ? [] : [['format', format]]);
    expect(() => parseMetadata('a', container)).toThrow(expect.objectContaining({ failure: expect.objectContaining({ code }) as object }) as Error);
  });
});
