/** The draws of the mixing null as a manifest has them: at one frame, what a finding cites. */
import type { MixingBand } from '../core/analysis/bandTypes.ts';
import type { NullTable } from '../core/analysis/controlsTypes.ts';
import { defined, type FigurePanel } from '../core/export/manifest.ts';

/** @param ids of the band's graphs, in its order */
export function manifestBand(band: MixingBand, ids: readonly string[], frame: number): NonNullable<FigurePanel['mixingBand']> {
  const F = band.frames.length;
  const standing = (table: NullTable, at: number) => ({
    low: defined(table.low[at]!),
    high: defined(table.high[at]!),
    p: defined(table.p[at]!),
    pAbove: defined(table.pAbove[at]!),
    atMost: table.atMost[at]!,
    draws: table.draws[at]!,
  });
  return {
    draws: band.options.draws,
    seed: band.options.seed,
    graphs: ids.map((id, g) => ({ id, energy: standing(band.energy, g * F + frame), shownEnergy: standing(band.shownEnergy, g * F + frame) })),
    pairs: band.pairs.map(([a, b], pair) => ({
      axes: [a + 1, b + 1],
      graphs: ids.map((id, g) => {
        const at = (pair * band.graphs + g) * F + frame;
        return { id, low: defined(band.r2.low[at]!), high: defined(band.r2.high[at]!) };
      }),
    })),
  };
}
