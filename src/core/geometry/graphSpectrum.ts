import type { GraphModes } from './graphModes.ts';

/**
 * Graph spectrum: the share of the centred variance in every Laplacian eigenspace, smooth to rough (graph Fourier
 * transform: Shuman et al. 2013, arXiv 1211.0053): sum over u in the space of u' G u / tr G. Sums to 1. NaN throughout
 * without variance.
 *
 * @param gram [m, m] of the centred rows of the m present nodes
 * @param modes of the graph on those m nodes; with missing nodes, of the induced graph
 * @param order lays node order[i] of the data on node i of the graph; identity when left out
 * @returns [modes.spaces.length]
 */
export function graphSpectrum(gram: Float64Array, { nodes: m, vectors, spaces }: GraphModes, order?: Int32Array): Float64Array {
  const shares = new Float64Array(spaces.length);
  let total = 0;
  for (let i = 0; i < m; i++) total += gram[i * m + i]!;
  if (!(total > 0)) return shares.fill(NaN);
  const moved = new Float64Array(m);
  spaces.forEach(({ from, to }, space) => {
    let sum = 0;
    for (let k = from; k < to; k++) {
      for (let i = 0; i < m; i++) moved[order === undefined ? i : order[i]!] = vectors[k * m + i]!;
      sum += quadraticForm(gram, moved, m);
    }
    shares[space] = sum / total;
  });
  return shares;
}

/** x' G x of a symmetric G [m, m]. */
function quadraticForm(matrix: Float64Array, x: Float64Array, m: number): number {
  let off = 0;
  let diagonal = 0;
  for (let i = 0; i < m; i++) {
    const row = i * m;
    let sum = 0;
    for (let j = 0; j < i; j++) sum += matrix[row + j]! * x[j]!;
    off += x[i]! * sum;
    diagonal += matrix[row + i]! * x[i]! * x[i]!;
  }
  return diagonal + 2 * off;
}
