/** Critical context against graph size over a family of recordings, with the power law through it. */
import { useMemo, useRef } from 'react';
import type { WindowKind } from '../../core/recording/types.ts';
import { useEvidence, useExplorer, useView } from '../../state/binding.tsx';
import type { ScalingData, ScalingStudy, StudyPoint } from '../../state/evidence/scalingTypes.ts';
import { scalingProvenance } from '../../state/figures/measureTable.ts';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { ChartBlock, ChartFrame } from '../charts/ChartFrame.tsx';
import { ChartNote } from '../charts/ChartParts.tsx';
import { Legend } from '../charts/Legend.tsx';
import { type ChartTable, exported } from '../charts/chartTable.ts';
import { Caution } from '../ui/Text.tsx';
import { CriticalTable } from './CriticalTable.tsx';
import { EvidenceStatus } from './EvidenceStatus.tsx';
import { ScalingOptions } from './ScalingOptions.tsx';
import { ResidualPlot, ScalingPlot } from './ScalingPlot.tsx';
import { ABOUT } from './aboutCharts.ts';
import * as styles from './scaling.module.css';
import { familyNote, lawSentences, methodNote, scalingLegend } from './scalingWords.ts';

/** The exponent with its intervals, or why there is none. */
export function ScalingLaw({ study }: { readonly study: ScalingStudy }) {
  const { law } = study;
  return (
    <div className={styles.law} data-testid="scaling-law">
      {law !== null && (
        <p>
          T<sub>c</sub> = {law.coefficient.toPrecision(3)} · n<sup>{law.alpha.toFixed(2)}</sup>
        </p>
      )}
      {lawSentences(study).map((sentence) => (
        <ChartNote key={sentence}>
          {sentence}
        </ChartNote>
      ))}
    </div>
  );
}

/** Critical context against graph size over the focus recording's family, and the power law through it. */
function pointsTable(study: ScalingStudy): ChartTable {
  return {
    columns: [
      { name: 'nodes', unit: 'count' }, { name: 'critical context', unit: 'tokens' }, { name: '95 % low', unit: 'tokens' },
      { name: '95 % high', unit: 'tokens' }, { name: 'rows resampled', unit: 'count' }, { name: 'resamples with a critical context', unit: 'share' },
      { name: 'breaks', unit: 'count' }, { name: 'in the fit', unit: '' }, { name: 'note', unit: '' },
    ],
    rows: study.points.map((point) => [
      point.nodes, exported(point.context), exported(point.low), exported(point.high), point.rows, exported(point.defined),
      point.breaks, point.dropped ? 'no' : 'yes', point.reason ?? point.refusal ?? point.intervalReason,
    ]),
  };
}

interface StudyProps {
  readonly study: ScalingStudy;
  readonly data: ScalingData;
  readonly windows: WindowKind | undefined;
  readonly stale: boolean;
}

function Study({ study, data, windows, stale }: StudyProps) {
  const { commands } = useExplorer();
  const seed = useView((state) => state.seed);
  const plot = useRef<SVGSVGElement>(null);
  const residuals = useRef<SVGSVGElement>(null);
  const open = ({ recordingIds, context }: StudyPoint) => {
    if (recordingIds[0] !== undefined) commands.openRecordingAt(recordingIds[0], Math.round(context));
  };
  const { law } = study;
  const legend = scalingLegend(study);
  const source = useMemo(() => scalingProvenance(data, study, seed), [data, study, seed]);
  return (
    <>
      <ChartFrame title="Critical context by size" about={ABOUT.scaling} table={() => pointsTable(study)} svgRef={plot} legend={() => legend} source={source} stale={stale} testId="scaling-plot">
        <ScalingPlot points={study.points} law={law} onOpen={open} svgRef={plot} />
        <Legend entries={legend} />
        <ChartNote>{methodNote(study, windows)}</ChartNote>
        <ScalingLaw study={study} />
        <CriticalTable study={study} />
      </ChartFrame>
      {law !== null && (
        <ChartFrame
          title="Residuals"
          about={ABOUT.residuals}
          table={() => ({
            columns: [{ name: 'nodes', unit: 'count' }, { name: 'ln measured - ln fitted', unit: '1' }, { name: 'measured / fitted', unit: '1' }],
            rows: law.sizes.map((nodes, i) => [nodes, exported(law.residuals[i] ?? NaN), exported(Math.exp(law.residuals[i] ?? NaN))]),
          })}
          svgRef={residuals}
          source={source}
          stale={stale}
          testId="residuals"
        >
          <ResidualPlot law={law} svgRef={residuals} />
        </ChartFrame>
      )}
    </>
  );
}

export function ScalingTab({ result }: { readonly result: PanelResult }) {
  const study = useEvidence((state) => (state.scaling.status === 'absent' ? null : state.scaling.value));
  const stale = useEvidence((state) => state.scaling.status !== 'ready');
  const dataStatus = useEvidence((state) => state.scalingData.status);
  const data = useEvidence((state) => state.scalingData.value);
  const { metadata } = result.info;
  return (
    <div data-testid="scaling">
      <ScalingOptions windows={metadata.windows} />
      <ChartBlock>
        <ChartNote>{familyNote(metadata, dataStatus === 'ready' ? data : null)}</ChartNote>
        <EvidenceStatus name="scalingData" />
        {dataStatus === 'ready' && <EvidenceStatus name="scaling" />}
        {data !== null && data.gaps.map(({ recordingId, message }) => (
          <Caution key={recordingId}>{`${recordingId} is left out: ${message}`}</Caution>
        ))}
      </ChartBlock>
      {study !== null && data !== null && <Study study={study} data={data} windows={metadata.windows} stale={stale} />}
    </div>
  );
}
