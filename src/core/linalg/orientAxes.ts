/**
 * Fixes the sign that a PCA leaves open: the loading of largest absolute value becomes positive, the first of them when
 * several are equal. Modifies both arrays.
 *
 * @param loadings [K, d] row-major
 * @param scores [m, K] row-major, flipped along; omit where there are none
 */
export function orientAxes(loadings: Float64Array, components: number, scores?: Float64Array): void {
  const d = components === 0 ? 0 : loadings.length / components;
  for (let k = 0; k < components; k++) {
    let extreme = 0;
    for (let c = k * d; c < (k + 1) * d; c++) {
      if (Math.abs(loadings[c]!) > Math.abs(extreme)) extreme = loadings[c]!;
    }
    if (extreme >= 0) continue;
    for (let c = k * d; c < (k + 1) * d; c++) loadings[c] = -loadings[c]!;
    if (scores === undefined) continue;
    for (let at = k; at < scores.length; at += components) scores[at] = -scores[at]!;
  }
}
