import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { memoryByteSource } from '../../../src/core/recording/byteSource.ts';
import { openRecording } from '../../../src/core/recording/readRecording.ts';
import { failureOf } from '../helpers/failureOf.ts';

const folder = new URL('../../../fixtures/malformed/', import.meta.url);
const bytes = (name: string): Uint8Array => readFileSync(new URL(`${name}.safetensors`, folder));

const expected: Record<string, readonly [code: string, field: string]> = {
  'truncated-header': ['truncated', 'header'],
  'truncated-data': ['truncated', 'residual.1'],
  'header-length-2-53': ['too-large', 'header'],
  'header-not-json': ['wrong-format', 'header'],
  'duplicate-keys': ['invalid', 'header'],
  'wrong-format': ['wrong-format', '__metadata__.format'],
  'unknown-version': ['unknown-version', '__metadata__.format'],
  'missing-counts': ['invalid', 'counts'],
  'missing-layer': ['no-layer', 'residual.1'],
  'shape-disagrees': ['size-mismatch', 'residual.1'],
  'overlapping-tensors': ['invalid', 'residual.1'],
  'nan-residual': ['non-finite', 'residual.1'],
  'inf-f16': ['non-finite', 'residual.1'],
  'counts-disagree': ['size-mismatch', 'counts'],
  'token-out-of-range': ['invalid', 'tokens'],
  'segments-not-increasing': ['invalid', 'segments[2]'],
  'two-context-graphs': ['invalid', 'graphs'],
  'edge-out-of-range': ['invalid', 'graphs[0].edges[1]'],
  'cells-disagree': ['size-mismatch', 'cells'],
  'cells-too-few': ['size-mismatch', 'cells'],
  'by-sequence-shape': ['size-mismatch', 'residual_by_sequence.1'],
  'by-sequence-infinite': ['non-finite', 'residual_by_sequence.1'],
  'by-sequence-missing': ['no-layer', 'residual_by_sequence.1'],
  'by-sequence-no-layer': ['invalid', 'layersBySequence[0]'],
  'proto-key': ['invalid', 'model.layers'],
};

describe('malformed fixtures', () => {
  it.each(Object.entries(expected))('%s is refused with its own code and field', async (name, [code, field]) => {
    const failure = await failureOf(bytes(name), name);
    expect(failure).toMatchObject({ code, field, file: name });
    expect(failure.message.length).toBeLessThan(300);
  });

  it('markup in titles and labels is text, and opens', async () => {
    const { info } = await openRecording(memoryByteSource('html', bytes('html-labels')));
    expect(info.metadata.title + info.metadata.nodes.map(({ label }) => label).join('')).toContain('<');
  });

  it('covers every file of the folder', () => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.safetensors')).map((file) => file.replace('.safetensors', ''));
    expect(files.sort()).toEqual([...Object.keys(expected), 'html-labels'].sort());
  });
});
