import { describe, expect, it } from 'vitest';
import { graphEigenvectors } from '../../../src/state/figures/spectralGhost.ts';
import { endsOf, pictureLayout } from '../../../src/views/evidence/Eigenvectors.tsx';
import { syntheticResult } from '../helpers/syntheticResult.ts';

const result = syntheticResult({ kind: 'grid', rows: 3, cols: 3 });

describe('pictures of eigenvectors', () => {
  it('stand on the layout of the graph, centred and within the picture', () => {
    const layout = pictureLayout({ layout: [[0, 0], [4, 0], [4, 2]] }, 3);
    expect(layout).toEqual([[-1, -0.5], [1, -0.5], [1, 0.5]]);
  });

  it('stand on a circle where the graph has none', () => {
    for (const [x, y] of pictureLayout({ layout: null }, 7)) expect(Math.hypot(x, y)).toBeCloseTo(1, 12);
  });

  it('are the smoothest and the roughest, none twice', () => {
    expect(endsOf(10, 2, 3)).toEqual([0, 1, 7, 8, 9]);
    expect(endsOf(4, 3, 3)).toEqual([0, 1, 2, 3]);
  });

  it('are orthonormal, sum to zero and go from smooth to rough', () => {
    const vectors = graphEigenvectors(result.info.metadata, 0);
    expect(vectors.length).toBe(8);
    vectors.forEach((a, i) => {
      expect(a.values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 10);
      vectors.forEach((b, j) => {
        expect(a.values.reduce((sum, value, node) => sum + value * b.values[node]!, 0)).toBeCloseTo(i === j ? 1 : 0, 10);
      });
      if (i > 0) expect(a.eigenvalue).toBeGreaterThanOrEqual(vectors[i - 1]!.eigenvalue - 1e-12);
    });
  });
});
