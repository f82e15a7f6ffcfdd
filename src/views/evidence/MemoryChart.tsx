/** Accuracy beside what memory of the recorded sequences alone would give. */
import { useMemo, useRef } from 'react';
import { accuracySeries } from '../../state/accuracySeries.ts';
import type { PanelResult } from '../../state/analysisStore.ts';
import { memorySeries } from '../../state/memorySeries.ts';
import { ChartFrame } from '../charts/ChartFrame.tsx';
import type { ChartSeries } from '../charts/chartSeries.ts';
import { CurveChart } from '../charts/CurveChart.tsx';
import { SeriesLegend } from '../charts/SeriesLegend.tsx';
import { seriesTable } from '../charts/seriesTable.ts';
import { ABOUT } from './aboutCharts.ts';
import { EvidenceStatus } from './EvidenceStatus.tsx';
import { useFocusEvidence } from './useFocusEvidence.ts';

export function MemoryChart({ result }: { readonly result: PanelResult }) {
  const svg = useRef<SVGSVGElement>(null);
  const { value, stale } = useFocusEvidence('baselines', result.recordingId);
  const series = useMemo((): readonly ChartSeries[] => {
    const accuracy = accuracySeries(result.info);
    const measured: readonly ChartSeries[] = accuracy.masked
      ? []
      : [{ id: 'accuracy', label: 'accuracy of the model', colour: 1, points: accuracy.mean, band: accuracy.band }];
    if (value === null) return measured;
    const memory = memorySeries(result.info.metadata, value.baselines);
    return [
      ...measured,
      { id: 'bigram', label: 'bigram recall', colour: 2, dashed: true, points: memory.bigram },
      { id: 'unigram', label: 'unigram', colour: 3, dashed: true, points: memory.unigram },
      { id: 'once', label: 'edges seen once', colour: 4, points: memory.seenOnce },
      { id: 'iid-once', label: 'once, independent draws', colour: 4, dashed: true, points: memory.iidOnce },
      { id: 'twice', label: 'edges seen twice', colour: 5, points: memory.seenTwice },
      { id: 'iid-twice', label: 'twice, independent draws', colour: 5, dashed: true, points: memory.iidTwice },
    ];
  }, [result, value]);
  const contexts = useMemo(() => result.analysis.frames.map(({ context }) => context), [result]);
  return (
    <ChartFrame
      title="Accuracy beside memory"
      about={ABOUT.memory}
      table={() => seriesTable(series, 'probability')}
      svgRef={svg}
      stale={stale && value !== null}
      status={<EvidenceStatus name="baselines" />}
      testId="memory"
    >
      {series.length > 0 && (
        <>
          <CurveChart series={series} contexts={contexts} valueName="probability or share" include={[0, 1]} svgRef={svg} />
          <SeriesLegend series={series} last={contexts.at(-1)!} />
        </>
      )}
    </ChartFrame>
  );
}
