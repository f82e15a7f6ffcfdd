/** Subspace R2 of every pair of components with one graph over the context: where components swap roles. */
import { useMemo } from 'react';
import type { RecordingGraph } from '../../core/recording/types.ts';
import type { ControlsResult } from '../../state/evidence/evidenceStore.ts';
import { CurveFrame } from '../charts/CurveFrame.tsx';
import { ABOUT } from './aboutCharts.ts';
import { pairCurves } from './pairSeries.ts';

interface PairCurvesProps {
  readonly result: ControlsResult;
  readonly stale: boolean;
  readonly graph: RecordingGraph;
  readonly index: number;
}

export function PairCurves({ result: { controls }, stale, graph, index }: PairCurvesProps) {
  const series = useMemo(() => pairCurves(controls, index), [controls, index]);
  const contexts = useMemo(() => controls.frames.map(({ context }) => context), [controls]);
  return (
    <CurveFrame
      title={`R² with ${graph.title} over context`}
      about={ABOUT.pairs}
      series={series}
      contexts={contexts}
      valueName="R²"
      unit="1"
      include={[0, 1]}
      source="nulls"
      stale={stale}
      testId="pair-curves"
    />
  );
}
