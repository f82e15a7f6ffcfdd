import { degenerateAxes } from '../linalg/degenerateAxes.ts';
import { emptyBasis, type PrincipalComponents } from '../linalg/principalComponents.ts';
import type { FrameSource } from './frameSource.ts';
import type { OwnGeometry } from './ownGeometry.ts';
import { FrameScores, type ShownBasis } from './shownBasis.ts';
import { DEGENERATE_GAP } from './types.ts';

/** The basis of one frame's own PCA; empty where that frame has fewer than two present nodes. */
export function referencePca(own: readonly OwnGeometry[], frame: number): PrincipalComponents {
  return own[frame]!.pca ?? emptyBasis();
}

/** Projects every frame, centred on its own mean, onto one set of loadings. Yields once per frame. */
export function* projectFrames(reader: FrameSource, nodes: number, basis: PrincipalComponents): Generator<void, ShownBasis> {
  const F = reader.frames.length;
  const K = basis.components;
  const placed = new FrameScores(F, nodes, K);
  const degenerate = new Uint8Array(F * K);
  const flags = degenerateAxes(basis.eigenvalues, K, DEGENERATE_GAP);
  for (let f = 0; f < F; f++) {
    const { rows } = reader.read(f);
    placed.place(f, rows.nodes, rows.project(basis.loadings, K));
    degenerate.set(flags, f * K);
    yield;
  }
  return {
    components: K,
    scores: placed.scores,
    basisVariance: placed.variance,
    basisEigenvalues: basis.eigenvalues.slice(0, K),
    basisTotalVariance: basis.totalVariance,
    procrustesResidual: new Float64Array(F).fill(NaN),
    degenerate,
    basisResidual: basis.residual,
    basisConverged: basis.converged,
  };
}
