/** The share of every mode over the context, or of one mode beside its null range and the controls. */
import { useMemo, useState } from 'react';
import type { RecordingGraph } from '../../core/recording/types.ts';
import { CurveFrame } from '../charts/CurveFrame.tsx';
import { ABOUT } from './aboutCharts.ts';
import { modeAgainstNull, modeCurves, modeName, wholeModel } from './spectrumModes.ts';
import { useFocusEvidence } from './useFocusEvidence.ts';
import type { NullsResult } from '../../state/evidence/nulls.ts';

interface SpectrumCurvesProps {
  readonly result: NullsResult;
  readonly stale: boolean;
  readonly graph: RecordingGraph;
  readonly index: number;
  readonly recordingId: string;
}

export function SpectrumCurves({ result: { nulls }, stale, graph, index, recordingId }: SpectrumCurvesProps) {
  const [chosen, setChosen] = useState<number | null>(null);
  const embedding = useFocusEvidence('embedding', recordingId).value;
  const shuffled = useFocusEvidence('shuffled', null).value;
  const model = useMemo(() => wholeModel(nulls, index), [nulls, index]);
  const mode = chosen !== null && model !== null && chosen < model.share.length ? chosen : null;
  const series = useMemo(
    () =>
      mode === null
        ? modeCurves(nulls, index)
        : modeAgainstNull(nulls, index, graph.id, mode, [
            { name: 'embedding layer', colour: 2, result: embedding },
            { name: 'shuffled order', colour: 3, result: shuffled },
          ]),
    [nulls, index, graph.id, mode, embedding, shuffled],
  );
  const contexts = useMemo(() => nulls.frames.map(({ context }) => context), [nulls]);
  const options = series.length > 0 && model !== null && (
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
  );
  return (
    <CurveFrame
      title={mode === null || model === null ? `Modes of ${graph.title} over context` : `${graph.title}, ${modeName(model, mode)}, over context`}
      about={ABOUT.spectrum}
      series={series}
      contexts={contexts}
      valueName="share of variance"
      unit="share"
      include={[0]}
      source="nulls"
      stale={stale}
      testId="spectrum-curves"
      options={options}
    >
      {series.length === 0 && <p className="hint">No context holds every word of the graph.</p>}
    </CurveFrame>
  );
}
