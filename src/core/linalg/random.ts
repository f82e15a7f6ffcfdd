/** Deterministic random numbers from a 32-bit seed: uniform, whole, normal. */

/** Deterministic integers in [0, below) from a 32-bit seed. */
export function seededIndex(seed: number): (below: number) => number {
  const uniform = seededUniform(seed);
  return (below) => Math.floor(((uniform() + 1) / 2) * below);
}

/** Deterministic numbers in [-1, 1) from a 32-bit seed (mulberry32, Tommy Ettinger, public domain). */
export function seededUniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * 2 - 1;
  };
}

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
