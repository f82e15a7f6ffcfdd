/** An observed energy beside its relabelling null, as a finding speaks of it. */
import type { NullTable } from '../core/analysis/controlsTypes.ts';

/** One-sided level on either side at which a frame is said to differ from chance. */
export const CHANCE_LEVEL = 0.05;

export type Chance =
  /** `beaten` of `draws` relabellings lie strictly on the other side. */
  | { readonly kind: 'closer' | 'further'; readonly beaten: number; readonly draws: number }
  | { readonly kind: 'chance'; readonly p: string }
  | { readonly kind: 'undefined' };

/** Two digits; exact, since no p is below 1 / (1 + draws). */
export function pText(p: number): string {
  return p.toPrecision(2);
}

/** @param table energies, of which the small ones are close to the graph */
export function chanceOf(table: NullTable, at: number): Chance {
  const p = table.p[at]!;
  const pAbove = table.pAbove[at]!;
  const draws = table.draws[at]!;
  if (!Number.isFinite(p) || !Number.isFinite(pAbove) || draws === 0) return { kind: 'undefined' };
  if (p <= CHANCE_LEVEL) return { kind: 'closer', beaten: draws - table.atMost[at]!, draws };
  if (pAbove <= CHANCE_LEVEL) return { kind: 'further', beaten: draws - Math.round(pAbove * (1 + draws) - 1), draws };
  return { kind: 'chance', p: pText(p) };
}
