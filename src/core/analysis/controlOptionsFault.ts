import type { ControlOptions } from './controlsTypes.ts';

/** Most relabellings anyone may ask for. */
export const MAX_PERMUTATIONS = 99_999;

/** What is wrong with control options, with the value, or null. */
export function controlOptionsFault({ permutations, seed }: ControlOptions): string | null {
  if (!Number.isInteger(permutations) || permutations < 1 || permutations > MAX_PERMUTATIONS) {
    return `permutations is ${permutations}; expected 1 to ${MAX_PERMUTATIONS}`;
  }
  if (!Number.isInteger(seed)) return `seed is ${seed}; expected an integer`;
  return null;
}
