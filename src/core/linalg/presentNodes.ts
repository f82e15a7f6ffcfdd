/** [m] the nodes with tokens, ascending. `tokenCounts` [n]: tokens behind every node, 0 = missing. */
export function presentNodes(tokenCounts: Int32Array): Int32Array {
  const present = new Int32Array(tokenCounts.length);
  let count = 0;
  for (let i = 0; i < tokenCounts.length; i++) if (tokenCounts[i]! > 0) present[count++] = i;
  return present.slice(0, count);
}
