import { describe, expect, it } from 'vitest';
import type { SweptLayer } from '../../../src/state/evidence/sweep.ts';
import { bestLayer } from '../../../src/state/figures/bestLayer.ts';

/** A layer with energies of two graphs over three contexts. */
function swept(layer: number, energy: readonly number[]): SweptLayer {
  return { layer, result: { analysis: { frames: [{}, {}, {}], energy: Float64Array.from(energy) } } } as unknown as SweptLayer;
}

describe('the layer that best holds a graph', () => {
  const layers = [swept(0, [0.1, 0.1, 1, 1, 1, 0.5]), swept(6, [1, 1, 0.6, 1, 1, 0.9]), swept(12, [1, 1, 0.7, 1, 1, NaN])];

  it('has the lowest energy along it at the last context', () => {
    expect(bestLayer(layers, 0)).toBe(6);
    expect(bestLayer(layers, 1)).toBe(0);
  });

  it('is none where no layer is closer than any pair, or only one is known', () => {
    expect(bestLayer([swept(0, [1, 1, 1.2]), swept(6, [0.2, 0.2, 1])], 0)).toBeNull();
    expect(bestLayer(layers.slice(0, 1), 1)).toBeNull();
    expect(bestLayer(layers, -1)).toBeNull();
  });
});
