/** Subspace R2 of every pair of components with one graph over the context: where components swap roles. */
import { useMemo, useRef } from 'react';
import type { RecordingGraph } from '../../core/recording/types.ts';
import type { ControlsResult } from '../../state/evidenceStore.ts';
import { ChartFrame } from '../charts/ChartFrame.tsx';
import { CurveChart } from '../charts/CurveChart.tsx';
import { SeriesLegend } from '../charts/SeriesLegend.tsx';
import { seriesTable } from '../charts/seriesTable.ts';
import { ABOUT } from './aboutCharts.ts';
import { pairCurves } from './pairSeries.ts';

interface PairCurvesProps {
  readonly result: ControlsResult;
  readonly stale: boolean;
  readonly graph: RecordingGraph;
  readonly index: number;
}

export function PairCurves({ result: { controls }, stale, graph, index }: PairCurvesProps) {
  const svg = useRef<SVGSVGElement>(null);
  const series = useMemo(() => pairCurves(controls, index), [controls, index]);
  const contexts = useMemo(() => controls.frames.map(({ context }) => context), [controls]);
  return (
    <ChartFrame title={`R² with ${graph.title} over context`} about={ABOUT.pairs} table={() => seriesTable(series, '1')} svgRef={svg} source="nulls" stale={stale} testId="pair-curves">
      <CurveChart series={series} contexts={contexts} valueName="R²" include={[0, 1]} svgRef={svg} />
      <SeriesLegend series={series} last={contexts.at(-1)!} />
    </ChartFrame>
  );
}
