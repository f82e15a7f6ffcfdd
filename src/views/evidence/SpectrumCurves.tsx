/** The share of every mode over the context. */
import { useMemo, useRef } from 'react';
import type { RecordingGraph } from '../../core/recording/types.ts';
import type { ControlsResult } from '../../state/evidenceStore.ts';
import { ChartFrame } from '../charts/ChartFrame.tsx';
import { CurveChart } from '../charts/CurveChart.tsx';
import { SeriesLegend } from '../charts/SeriesLegend.tsx';
import { seriesTable } from '../charts/seriesTable.ts';
import { ABOUT } from './aboutCharts.ts';
import { modeCurves } from './spectrumModes.ts';

interface SpectrumCurvesProps {
  readonly result: ControlsResult;
  readonly stale: boolean;
  readonly graph: RecordingGraph;
  readonly index: number;
}

export function SpectrumCurves({ result: { controls }, stale, graph, index }: SpectrumCurvesProps) {
  const svg = useRef<SVGSVGElement>(null);
  const series = useMemo(() => modeCurves(controls, index), [controls, index]);
  const contexts = useMemo(() => controls.frames.map(({ context }) => context), [controls]);
  return (
    <ChartFrame title={`Modes of ${graph.title} over context`} about={ABOUT.spectrum} table={() => seriesTable(series, 'share')} svgRef={svg} source="nulls" stale={stale} testId="spectrum-curves">
      {series.length === 0 ? (
        <p className="hint">No context holds every word of the graph.</p>
      ) : (
        <>
          <CurveChart series={series} contexts={contexts} valueName="share of variance" include={[0]} svgRef={svg} />
          <SeriesLegend series={series} last={contexts.at(-1)!} />
        </>
      )}
    </ChartFrame>
  );
}
