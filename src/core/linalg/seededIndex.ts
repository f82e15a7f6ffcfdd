import { seededUniform } from './seededUniform.ts';

/** Deterministic integers in [0, below) from a 32-bit seed. */
export function seededIndex(seed: number): (below: number) => number {
  const uniform = seededUniform(seed);
  return (below) => Math.floor(((uniform() + 1) / 2) * below);
}
