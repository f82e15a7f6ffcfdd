import { seededUniform } from './seededUniform.ts';

/** Deterministic standard normal numbers from a 32-bit seed (Box and Muller 1958). */
export function seededNormal(seed: number): () => number {
  const uniform = seededUniform(seed);
  let spare: number | null = null;
  return () => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    // 1 - u lies in (0, 1]: its logarithm is finite.
    const radius = Math.sqrt(-2 * Math.log(1 - (uniform() + 1) / 2));
    const angle = Math.PI * (uniform() + 1);
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}
