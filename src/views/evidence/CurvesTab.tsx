/** Every measure against the context, with the cursor of the timeline, for one or several layers. */
import { useMemo, useRef } from 'react';
import { accuracySeries } from '../../state/accuracySeries.ts';
import type { PanelResult } from '../../state/analysisStore.ts';
import { useEvidence, useView } from '../../state/binding.tsx';
import { shownAxes, type Axes } from '../../state/viewStore.ts';
import { ChartFrame } from '../charts/ChartFrame.tsx';
import type { ChartSeries } from '../charts/chartSeries.ts';
import { CurveChart } from '../charts/CurveChart.tsx';
import { SeriesLegend } from '../charts/SeriesLegend.tsx';
import { seriesTable } from '../charts/seriesTable.ts';
import { formatShort } from '../controls/formatNumber.ts';
import { axesName } from '../measures/useCursorMeasures.ts';
import { ABOUT } from './aboutCharts.ts';
import { CurveOptions } from './CurveOptions.tsx';
import { layerCurves, type CurveSource } from './layerCurves.ts';
import type { MeasureId } from './measureSeries.ts';
import { replicateBand } from './replicateBand.ts';
import { useFocusEvidence } from './useFocusEvidence.ts';
import { useGraphChoice } from './useGraphChoice.ts';
import { EvidenceStatus } from './EvidenceStatus.tsx';
import { ValuesAtCursor } from './ValuesAtCursor.tsx';

interface CurvesTabProps {
  readonly result: PanelResult;
  readonly axes: Axes;
}

interface ChartOf {
  readonly title: string;
  readonly about: readonly string[];
  readonly unit: string;
  readonly valueName: string;
  readonly ids: readonly MeasureId[];
  readonly include: readonly number[];
  readonly mark?: number;
}

const CHARTS: readonly ChartOf[] = [
  { title: 'Normalised Dirichlet energy', about: ABOUT.energy, unit: '1', valueName: 'energy', ids: ['energy', 'shownEnergy'], include: [0], mark: 1 },
  { title: 'Distance correlation', about: ABOUT.correlation, unit: '1', valueName: 'Spearman ρ', ids: ['correlation', 'shownCorrelation'], include: [0], mark: 0 },
  { title: 'Participation ratio', about: ABOUT.participation, unit: 'dimensions', valueName: 'dimensions', ids: ['participation'], include: [0] },
  { title: 'Captured variance', about: ABOUT.captured, unit: 'share', valueName: 'share of own PCA', ids: ['captured'], include: [0, 1] },
];

function useSources(result: PanelResult): readonly CurveSource[] {
  const { recordingId, analysis } = result;
  const chosen = useEvidence((state) => state.curveLayers);
  const sweep = useFocusEvidence('sweep', recordingId).value;
  return useMemo(() => {
    const own = analysis.settings.layer;
    const others = (sweep?.layers ?? []).filter(({ layer }) => layer !== own && chosen.includes(layer));
    return [{ layer: own, result }, ...others].sort((a, b) => a.layer - b.layer);
  }, [result, analysis, sweep, chosen]);
}

export function CurvesTab({ result, axes }: CurvesTabProps) {
  const mode = useView((state) => state.mode);
  const { metadata } = result.info;
  const [graph, setGraph] = useGraphChoice(metadata);
  const sources = useSources(result);
  const shown = useMemo(() => shownAxes(axes, mode), [axes, mode]);
  const members = useEvidence((state) => state.replicates.value?.members);
  const contexts = useMemo(() => result.analysis.frames.map(({ context }) => context), [result]);
  const replicates = useMemo(
    () => (members?.[0]?.recordingId === result.recordingId ? members : []),
    [members, result.recordingId],
  );
  const charts = useMemo(
    () => CHARTS.map((chart) => ({ ...chart, series: layerCurves(sources, chart.ids, graph, shown, axesName(shown), replicates) })),
    [sources, graph, shown, replicates],
  );
  const accuracy = useMemo(() => accuracyCurves(result, replicates), [result, replicates]);
  return (
    <div data-testid="curves">
      <CurveOptions result={result} graph={graph} onGraph={setGraph} />
      <EvidenceStatus name="sweep" />
      {accuracy !== null && (
        <Curves title="Rule-following accuracy" about={ABOUT.accuracy} unit="probability" valueName="accuracy" include={[0, 1]} series={accuracy} contexts={contexts} />
      )}
      {charts.map(({ title, ...chart }) => (
        <Curves key={title} title={title} {...chart} contexts={contexts} />
      ))}
      <ValuesAtCursor last={contexts.at(-1)!} series={[...(accuracy ?? []).map((series) => ({ measure: 'Accuracy', series })), ...charts.flatMap(({ title, series }) => series.map((one) => ({ measure: title, series: one })))]} />
    </div>
  );
}

/** One curve with the spread of its sequences, or of its replicates where there are some; null when all of it is masked. */
function accuracyCurves(result: PanelResult, replicates: readonly PanelResult[]): readonly ChartSeries[] | null {
  const own = accuracySeries(result.info);
  if (own.masked) return null;
  const others = replicates.map(({ info }) => accuracySeries(info).mean);
  const band = others.length > 1 ? replicateBand(others) : own.band;
  return [
    { id: 'accuracy', label: 'accuracy', colour: 1, points: own.mean, band },
  ];
}

interface CurvesProps {
  readonly title: string;
  readonly about: readonly string[];
  readonly unit: string;
  readonly valueName: string;
  readonly include: readonly number[];
  readonly mark?: number;
  readonly series: readonly ChartSeries[];
  readonly contexts: readonly number[];
}

function Curves({ title, about, unit, valueName, include, mark, series, contexts }: CurvesProps) {
  const svg = useRef<SVGSVGElement>(null);
  return (
    <ChartFrame title={title} about={about} table={() => seriesTable(series, unit)} svgRef={svg}>
      <CurveChart
        series={series}
        contexts={contexts}
        valueName={valueName}
        include={include}
        {...(mark === undefined ? {} : { mark })}
        height={156}
        svgRef={svg}
      />
      <SeriesLegend series={series} last={contexts.at(-1)!} {...(unit === 'dimensions' ? { format: formatShort } : {})} />
    </ChartFrame>
  );
}
