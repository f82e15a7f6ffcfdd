/** Who stands out when the reader points at nodes: the nodes themselves, then their graph neighbours; the rest fades. */
export const PLAIN = 0;
export const ACTIVE = 1;
export const NEIGHBOUR = 2;
export const FADED = 3;
/** Names by value, as marks carry them for assistive tools and tests. */
export const EMPHASIS_NAMES = ['plain', 'active', 'neighbour', 'faded'] as const;
export type Emphasis = typeof PLAIN | typeof ACTIVE | typeof NEIGHBOUR | typeof FADED;

export function emphasise(active: readonly number[], neighbours: readonly (readonly number[])[]): readonly Emphasis[] {
  if (active.length === 0) return neighbours.map(() => PLAIN);
  const out: Emphasis[] = neighbours.map(() => FADED);
  for (const node of active) for (const other of neighbours[node] ?? []) out[other] = NEIGHBOUR;
  for (const node of active) if (node < out.length) out[node] = ACTIVE;
  return out;
}
