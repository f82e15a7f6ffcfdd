/** Ranks from 1, ties sharing the mean of their ranks. Values must be finite. */
export function averageRanks(values: Float64Array): Float64Array {
  const sorted = values.slice().sort();
  return values.map((value) => (bound(sorted, value, false) + bound(sorted, value, true) + 1) / 2);
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
