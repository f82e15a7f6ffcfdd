/** How two conditions are chosen one after the other: the pair that is compared, and the first of one that is not whole yet. */
export interface PairChoice {
  readonly pair: readonly [string, string] | null;
  readonly first: string | null;
}

/** A press on a condition: the first, the second, or one of the two, which is let go of. A third takes the second's place. */
export function chosenPair(pair: readonly [string, string] | null, first: string | null, pressed: string): PairChoice {
  if (pair !== null) {
    if (pair[0] === pressed) return { pair: null, first: pair[1] };
    if (pair[1] === pressed) return { pair: null, first: pair[0] };
    return { pair: [pair[0], pressed], first: null };
  }
  if (first === null) return { pair: null, first: pressed };
  return first === pressed ? { pair: null, first: null } : { pair: [first, pressed], first: null };
}
