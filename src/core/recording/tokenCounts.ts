/**
 * Occurrences of every node in every segment, over all sequences.
 *
 * @param tokens [R, T] row-major node indices in [0, nodes)
 * @param length T
 * @param segments S + 1 strictly increasing boundaries from 0 to T
 * @returns [S, nodes] row-major
 */
export function countTokens(tokens: Int32Array, length: number, segments: readonly number[], nodes: number): Int32Array {
  const counts = new Int32Array((segments.length - 1) * nodes);
  for (let start = 0; start < tokens.length; start += length) {
    for (let s = 0; s + 1 < segments.length; s++) {
      for (let t = segments[s]!; t < segments[s + 1]!; t++) {
        const cell = s * nodes + tokens[start + t]!;
        counts[cell] = counts[cell]! + 1;
      }
    }
  }
  return counts;
}
