/** The share of every mode over the context, or of one mode beside its null range and the controls. */
import { useMemo, useRef, useState } from 'react';
import type { RecordingGraph } from '../../core/recording/types.ts';
import type { ControlsResult } from '../../state/evidenceStore.ts';
import { ChartFrame } from '../charts/ChartFrame.tsx';
import { CurveChart } from '../charts/CurveChart.tsx';
import { SeriesLegend } from '../charts/SeriesLegend.tsx';
import { seriesTable } from '../charts/seriesTable.ts';
import { ABOUT } from './aboutCharts.ts';
import { modeAgainstNull, modeCurves, modeName, wholeModel } from './spectrumModes.ts';
import { useFocusEvidence } from './useFocusEvidence.ts';

interface SpectrumCurvesProps {
  readonly result: ControlsResult;
  readonly stale: boolean;
  readonly graph: RecordingGraph;
  readonly index: number;
  readonly recordingId: string;
}

export function SpectrumCurves({ result: { controls }, stale, graph, index, recordingId }: SpectrumCurvesProps) {
  const svg = useRef<SVGSVGElement>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const embedding = useFocusEvidence('embedding', recordingId).value;
  const shuffled = useFocusEvidence('shuffled', null).value;
  const model = useMemo(() => wholeModel(controls, index), [controls, index]);
  const mode = chosen !== null && model !== null && chosen < model.share.length ? chosen : null;
  const series = useMemo(
    () =>
      mode === null
        ? modeCurves(controls, index)
        : modeAgainstNull(controls, index, graph.id, mode, [
            { name: 'embedding layer', colour: 2, result: embedding },
            { name: 'shuffled order', colour: 3, result: shuffled },
          ]),
    [controls, index, graph.id, mode, embedding, shuffled],
  );
  const contexts = useMemo(() => controls.frames.map(({ context }) => context), [controls]);
  return (
    <ChartFrame title={`Modes of ${graph.title} over context`} about={ABOUT.spectrum} table={() => seriesTable(series, 'share')} svgRef={svg} source="nulls" stale={stale} testId="spectrum-curves">
      {series.length === 0 ? (
        <p className="hint">No context holds every word of the graph.</p>
      ) : (
        <>
          {model !== null && (
            <label className="evidence-option">
              Show
              <select
                className="select"
                data-testid="spectrum-mode"
                value={mode ?? ''}
                onChange={(event) => setChosen(event.currentTarget.value === '' ? null : Number(event.currentTarget.value))}
              >
                <option value="">the modes with the largest shares</option>
                {Array.from(model.share, (_, m) => (
                  <option key={m} value={m}>
                    {modeName(model, m)}, beside its null
                  </option>
                ))}
              </select>
            </label>
          )}
          <CurveChart series={series} contexts={contexts} valueName="share of variance" include={[0]} svgRef={svg} />
          <SeriesLegend series={series} last={contexts.at(-1)!} />
        </>
      )}
    </ChartFrame>
  );
}
