import { describe, expect, it } from 'vitest';
import type { AnalysisSettings, BasisSpec } from '../../src/core/analysis/settings.ts';
import { worthKeeping } from '../../src/worker/worthKeeping.ts';

const settings = (basis: BasisSpec): AnalysisSettings => ({ layer: 2, window: { kind: 'all' }, weighting: 'tokens', basis, components: 4, axes: [0, 1] });

describe('a result is worth keeping', () => {
  it('where computing it takes longer than telling its data apart', () => {
    expect(worthKeeping({ kind: 'analysis', settings: settings({ kind: 'joint' }) }, { nodes: 7 })).toBe(true);
    expect(worthKeeping({ kind: 'analysis', settings: settings({ kind: 'raw' }) }, { nodes: 256 })).toBe(true);
    expect(worthKeeping({ kind: 'controls', settings: settings({ kind: 'raw' }), options: { permutations: 99, seed: 1 } }, { nodes: 7 })).toBe(true);
  });

  it('but not frames of a few words in bases of their own', () => {
    for (const basis of [{ kind: 'raw' }, { kind: 'aligned', frame: 1 }, { kind: 'reference', frame: 1 }] as const) {
      expect(worthKeeping({ kind: 'analysis', settings: settings(basis) }, { nodes: 16 })).toBe(false);
    }
  });
});
