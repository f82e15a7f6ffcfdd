/** Every measure of a picture over its contexts, ready for curves, heatmaps and tables. */
import type { RecordingMetadata } from '../../core/recording/types.ts';
import type { SweptLayer } from '../../state/evidence/sweep.ts';
import type { AccuracySeries, BandPoint, SeriesPoint } from '../../state/figures/accuracy.ts';
import { cursorMeasures, type CursorMeasures } from '../../state/figures/cursorMeasures.ts';
import { recordedPosition } from '../../state/figures/projection.ts';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { type ChartSeries, seriesColour } from '../charts/chartSeries.ts';
import { accuracyNames, shortLayerName } from '../ui/names.ts';

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
    cursorMeasures(result, recordedPosition(frame), axes),
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

// The spread of a curve over replicate recordings.

/** Least and greatest value at every context that all replicates have, NaN left out; empty with fewer than two replicates. */
export function replicateBand(replicates: readonly (readonly SeriesPoint[])[]): readonly BandPoint[] {
  const [first, ...others] = replicates;
  if (first === undefined || others.length === 0) return [];
  const lookups = others.map((points) => new Map(points.map(({ context, value }) => [context, value])));
  return first.flatMap(({ context, value }): BandPoint[] => {
    if (lookups.some((lookup) => !lookup.has(context))) return [];
    const values = [value, ...lookups.map((lookup) => lookup.get(context)!)].filter(Number.isFinite);
    if (values.length < 2) return [{ context, low: NaN, high: NaN }];
    return [{ context, low: Math.min(...values), high: Math.max(...values) }];
  });
}

/** The curves of one chart: every measure of it for every layer drawn, with the spread of the replicates of the shown layer. */
export type CurveSource = SweptLayer;

/**
 * With one layer every measure has a colour; with several every layer has one, and the second measure of a chart is dashed.
 * @param replicates analyses of the shown layer of all replicates, the shown recording first; empty when there are none
 */
export function layerCurves(
  sources: readonly CurveSource[],
  ids: readonly MeasureId[],
  graph: number,
  axes: readonly number[],
  axesTitle: string,
  replicates: readonly PanelResult[],
): readonly ChartSeries[] {
  const several = sources.length > 1;
  return sources.flatMap(({ layer, result }, at) =>
    ids.map((id, i): ChartSeries => {
      const space = ids.length === 1 ? MEASURES[id].short : id.startsWith('shown') ? axesTitle : 'full d';
      const own = replicates[0] !== undefined && replicates[0].analysis.settings.layer === layer && replicates[0].recordingId === result.recordingId;
      const alone = !several && ids.length === 1;
      const range = `range of ${replicates.length} replicates`;
      const label = several ? `${shortLayerName(layer, result.info.metadata.model.layers)}${ids.length > 1 ? `, ${space}` : ''}` : space;
      const spread = own ? replicateBand(replicates.map((replicate) => measureSeries(replicate, id, graph, axes))) : [];
      return {
        id: `${layer} ${id}`,
        label,
        colour: seriesColour(several ? at : i),
        dashed: several && i > 0,
        points: measureSeries(result, id, graph, axes),
        ...(spread.length === 0 ? {} : { band: { label: alone ? range : `${label}, ${range}`, points: spread } }),
      };
    }),
  );
}

// Accuracy as a curve of a chart: per recorded segment, or as the file gives it, with the spread of replicates, or of the sequences where there are none.

/**
 * @param metadata of the recording whose `series` it is
 * @param replicates the same curve of every replicate, the shown recording first; empty when there are none
 */
export function accuracyLine(series: AccuracySeries, metadata: Pick<RecordingMetadata, 'windows' | 'task'>, replicates: readonly (readonly SeriesPoint[])[]): ChartSeries {
  const { sequences } = metadata.task;
  const spread = replicateBand(replicates);
  const band =
    spread.length > 0
      ? { label: `range of ${replicates.length} replicates`, points: spread }
      : sequences > 1
        ? { label: `range of ${sequences} sequences`, points: series.band }
        : null;
  return { id: 'accuracy', label: accuracyNames(metadata).curve, colour: 1, points: series.mean, ...(band === null ? {} : { band }) };
}
