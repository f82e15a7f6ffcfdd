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
export class FrameScores {
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
