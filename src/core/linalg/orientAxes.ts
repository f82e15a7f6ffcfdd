/** The signs of axes, which PCA leaves open, and axes that equal eigenvalues leave free. */

/**
 * Fixes the sign that a PCA leaves open: the loading of largest absolute value becomes positive, the first of them when
 * several are equal. Modifies both arrays.
 *
 * @param loadings [K, d] row-major
 * @param scores [m, K] row-major, flipped along; omit where there are none
 */
export function orientAxes(loadings: Float64Array, components: number, scores?: Float64Array): void {
  const signs = axisSigns(loadings, components);
  const d = components === 0 ? 0 : loadings.length / components;
  for (let k = 0; k < components; k++) {
    if (signs[k] === 1) continue;
    for (let c = k * d; c < (k + 1) * d; c++) loadings[c] = -loadings[c]!;
  }
  if (scores !== undefined) turnAxes(scores, signs);
}

/** [K] 1 where the axis stays as it is, -1 where orientAxes turns it round. */
export function axisSigns(loadings: Float64Array, components: number): Int8Array {
  const d = components === 0 ? 0 : loadings.length / components;
  return Int8Array.from({ length: components }, (_, k) => {
    let extreme = 0;
    for (let c = k * d; c < (k + 1) * d; c++) {
      if (Math.abs(loadings[c]!) > Math.abs(extreme)) extreme = loadings[c]!;
    }
    return extreme < 0 ? -1 : 1;
  });
}

/** @param scores [m, K] row-major; the columns of negative sign are negated in place */
export function turnAxes(scores: Float64Array, signs: Int8Array): void {
  const K = signs.length;
  for (let k = 0; k < K; k++) {
    if (signs[k] === 1) continue;
    for (let at = k; at < scores.length; at += K) scores[at] = -scores[at]!;
  }
}

/**
 * Axes that may turn into one another: 1 at k where eigenvalues k and k + 1 lie within the relative `gap`.
 *
 * @param eigenvalues descending, one more than `components` where one more is known
 * @returns [components]
 */
export function degenerateAxes(eigenvalues: Float64Array, components: number, gap: number): Uint8Array {
  return Uint8Array.from({ length: components }, (_, k) => {
    const value = eigenvalues[k] ?? 0;
    const next = eigenvalues[k + 1] ?? 0;
    return value > 0 && next > 0 && (value - next) / value < gap ? 1 : 0;
  });
}
