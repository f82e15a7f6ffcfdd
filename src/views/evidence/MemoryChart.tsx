/** Accuracy beside what memory of the recorded sequences alone would give. */
import { useMemo } from 'react';
import { accuracySeries, memorySeries, windowSpans } from '../../state/figures/accuracy.ts';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { CurveFrame } from '../charts/CurveFrame.tsx';
import type { ChartSeries } from '../charts/chartSeries.ts';
import { EvidenceStatus } from './EvidenceStatus.tsx';
import { ABOUT } from './aboutCharts.ts';
import { accuracyLine } from './measureSeries.ts';
import { useFocusEvidence } from './useFocusEvidence.ts';

export function MemoryChart({ result }: { readonly result: PanelResult }) {
  const { value, stale } = useFocusEvidence('baselines', result.recordingId);
  const series = useMemo((): readonly ChartSeries[] => {
    const accuracy = accuracySeries(result.info, windowSpans(result));
    const measured: readonly ChartSeries[] = accuracy.masked
      ? []
      : [accuracyLine(accuracy, result.info.metadata, [])];
    if (value === null) return measured;
    const memory = memorySeries(windowSpans(result), value.baselines);
    return [
      ...measured,
      { id: 'bigram', label: 'bigram recall', colour: 2, dashed: true, points: memory.bigram },
      { id: 'unigram', label: 'unigram', colour: 3, dashed: true, points: memory.unigram },
      { id: 'once', label: 'share of edges seen once', colour: 4, points: memory.seenOnce },
      { id: 'iid-once', label: 'once, by independent draws', colour: 4, dashed: true, points: memory.iidOnce },
      { id: 'twice', label: 'share of edges seen twice', colour: 5, points: memory.seenTwice },
      { id: 'iid-twice', label: 'twice, by independent draws', colour: 5, dashed: true, points: memory.iidTwice },
    ];
  }, [result, value]);
  const contexts = useMemo(() => result.analysis.frames.map(({ context }) => context), [result]);
  return (
    <CurveFrame
      title="Accuracy beside memory"
      about={ABOUT.memory}
      series={series}
      contexts={contexts}
      valueName="probability or share"
      unit="probability"
      include={[0, 1]}
      stale={stale && value !== null}
      status={<EvidenceStatus name="baselines" />}
      testId="memory"
    />
  );
}
