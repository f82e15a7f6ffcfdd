/** Every measure against the context as curves, and what they are drawn for. */
import { useMemo } from 'react';
import { useEvidence, useExplorer, useView } from '../../state/binding.tsx';
import { accuracySeries, windowSpans } from '../../state/figures/accuracy.ts';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { type Axes, shownAxes } from '../../state/view/panelSpec.ts';
import { CurveFrame } from '../charts/CurveFrame.tsx';
import type { ChartSeries } from '../charts/chartSeries.ts';
import type { ChartAbout } from '../charts/chartTable.ts';
import { Segmented } from '../ui/Segmented.tsx';
import { formatShort } from '../ui/formatNumber.ts';
import { accuracyNames, shortLayerName } from '../ui/names.ts';
import { EvidenceStatus } from './EvidenceStatus.tsx';
import { GraphSelect, useGraphChoice } from './GraphSelect.tsx';
import { ValuesAtCursor } from './ValuesAtCursor.tsx';
import { ABOUT } from './aboutCharts.ts';
import * as styles from './evidence.module.css';
import { accuracyLine, type CurveSource, layerCurves, type MeasureId } from './measureSeries.ts';
import { axesName } from './useCursorMeasures.ts';
import { useFocusEvidence } from './useFocusEvidence.ts';

/** Linear or logarithmic contexts, on the timeline and on every chart. */
export function SpacingChoice() {
  const { view } = useExplorer();
  const spacing = useView((state) => state.spacing);
  return (
    <div className={styles.option}>
      Context
      <Segmented
        label="Spacing of the contexts"
        segments={[
          { id: 'linear', label: 'linear' },
          { id: 'log', label: 'log' },
        ]}
        value={spacing}
        onChange={(next) => view.getState().update({ spacing: next })}
      />
    </div>
  );
}

/** What the curves are drawn for: layers, graph and the spacing of the contexts. */
interface CurveOptionsProps {
  readonly result: PanelResult;
  readonly graph: number;
  readonly onGraph: (graph: number) => void;
}

export function CurveOptions({ result, graph, onGraph }: CurveOptionsProps) {
  const { commands } = useExplorer();
  const chosen = useView((state) => state.curveLayers);
  const { metadata } = result.info;
  const own = result.analysis.settings.layer;
  return (
    <div className={styles.options}>
      <div className={styles.option} role="group" aria-label="Layers drawn">
        Layers
        <span className={styles.choices}>
          {metadata.layers.map((layer) => (
            <button
              key={layer}
              type="button"
              className={styles.chip}
              title={shortLayerName(layer, metadata.model.layers)}
              aria-label={shortLayerName(layer, metadata.model.layers)}
              aria-pressed={layer === own || chosen.includes(layer)}
              disabled={layer === own}
              data-testid={`curve-layer-${layer}`}
              onClick={() =>
                commands.setCurveLayers(chosen.includes(layer) ? chosen.filter((other) => other !== layer) : [...chosen, layer])
              }
            >
              {layer}
            </button>
          ))}
        </span>
      </div>
      <GraphSelect graphs={metadata.graphs} value={graph} onChange={onGraph} />
      <SpacingChoice />
    </div>
  );
}

/** Every measure against the context, with the cursor of the timeline, for one or several layers. */
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
  const chosen = useView((state) => state.curveLayers);
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
  const own = accuracySeries(result.info, windowSpans(result));
  if (own.masked) return null;
  const { metadata } = result.info;
  const { chanceLevel } = metadata.task;
  const curve = accuracyLine(own, metadata, replicates.map((replicate) => accuracySeries(replicate.info, windowSpans(replicate)).mean));
  if (chanceLevel === null) return [curve];
  const chance = curve.points.map(({ context }) => ({ context, value: chanceLevel }));
  return [curve, { id: 'chance', label: 'chance', colour: 7, dashed: true, points: chance }];
}
