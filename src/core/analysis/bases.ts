/** The bases in which frames are drawn: shared or of each frame, and every frame placed in them. */
import { distancesFromPoints, type SquaredDistances } from '../geometry/squaredDistances.ts';
import { degenerateAxes } from '../linalg/orientAxes.ts';
import { emptyBasis, type PrincipalComponents } from '../linalg/principalComponents.ts';
import { procrustes, rotate } from '../linalg/procrustes.ts';
import type { OwnGeometry } from './frameMeasures.ts';
import type { FrameSource } from './frameSource.ts';
import { DEGENERATE_GAP, type LayerAnalysis } from './settings.ts';

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

/** All frames in the basis the reader chose. F frames, n nodes, K components; row-major. Meanings as in LayerAnalysis. */
export interface ShownBasis {
  readonly components: number;
  readonly scores: Float32Array;
  readonly basisVariance: Float64Array;
  readonly basisEigenvalues: Float64Array;
  readonly basisTotalVariance: number;
  readonly procrustesResidual: Float64Array;
  readonly degenerate: Uint8Array;
  readonly basisResidual: number;
  readonly basisConverged: boolean;
}

/** Scores and variances of all frames, filled frame by frame. */
class FrameScores {
  /** [F, n, K] NaN until placed: a missing node stays NaN. */
  readonly scores: Float32Array;
  /** [F, K] NaN for frames with fewer than two present nodes. */
  readonly variance: Float64Array;
  private readonly nodes: number;
  private readonly components: number;

  constructor(frames: number, nodes: number, components: number) {
    this.nodes = nodes;
    this.components = components;
    this.scores = new Float32Array(frames * nodes * components).fill(NaN);
    this.variance = new Float64Array(frames * components).fill(NaN);
  }

  /** Places the centred [m, K] coordinates of the present nodes. */
  place(frame: number, present: Int32Array, coordinates: Float64Array): void {
    const { nodes, components: K } = this;
    const m = present.length;
    for (let row = 0; row < m; row++) {
      this.scores.set(coordinates.subarray(row * K, (row + 1) * K), (frame * nodes + present[row]!) * K);
    }
    if (m < 2) return;
    for (let k = 0; k < K; k++) {
      let sum = 0;
      for (let row = 0; row < m; row++) sum += coordinates[row * K + k]! ** 2;
      this.variance[frame * K + k] = sum / (m - 1);
    }
  }
}

// The points of one frame as an analysis places them.

/** [n, n] squared distances within the shown axes; all NaN where the basis has none of them. */
export function shownDistances({ nodes, components: K, scores, settings }: LayerAnalysis, frame: number): SquaredDistances {
  const axes = settings.axes.filter((axis) => axis < K);
  if (axes.length === 0) return new Float64Array(nodes * nodes).fill(NaN);
  return distancesFromPoints(scores.subarray(frame * nodes * K, (frame + 1) * nodes * K), K, axes);
}

/** Nodes that occur in the frame's window, ascending. */
export function presentIn({ nodes, tokenCounts }: Pick<LayerAnalysis, 'nodes' | 'tokenCounts'>, frame: number): Int32Array {
  return Int32Array.from([...Array(nodes).keys()].filter((i) => tokenCounts[frame * nodes + i]! > 0));
}

/** [m, K] scores of the present nodes. */
export function presentScores({ nodes, components: K, scores }: LayerAnalysis, frame: number, present: Int32Array): Float64Array {
  return Float64Array.from({ length: present.length * K }, (_, at) => scores[(frame * nodes + present[Math.floor(at / K)]!) * K + (at % K)]!);
}
