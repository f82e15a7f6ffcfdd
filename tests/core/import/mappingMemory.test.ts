import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportMapping } from '../../../src/core/import/mapping.ts';
import { encodeMappings, mappingSignature, MAPPINGS_KEPT, withMapping, type RememberedMapping } from '../../../src/core/import/mappingMemory.ts';
import { decodeMappings } from '../../../src/core/import/readMappings.ts';
import { listing } from '../helpers/memoryArrays.ts';

const mapping: ImportMapping = {
  roles: [{ array: 'a', role: { kind: 'means', axes: ['contexts', 'words', 'dimensions'], context: null, layer: 3 } }, { array: 'g', role: { kind: 'context-graph', form: 'edges', above: 0 } }],
  title: 'Mine', model: 'm', contexts: [1, 2], layers: null, builtGraph: { kind: 'grid', rows: 2, cols: 3 }, calendar: true,
};

describe('remembered mappings', () => {
  it('come back as they were, without the title of the file they were made for', () => {
    const kept = withMapping([], 's', mapping, 'evidence');
    expect(decodeMappings(encodeMappings(kept))).toEqual([{ signature: 's', mapping: { ...mapping, title: '' }, graph: 'evidence' }]);
  });

  it('are replaced, forgotten and bounded', () => {
    let kept: readonly RememberedMapping[] = [];
    for (let i = 0; i < MAPPINGS_KEPT + 5; i++) kept = withMapping(kept, `s${i}`, mapping, null);
    expect(kept).toHaveLength(MAPPINGS_KEPT);
    expect(kept[0]!.signature).toBe(`s${MAPPINGS_KEPT + 4}`);
    expect(withMapping(kept, 's20', mapping, null).filter(({ signature }) => signature === 's20')).toHaveLength(1);
    expect(withMapping(kept, 's20', null, null)).toHaveLength(MAPPINGS_KEPT - 1);
  });

  it.each([[null], [''], ['{'], ['[]'], ['{"version":2,"mappings":[]}'], ['{"version":1,"mappings":{}}'], ['{"version":1,"mappings":[{"signature":1}]}'], ['null']])('nothing comes of %j', (text) => {
    expect(decodeMappings(text)).toEqual([]);
  });

  it('one that is spoilt takes no other with it', () => {
    const text = JSON.stringify({ version: 2, mappings: [{ signature: 'x', mapping: { roles: 7 } }, { signature: 's', mapping }] });
    expect(decodeMappings(text).map(({ signature }) => signature)).toEqual(['s']);
  });

  it('any text at all is read without an error', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => Array.isArray(decodeMappings(text))));
  });
});

describe('the signature of a file', () => {
  const a = { name: 'a', dtype: 'f32' as const, shape: [3, 4] };
  const b = { name: 'b', dtype: 'i64' as const, shape: [2] };
  const of = (...arrays: Parameters<typeof listing>[0]) => mappingSignature(listing(arrays));

  it('does not depend on the order of the arrays, nor on their sizes', () => {
    expect(of(a, b)).toBe(of(b, { ...a, shape: [12, 4096] }));
  });

  it('depends on names, types and numbers of axes', () => {
    expect(new Set([of(a, b), of(a), of({ ...a, name: 'c' }, b), of({ ...a, dtype: 'f64' }, b), of({ ...a, shape: [3] }, b)]).size).toBe(5);
  });

  it('of names with line breaks and quotes cannot be mistaken for another', () => {
    expect(of({ ...a, name: 'a" f32 2\n"b' })).not.toBe(of(a, { ...a, name: 'b' }));
  });

  it('is null where there are too many arrays to be kept', () => {
    expect(of(...Array.from({ length: 3000 }, (_, i) => ({ ...a, name: `array-${i}` })))).toBeNull();
  });
});
