/** An observed energy beside its relabelling null, as a finding speaks of it. */
import type { EnergyControls } from '../core/analysis/controlsTypes.ts';

/** One-sided level on either side at which a frame is said to differ from chance. */
export const CHANCE_LEVEL = 0.05;

export type Chance =
  /** `beaten` of `draws` relabellings lie strictly on the other side. */
  | { readonly kind: 'closer' | 'further'; readonly beaten: number; readonly draws: number }
  | { readonly kind: 'chance'; readonly p: string }
  | { readonly kind: 'undefined' };

/** Never rounds down to zero. */
export function pText(p: number): string {
  return p < 0.001 ? '< 0.001' : p.toPrecision(2);
}

export function chanceOf(energy: EnergyControls, at: number): Chance {
  const p = energy.p[at]!;
  const pAbove = energy.pAbove[at]!;
  const draws = energy.draws[at]!;
  if (!Number.isFinite(p) || !Number.isFinite(pAbove) || draws === 0) return { kind: 'undefined' };
  if (p <= CHANCE_LEVEL) return { kind: 'closer', beaten: draws - energy.atMost[at]!, draws };
  if (pAbove <= CHANCE_LEVEL) return { kind: 'further', beaten: draws - Math.round(pAbove * (1 + draws) - 1), draws };
  return { kind: 'chance', p: pText(p) };
}
