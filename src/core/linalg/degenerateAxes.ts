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
