/** Participation ratio (sum lambda)^2 / sum lambda^2: from 1, one dimension, to the rank. NaN without variance. */
export function participationRatio(eigenvalues: ArrayLike<number>): number {
  let sum = 0;
  let squares = 0;
  for (let k = 0; k < eigenvalues.length; k++) {
    sum += eigenvalues[k]!;
    squares += eigenvalues[k]! ** 2;
  }
  return sum === 0 ? NaN : (sum * sum) / squares;
}

/** The same without a decomposition, over the whole spectrum: tr(G)^2 / ||G||_F^2 of the centred Gram matrix [m, m]. */
export function gramParticipationRatio(gram: Float64Array, size: number): number {
  let trace = 0;
  let squares = 0;
  for (let i = 0; i < size; i++) trace += gram[i * size + i]!;
  for (let at = 0; at < gram.length; at++) squares += gram[at]! ** 2;
  return trace === 0 ? NaN : (trace * trace) / squares;
}
