/** How a finding writes figures, components and lists. */

export const two = (value: number): string => value.toFixed(2);

/** Two digits; exact, since no p is below 1 / (1 + draws). */
export function pText(p: number): string {
  return p.toPrecision(2);
}

/** "PC 1-2", "PC 1, 3 and 4": 1-based, for the reader. */
export function componentsName(axes: readonly number[]): string {
  const sorted = axes.map((axis) => axis + 1).sort((a, b) => a - b);
  const run = sorted.every((pc, i) => i === 0 || pc === sorted[i - 1]! + 1);
  if (run && sorted.length > 1) return `PC ${sorted[0]}-${sorted.at(-1)}`;
  return `PC ${sorted.length > 1 ? `${sorted.slice(0, -1).join(', ')} and ` : ''}${sorted.at(-1)}`;
}

/** "0.08 to 0.12", or "0.75" where both ends read the same. */
export function rangeText(low: number, high: number): string {
  return two(low) === two(high) ? two(low) : `${two(low)} to ${two(high)}`;
}

/** "both", "all 3": so many sets of words, every one of them. */
export function allOf(count: number): string {
  return count === 2 ? 'both' : `all ${count}`;
}
