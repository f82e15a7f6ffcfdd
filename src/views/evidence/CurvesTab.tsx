/** Every measure against the context, with the cursor of the timeline, for one or several layers. */
import { useMemo } from 'react';
import { accuracySeries } from '../../state/figures/accuracy.ts';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { useEvidence, useView } from '../../state/binding.tsx';
import { shownAxes, type Axes } from '../../state/view/viewStore.ts';
import type { ChartAbout } from '../charts/chartAbout.ts';
import type { ChartSeries } from '../charts/chartSeries.ts';
import { CurveFrame } from '../charts/CurveFrame.tsx';
import { formatShort } from '../controls/formatNumber.ts';
import { axesName } from '../measures/useCursorMeasures.ts';
import { ABOUT } from './aboutCharts.ts';
import { accuracyLine } from './accuracyLine.ts';
import { accuracyNames } from './accuracyNames.ts';
import { CurveOptions } from './CurveOptions.tsx';
import { layerCurves, type CurveSource } from './layerCurves.ts';
import type { MeasureId } from './measureSeries.ts';
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
  readonly about: ChartAbout;
  readonly unit: string;
  readonly valueName: string;
  readonly ids: readonly MeasureId[];
  readonly include: readonly number[];
  readonly mark?: number;
}

const HEIGHT = 170;
const ZERO_TO_ONE = [0, 1] as const;

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
  const names = accuracyNames(metadata);
  const accuracy = useMemo(() => accuracyCurves(result, replicates), [result, replicates]);
  return (
    <div data-testid="curves">
      <CurveOptions result={result} graph={graph} onGraph={setGraph} />
      <EvidenceStatus name="sweep" />
      {accuracy !== null && (
        <CurveFrame title={names.chart} about={metadata.windows === 'fixed' ? ABOUT.givenAccuracy : ABOUT.accuracy} unit="probability" valueName={names.curve} include={ZERO_TO_ONE} series={accuracy} contexts={contexts} height={HEIGHT} />
      )}
      {charts.map(({ title, ...chart }) => (
        <CurveFrame key={title} title={title} {...chart} contexts={contexts} height={HEIGHT} {...(chart.unit === 'dimensions' ? { format: formatShort } : {})} />
      ))}
      <ValuesAtCursor
        last={contexts.at(-1)!}
        measures={[
          ...(accuracy === null ? [] : [{ measure: names.chart, unit: 'probability', series: accuracy }]),
          ...charts.map(({ title, unit, series }) => ({ measure: title, unit, series })),
        ]}
      />
    </div>
  );
}

/** One curve with its spread, over the chance level where the recording names one; null when all of it is masked. */
function accuracyCurves(result: PanelResult, replicates: readonly PanelResult[]): readonly ChartSeries[] | null {
  const own = accuracySeries(result.info);
  if (own.masked) return null;
  const { metadata } = result.info;
  const { chanceLevel } = metadata.task;
  const curve = accuracyLine(own, metadata, replicates.map(({ info }) => accuracySeries(info).mean));
  if (chanceLevel === null) return [curve];
  const chance = curve.points.map(({ context }) => ({ context, value: chanceLevel }));
  return [curve, { id: 'chance', label: 'chance', colour: 7, dashed: true, points: chance }];
}
