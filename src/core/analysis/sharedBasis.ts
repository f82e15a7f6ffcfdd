import { degenerateAxes } from '../linalg/degenerateAxes.ts';
import type { PrincipalComponents } from '../linalg/principalComponents.ts';
import { rowProducts, type Rows } from '../linalg/rowProducts.ts';
import { stackedPca } from '../linalg/stackedPca.ts';
import type { FrameSource } from './frameReader.ts';
import type { OwnGeometry } from './ownGeometry.ts';
import { FrameScores, type ShownBasis } from './shownBasis.ts';
import { DEGENERATE_GAP } from './types.ts';

/**
 * The joint basis: every frame centred on the mean of its own present nodes, all their rows stacked, one PCA. Frames of
 * one node or none carry no shape and are left out.
 */
export function* jointPca(reader: FrameSource, hiddenSize: number, components: number): Generator<void, PrincipalComponents> {
  const groups: Rows[] = [];
  const F = reader.frames.length;
  let stacked: Float64Array | null = null;
  let count = 0;
  for (let f = 0; f < F; f++) {
    const { rows, tokenCounts } = reader.read(f);
    const most = F * tokenCounts.length;
    // Where they will be stacked anyway, a large layer must not be held twice.
    if (most <= hiddenSize) stacked ??= new Float64Array(most * hiddenSize);
    if (rows.count >= 2) {
      if (stacked === null) groups.push(rows);
      else stacked.set(rows.values, count * hiddenSize);
      count += rows.count;
    }
    yield;
  }
  if (count === 0) return emptyBasis();
  if (stacked !== null) groups.push({ values: stacked.subarray(0, count * hiddenSize), count, length: hiddenSize });
  return yield* stackedPca(groups, hiddenSize, components);
}

/** The basis of one frame's own PCA; empty where that frame has fewer than two present nodes. */
export function referencePca(own: readonly OwnGeometry[], frame: number): PrincipalComponents {
  return own[frame]!.pca ?? emptyBasis();
}

function emptyBasis(): PrincipalComponents {
  const none = new Float64Array(0);
  return { eigenvalues: none, components: 0, loadings: none, totalVariance: NaN, residual: 0, converged: true };
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
    placed.place(f, rows.nodes, rowProducts(rows, { values: basis.loadings, count: K, length: rows.length }));
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
