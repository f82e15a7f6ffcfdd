/** One measure for every layer and context; a click goes to that layer and context. */
import { useMemo, useRef, useState } from 'react';
import { useExplorer, useView } from '../../state/binding.tsx';
import { bestLayer } from '../../state/figures/bestLayer.ts';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { shownAxes, type Axes } from '../../state/view/panelSpec.ts';
import { ChartFrame } from '../charts/ChartFrame.tsx';
import { centredScale, Heatmap, type HeatRow } from '../charts/Heatmap.tsx';
import { exported, type ChartTable } from '../charts/chartTable.ts';
import { Select } from '../ui/Field.tsx';
import { Hint } from '../ui/Text.tsx';
import { shortLayerName } from '../ui/names.ts';
import { EvidenceStatus } from './EvidenceStatus.tsx';
import { GraphSelect, useGraphChoice } from './GraphSelect.tsx';
import { ABOUT, ABOUT_MEASURE } from './aboutCharts.ts';
import * as styles from './evidence.module.css';
import { MEASURE_IDS, MEASURES, measureSeries, type MeasureId } from './measureSeries.ts';
import { useFocusEvidence } from './useFocusEvidence.ts';

interface LayersTabProps {
  readonly result: PanelResult;
  readonly axes: Axes;
}

function rangeOf(rows: readonly HeatRow[]): readonly [number, number] {
  const values = rows.flatMap(({ values }) => values).filter(Number.isFinite);
  if (values.length === 0) return [0, 1];
  return [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
}

export function LayersTab({ result, axes }: LayersTabProps) {
  const { commands } = useExplorer();
  const mode = useView((state) => state.mode);
  const [measure, setMeasure] = useState<MeasureId>('shownEnergy');
  const { metadata } = result.info;
  const [graph, setGraph] = useGraphChoice(metadata);
  const svg = useRef<SVGSVGElement>(null);
  const { value: sweep } = useFocusEvidence('sweep', result.recordingId);
  const shown = useMemo(() => shownAxes(axes, mode), [axes, mode]);
  const rows = useMemo(
    () =>
      (sweep?.layers ?? []).map(({ layer, result: swept }): HeatRow => ({
        layer,
        label: metadata.model.layers === 0 ? `layer ${layer}` : layer === 0 ? 'embedding' : layer === metadata.model.layers ? `${layer}, final` : `layer ${layer}`,
        values: measureSeries(swept, measure, graph, shown).map(({ value }) => value),
      })),
    [sweep, measure, graph, shown, metadata],
  );
  const contexts = useMemo(() => result.analysis.frames.map(({ context }) => context), [result]);
  const range = rangeOf(rows);
  const scale = measure === 'energy' || measure === 'shownEnergy' ? centredScale(range, 1) : { domain: range, centre: null };
  const best = useMemo(() => (sweep === null ? null : bestLayer(sweep.layers, graph)), [sweep, graph]);
  const { name, unit } = MEASURES[measure];
  const table = (): ChartTable => ({
    columns: [{ name: 'context', unit: 'tokens' }, ...rows.map(({ layer }) => ({ name: `${name}, ${shortLayerName(layer, metadata.model.layers)}`, unit }))],
    rows: contexts.map((context, frame) => [context, ...rows.map(({ values }) => exported(values[frame] ?? NaN))]),
  });
  return (
    <div data-testid="layers">
      <div className={styles.options}>
        <label className={styles.option}>
          Measure
          <Select data-testid="heatmap-measure" value={measure} onChange={(event) => setMeasure(event.currentTarget.value as MeasureId)}>
            {MEASURE_IDS.map((id) => (
              <option key={id} value={id}>
                {MEASURES[id].name}
              </option>
            ))}
          </Select>
        </label>
        {MEASURES[measure].graph && <GraphSelect graphs={metadata.graphs} value={graph} onChange={setGraph} />}
      </div>
      <ChartFrame
        title={`${name}, by layer`}
        about={{ section: ABOUT_MEASURE[measure].section, words: [...ABOUT.layers.words, ...ABOUT_MEASURE[measure].words] }}
        table={table}
        svgRef={svg}
        status={<EvidenceStatus name="sweep" />}
        testId="heatmap"
      >
        {rows.length > 0 && (
          <Heatmap
            rows={rows}
            contexts={contexts}
            valueName={name}
            scale={scale}
            bestLayer={best}
            shownLayer={result.analysis.settings.layer}
            onChoose={(layer, context) => commands.showLayerAt(layer, context)}
            svgRef={svg}
          />
        )}
        {sweep !== null && sweep.kept > 0 && (
          <Hint data-testid="sweep-kept">
            {sweep.kept} of {sweep.wanted.length} layers come from results kept in this browser.
          </Hint>
        )}
        {best !== null && <Hint>★ holds {metadata.graphs[graph]?.title ?? 'the graph'} best: the lowest energy in all dimensions at the last context.</Hint>}
        <Hint>Click a field to go to its layer and context; by keyboard, the arrow keys and Enter.</Hint>
      </ChartFrame>
    </div>
  );
}
