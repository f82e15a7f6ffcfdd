import { subspaceR2, type Span } from '../geometry/subspaceR2.ts';
import { summariseNull, type NullSummary } from './nullSummary.ts';
import { relabellingCount, relabellings } from './relabellings.ts';

/**
 * Subspace R2 beside its distribution under relabelling of the present nodes; pAbove is for "no more of the modes than
 * chance".
 *
 * @param modes [q, m] row-major orthonormal vectors on the m present nodes
 */
export function subspaceNull(span: Span, modes: Float64Array, nodes: number, draws: number, seed: number): NullSummary {
  const observed = subspaceR2(span, modes);
  if (Number.isNaN(observed)) return summariseNull(NaN, new Float64Array(0));
  const values = new Float64Array(relabellingCount(nodes, draws));
  let draw = 0;
  for (const order of relabellings(nodes, draws, seed)) values[draw++] = subspaceR2(span, modes, order);
  return summariseNull(observed, values);
}
