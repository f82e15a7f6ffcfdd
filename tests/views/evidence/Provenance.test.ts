import { describe, expect, it } from 'vitest';
import { flagText, provenanceRows } from '../../../src/views/evidence/Provenance.tsx';
import { syntheticResult } from '../helpers/syntheticResult.ts';

const { metadata } = syntheticResult({ kind: 'ring', n: 8 }).info;
const value = (name: string, change: Partial<typeof metadata> = {}) =>
  provenanceRows({ ...metadata, ...change }).find((row) => row.name === name)?.value;

describe('provenance', () => {
  it('leaves out what the recording does not say', () => {
    const model = { ...metadata.model, revision: null, source: null };
    expect(value('Revision', { model })).toBeUndefined();
    expect(value('Source', { model })).toBeUndefined();
    expect(value('Model', { model })).toBe(metadata.model.id);
  });

  it('shows a blank prefix as what it is', () => {
    expect(value('Prefix', { task: { ...metadata.task, prefix: '' } })).toBe('none');
    expect(value('Prefix', { task: { ...metadata.task, prefix: '\n ' } })).toBe('"\\n "');
  });

  it('names the sampler, its step and how much was sampled', () => {
    const task = { ...metadata.task, sampler: 'shuffled', step: 3, sequences: 1, length: 450 } as const;
    expect(value('Sampler', { task })).toBe('shuffled order (control), step 3; 1 sequence of 450 tokens');
  });
});

describe('an outlier flag', () => {
  it('is placed by what the file says of it', () => {
    expect(flagText({ kind: 'outlier-token', sequence: 0, position: 4, layer: 9, norm: 4400 })).toBe(
      'sequence 1, token 5, layer 9: norm 4400',
    );
    expect(flagText({ kind: 'outlier-token', sequence: null, position: null, layer: null, norm: null })).toBe('outlier-token');
  });
});
