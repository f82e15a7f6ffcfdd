/** Round values on a logarithmic axis: 1, 2 and 5 of every decade, or every power of ten where that is too many. */
export function logTicks(domain: readonly number[], most = 8): readonly number[] {
  const low = domain[0] ?? 1;
  const high = domain.at(-1) ?? low;
  if (!(low > 0) || !(high >= low) || !Number.isFinite(high)) return [];
  const all: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    for (const step of [1, 2, 5]) {
      const tick = step * 10 ** power;
      if (tick >= low && tick <= high) all.push(tick);
    }
  }
  return all.length <= most ? all : all.filter((tick) => Number.isInteger(Math.log10(tick)));
}
