/** Every measure of a picture over its contexts, ready for curves, heatmaps and tables. */
import type { SeriesPoint } from '../../state/figures/accuracy.ts';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { cursorMeasures, type CursorMeasures } from '../../state/figures/cursorMeasures.ts';

export const MEASURES = {
  energy: { name: 'Normalised Dirichlet energy, full d', short: 'energy, full d', unit: '1', graph: true },
  shownEnergy: { name: 'Normalised Dirichlet energy, shown PCs', short: 'energy, shown PCs', unit: '1', graph: true },
  correlation: { name: 'Distance correlation, full d', short: 'correlation, full d', unit: '1', graph: true },
  shownCorrelation: { name: 'Distance correlation, shown PCs', short: 'correlation, shown PCs', unit: '1', graph: true },
  participation: { name: 'Participation ratio', short: 'participation ratio', unit: 'dimensions', graph: false },
  captured: { name: 'Captured variance', short: 'captured variance', unit: 'share', graph: false },
  variance: { name: 'Variance shown', short: 'variance shown', unit: 'share', graph: false },
} as const;

export type MeasureId = keyof typeof MEASURES;

export const MEASURE_IDS = Object.keys(MEASURES) as readonly MeasureId[];

function measureOf(measures: CursorMeasures, id: MeasureId, graph: number): number {
  const against = measures.graphs[graph];
  switch (id) {
    case 'energy':
      return against?.energy ?? NaN;
    case 'shownEnergy':
      return against?.shownEnergy ?? NaN;
    case 'correlation':
      return against?.distanceCorrelation ?? NaN;
    case 'shownCorrelation':
      return against?.shownDistanceCorrelation ?? NaN;
    case 'participation':
      return measures.participationRatio;
    case 'captured':
      return measures.capturedVariance;
    case 'variance':
      return measures.explained.reduce((sum, share) => sum + share, 0);
  }
}

const known = new WeakMap<PanelResult, Map<string, readonly CursorMeasures[]>>();

/** The figures of every frame; computed once for a result and its shown axes. */
function everyFrame(result: PanelResult, axes: readonly number[]): readonly CursorMeasures[] {
  const key = axes.join();
  const ofResult = known.get(result) ?? new Map<string, readonly CursorMeasures[]>();
  known.set(result, ofResult);
  const before = ofResult.get(key);
  if (before !== undefined) return before;
  const made = result.analysis.frames.map((_, frame) =>
    cursorMeasures(result, { frame, fraction: 0, between: false, clamped: false }, axes),
  );
  ofResult.set(key, made);
  return made;
}

/**
 * @param graph index among the recording's graphs, for measures of a graph
 * @param axes shown components, 0-based
 */
export function measureSeries(result: PanelResult, id: MeasureId, graph: number, axes: readonly number[]): readonly SeriesPoint[] {
  return everyFrame(result, axes).map((measures) => ({ context: measures.context, value: measureOf(measures, id, graph) }));
}
