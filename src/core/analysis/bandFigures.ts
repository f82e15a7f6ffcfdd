/** The measures of one analysis that the mixing band is made of. */
import { columnSpan, subspaceR2 } from '../geometry/subspaceR2.ts';
import { comparedPairs } from './comparedPairs.ts';
import { frameMeasures } from './frameMeasures.ts';
import type { InducedModes } from './inducedModes.ts';
import type { PreparedGraph } from './preparedGraph.ts';
import { presentIn, presentScores } from './shownPoints.ts';
import type { LayerAnalysis } from './types.ts';

export interface BandFigures {
  readonly pairs: readonly (readonly [number, number])[];
  /** [G, F] each. */
  readonly energy: Float64Array;
  readonly shownEnergy: Float64Array;
  readonly distanceCorrelation: Float64Array;
  readonly shownDistanceCorrelation: Float64Array;
  /** [P, G, F]. */
  readonly r2: Float64Array;
}

export function bandFigures(analysis: LayerAnalysis, graphs: readonly PreparedGraph[], induced: InducedModes): BandFigures {
  const { energy, distanceCorrelation, components: K, settings } = analysis;
  const F = analysis.frames.length;
  const G = graphs.length;
  const pairs = comparedPairs(K);
  const shownEnergy = new Float64Array(G * F);
  const shownDistanceCorrelation = new Float64Array(G * F);
  const r2 = new Float64Array(pairs.length * G * F).fill(NaN);
  for (let f = 0; f < F; f++) {
    const shown = frameMeasures(analysis, graphs, f, settings.axes);
    const present = presentIn(analysis, f);
    const points = presentScores(analysis, f, present);
    const spans = present.length < 2 ? [] : pairs.map((pair) => columnSpan(points, K, pair));
    for (let g = 0; g < G; g++) {
      shownEnergy[g * F + f] = shown.shownEnergy[g]!;
      shownDistanceCorrelation[g * F + f] = shown.shownDistanceCorrelation[g]!;
      spans.forEach((span, pair) => (r2[(pair * G + g) * F + f] = subspaceR2(span, induced.of(g, present).leading)));
    }
  }
  return { pairs, energy, shownEnergy, distanceCorrelation, shownDistanceCorrelation, r2 };
}
