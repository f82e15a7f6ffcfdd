/** Components are compared with the graphs two by two: this many pairs. */
export const COMPARED_PAIRS = 3;

/** [0, 1], [2, 3], [4, 5] as far as a basis has them. */
export function comparedPairs(components: number): [number, number][] {
  return Array.from({ length: Math.min(COMPARED_PAIRS, Math.floor(components / 2)) }, (_, k): [number, number] => [2 * k, 2 * k + 1]);
}
