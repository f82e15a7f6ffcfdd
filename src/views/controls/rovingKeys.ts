/**
 * Where a key leads in a row of choices with one tab stop: arrows step and go round, Home and End go to the ends, and what is
 * disabled is passed over. Null for other keys, and where there is nowhere to go.
 *
 * @param at index that has the focus
 * @param enabled whether each choice can be taken
 */
export function rovingTarget(key: string, at: number, enabled: readonly boolean[]): number | null {
  const free = enabled.flatMap((can, i) => (can ? [i] : []));
  const [first, last] = [free[0], free.at(-1)];
  if (first === undefined || last === undefined) return null;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return free.find((i) => i > at) ?? first;
    case 'ArrowLeft':
    case 'ArrowUp':
      return free.findLast((i) => i < at) ?? last;
    case 'Home':
      return first;
    case 'End':
      return last;
    default:
      return null;
  }
}
