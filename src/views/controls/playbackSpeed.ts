/** Playback speeds offered, in recorded frames per second. */
export const SPEEDS: readonly number[] = [1, 2, 4, 8, 16];

/** The next offered speed above or below; stays at the ends. A speed that is not offered moves to its neighbour. */
export function nextSpeed(speed: number, direction: -1 | 1): number {
  const candidates = SPEEDS.filter((s) => (direction > 0 ? s > speed : s < speed));
  if (candidates.length === 0) return direction > 0 ? SPEEDS.at(-1)! : SPEEDS[0]!;
  return direction > 0 ? candidates[0]! : candidates.at(-1)!;
}
