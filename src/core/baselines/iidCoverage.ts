/** Share of `edges` equally likely edges expected at least once after `steps` independent draws: 1 - (1 - 1/E)^m. */
export function expectedSeenOnce(edges: number, steps: number): number {
  return edges === 0 ? NaN : 1 - (1 - 1 / edges) ** steps;
}

/** The same at least twice: 1 - (1 - 1/E)^m - (m/E) (1 - 1/E)^(m - 1). */
export function expectedSeenTwice(edges: number, steps: number): number {
  if (edges === 0) return NaN;
  const missed = 1 - 1 / edges;
  return steps === 0 ? 0 : 1 - missed ** steps - (steps / edges) * missed ** (steps - 1);
}
