import { describe, expect, it } from 'vitest';
import type { AnalysisSettings, BasisSpec } from '../../src/core/analysis/settings.ts';
import { JOBS, type JobInput, type LayerJob, type LayerQuestion } from '../../src/worker/jobs.ts';

const settings = (basis: BasisSpec): AnalysisSettings => ({ layer: 2, window: { kind: 'all' }, weighting: 'tokens', basis, components: 4, axes: [0, 1] });

/** Whether a job's entry says that its result is worth keeping. */
function worth<K extends 'analysis' | 'nulls'>(kind: K, input: Omit<JobInput<K>, 'handle'>, layer: { readonly nodes: number }): boolean {
  const { kept } = JOBS[kind] as unknown as LayerJob<LayerQuestion, unknown>;
  return kept!.worth({ ...input, handle: 'recording' } as unknown as LayerQuestion, layer);
}

describe('a result is worth keeping', () => {
  it('where computing it takes longer than telling its data apart', () => {
    expect(worth('analysis', { settings: settings({ kind: 'joint' }) }, { nodes: 7 })).toBe(true);
    expect(worth('analysis', { settings: settings({ kind: 'raw' }) }, { nodes: 256 })).toBe(true);
    expect(worth('nulls', { settings: settings({ kind: 'raw' }), options: { permutations: 99, seed: 1 } }, { nodes: 7 })).toBe(true);
  });

  it('but not frames of a few words in bases of their own', () => {
    for (const basis of [{ kind: 'raw' }, { kind: 'aligned', frame: 1 }, { kind: 'reference', frame: 1 }] as const) {
      expect(worth('analysis', { settings: settings(basis) }, { nodes: 16 })).toBe(false);
    }
  });
});
