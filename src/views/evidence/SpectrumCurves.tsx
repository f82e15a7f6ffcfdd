/** The share of every mode over the context, or of one mode beside its null range and the controls. */
import { useMemo, useState } from 'react';
import type { RecordingGraph } from '../../core/recording/types.ts';
import type { NullsResult } from '../../state/evidence/nulls.ts';
import { CurveFrame } from '../charts/CurveFrame.tsx';
import { Select } from '../ui/Field.tsx';
import { Hint } from '../ui/Text.tsx';
import { ABOUT } from './aboutCharts.ts';
import * as styles from './evidence.module.css';
import { modeAgainstNull, modeCurves, modeName, wholeModel } from './spectrumModes.ts';
import { useFocusEvidence } from './useFocusEvidence.ts';

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
    <label className={styles.option}>
      Show
      <Select
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
      </Select>
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
      {series.length === 0 && <Hint>No context holds every word of the graph.</Hint>}
    </CurveFrame>
  );
}
