/** Ranks from 1, ties sharing the mean of their ranks. Values must be finite. */
export function averageRanks(values: Float64Array): Float64Array {
  const sorted = values.slice().sort();
  return values.map((value) => {
    const below = bound(sorted, value, false);
    return sorted[below + 1] === value ? (below + bound(sorted, value, true) + 1) / 2 : below + 1;
  });
}

/** The same for whole numbers, which are counted rather than sorted. */
export function averageRanksOfCounts(values: Uint16Array): Float64Array {
  const ranks = new Float64Array(values.reduce((most, value) => Math.max(most, value), 0) + 1);
  for (const value of values) ranks[value]!++;
  let below = 0;
  ranks.forEach((count, value) => {
    ranks[value] = below + (count + 1) / 2;
    below += count;
  });
  return Float64Array.from(values, (value) => ranks[value]!);
}

/** How many sorted values lie below `value`, or below and at it. */
function bound(sorted: Float64Array, value: number, inclusive: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value || (inclusive && sorted[middle] === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
