/** The energy along one graph over the context, beside relabelled nodes and random graphs of the same degrees. */
import { useRef } from 'react';
import type { RecordingGraph } from '../../core/recording/types.ts';
import type { ControlsResult } from '../../state/evidenceStore.ts';
import { ChartFrame } from '../charts/ChartFrame.tsx';
import { CurveChart } from '../charts/CurveChart.tsx';
import { SeriesLegend } from '../charts/SeriesLegend.tsx';
import { seriesTable } from '../charts/seriesTable.ts';
import { ABOUT } from './aboutCharts.ts';
import { energyNullSeries } from './energyNullSeries.ts';
import { EvidenceStatus } from './EvidenceStatus.tsx';

interface EnergyNullChartProps {
  readonly result: ControlsResult;
  readonly stale: boolean;
  readonly graph: RecordingGraph | null;
  readonly index: number;
  readonly space: 'full' | 'shown';
  readonly spaceName: string;
}

export function EnergyNullChart({ result, stale, graph, index, space, spaceName }: EnergyNullChartProps) {
  const svg = useRef<SVGSVGElement>(null);
  const { controls } = result;
  if (graph === null) return null;
  const series = energyNullSeries(controls, index, space);
  const contexts = controls.frames.map(({ context }) => context);
  const refusal = controls.rewiredRefusals[index] ?? null;
  return (
    <ChartFrame
      title={`Energy along ${graph.title}, ${spaceName}`}
      about={ABOUT.nulls}
      table={() => seriesTable(series, '1')}
      svgRef={svg}
      source="nulls"
      stale={stale}
      status={<EvidenceStatus name="controls" />}
      testId="energy-null"
    >
      <CurveChart series={series} contexts={contexts} valueName="energy" include={[0]} mark={1} svgRef={svg} />
      <SeriesLegend series={series} last={contexts.at(-1)!} />
      {refusal !== null && <p className="hint">No random graph: {refusal}</p>}
    </ChartFrame>
  );
}
