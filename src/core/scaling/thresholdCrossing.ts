export type Crossing = { readonly ok: true; readonly context: number } | { readonly ok: false; readonly reason: string };

/**
 * The first context at which a curve reaches a level from the other side, linear in log context between its points. A
 * curve that starts beyond the level or never reaches it has none: its critical context lies outside what was recorded.
 *
 * @param contexts [P] increasing, at least 1
 * @param values [P] finite
 * @param direction 'up': at or above the level; 'down': at or below it
 */
export function thresholdCrossing(contexts: readonly number[], values: ArrayLike<number>, level: number, direction: 'up' | 'down'): Crossing {
  const beyond = (value: number): boolean => (direction === 'up' ? value >= level : value <= level);
  for (let i = 0; i < contexts.length; i++) {
    if (!beyond(values[i]!)) continue;
    if (i === 0) return { ok: false, reason: `already ${direction === 'up' ? 'at or above' : 'at or below'} ${level} at the first context, ${contexts[0]!} tokens` };
    const share = (level - values[i - 1]!) / (values[i]! - values[i - 1]!);
    const from = Math.log(contexts[i - 1]!);
    return { ok: true, context: Math.exp(from + share * (Math.log(contexts[i]!) - from)) };
  }
  if (contexts.length === 0) return { ok: false, reason: 'no values' };
  return { ok: false, reason: `never ${direction === 'up' ? 'reaches' : 'falls to'} ${level} within ${contexts.at(-1)!} tokens` };
}
