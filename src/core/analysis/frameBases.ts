import { degenerateAxes } from '../linalg/degenerateAxes.ts';
import { procrustes, rotate } from '../linalg/procrustes.ts';
import type { OwnGeometry } from './ownGeometry.ts';
import { FrameScores, type ShownBasis } from './shownBasis.ts';
import { DEGENERATE_GAP } from './types.ts';

/** Turn every frame onto frame `frame` within the axes `axes`; the other components stay as they are. */
export interface Alignment {
  readonly frame: number;
  readonly axes: readonly number[];
}

/**
 * Every frame in its own PCA, signs fixed, and turned onto a reference frame where an alignment is given. K is the
 * largest number of components any frame has; a frame of lower rank has 0 beyond it.
 */
export function frameBases(own: readonly OwnGeometry[], nodes: number, alignment: Alignment | null): ShownBasis {
  const F = own.length;
  const K = own.reduce((most, { pca }) => Math.max(most, pca?.components ?? 0), 0);
  const placed = new FrameScores(F, nodes, K);
  const degenerate = new Uint8Array(F * K);
  const procrustesResidual = new Float64Array(F).fill(NaN);
  own.forEach((geometry, f) => {
    let points = coordinates(geometry, K);
    if (alignment !== null) {
      const turn = alignmentOf(own, geometry, alignment, K);
      points = turned(points, geometry, turn, K);
      procrustesResidual[f] = turn.residual;
    }
    placed.place(f, geometry.present, points);
    if (geometry.pca !== null) degenerate.set(degenerateAxes(geometry.pca.eigenvalues, K, DEGENERATE_GAP), f * K);
  });
  return {
    components: K,
    scores: placed.scores,
    basisVariance: placed.variance,
    basisEigenvalues: new Float64Array(K).fill(NaN),
    basisTotalVariance: NaN,
    procrustesResidual,
    degenerate,
    basisResidual: own.reduce((worst, { pca }) => Math.max(worst, pca?.residual ?? 0), 0),
    basisConverged: own.every(({ pca }) => pca?.converged ?? true),
  };
}

/** [m, K] own scores, 0 beyond the frame's rank. */
function coordinates({ present, pca }: OwnGeometry, K: number): Float64Array {
  const out = new Float64Array(present.length * K);
  if (pca === null) return out;
  for (let row = 0; row < present.length; row++) {
    for (let k = 0; k < pca.components; k++) out[row * K + k] = pca.scores[row * pca.components + k]!;
  }
  return out;
}

export interface FrameTurn {
  /** The turned axes: those of the alignment within K. */
  readonly shown: readonly number[];
  /** [s, s] row-major over the s turned axes; null leaves the frame as it is. */
  readonly rotation: Float64Array | null;
  /** NaN where fewer than two nodes are common to both frames, or no axis. */
  readonly residual: number;
}

/** How a frame turns onto the reference frame. */
export function alignmentOf(own: readonly OwnGeometry[], geometry: OwnGeometry, { frame, axes }: Alignment, K: number): FrameTurn {
  const reference = own[frame]!;
  const shown = axes.filter((axis) => axis < K);
  const rowOf = new Map(Array.from(reference.present, (node, row) => [node, row]));
  const common = [...geometry.present.keys()].filter((row) => rowOf.has(geometry.present[row]!));
  if (common.length < 2 || shown.length === 0) return { shown, rotation: null, residual: NaN };
  const referenceRows = common.map((row) => rowOf.get(geometry.present[row]!)!);
  const { rotation, residual } = procrustes(
    pick(coordinates(geometry, K), common, shown, K),
    pick(coordinates(reference, K), referenceRows, shown, K),
    shown.length,
  );
  // Turning a frame onto itself would only add rounding.
  if (geometry === reference) return { shown, rotation: null, residual: Number.isNaN(residual) ? NaN : 0 };
  return { shown, rotation: Number.isNaN(residual) ? null : rotation, residual };
}

function turned(points: Float64Array, geometry: OwnGeometry, { shown, rotation }: FrameTurn, K: number): Float64Array {
  if (rotation === null) return points;
  const out = points.slice();
  rotate(pick(points, [...geometry.present.keys()], shown, K), rotation, shown.length).forEach((value, at) => {
    out[Math.floor(at / shown.length) * K + shown[at % shown.length]!] = value;
  });
  return out;
}

/** Chosen rows and columns of a [., K] matrix, row-major. */
function pick(points: Float64Array, rows: readonly number[], columns: readonly number[], K: number): Float64Array {
  return Float64Array.from(rows.flatMap((row) => columns.map((k) => points[row * K + k]!)));
}
