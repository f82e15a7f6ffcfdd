/** One eigenspace: eigenvectors [from, to) share an eigenvalue and may be turned into one another. */
export interface Eigenspace {
  readonly eigenvalue: number;
  readonly from: number;
  readonly to: number;
}

/** Eigenvalues closer than this, relative to the largest, are one. */
const SAME = 1e-9;

/** Groups ascending eigenvalues that agree up to rounding. */
export function eigenspaces(eigenvalues: Float64Array): Eigenspace[] {
  const count = eigenvalues.length;
  const tolerance = SAME * Math.max(1, eigenvalues[count - 1] ?? 0);
  const spaces: Eigenspace[] = [];
  for (let from = 0; from < count; ) {
    let to = from + 1;
    while (to < count && eigenvalues[to]! - eigenvalues[to - 1]! <= tolerance) to++;
    spaces.push({ eigenvalue: eigenvalues[from]!, from, to });
    from = to;
  }
  return spaces;
}
