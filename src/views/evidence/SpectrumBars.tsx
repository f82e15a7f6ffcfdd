/** The graph spectrum at the cursor, over its null range, with the embedding layer and the shuffled control across it. */
import { useRef } from 'react';
import type { RecordingGraph } from '../../core/recording/types.ts';
import type { NullsResult } from '../../state/evidence/nulls.ts';
import { BandBars } from '../charts/BandBars.tsx';
import { ChartFrame } from '../charts/ChartFrame.tsx';
import { Legend, type LegendEntry } from '../charts/Legend.tsx';
import { exported, type ChartTable } from '../charts/chartTable.ts';
import { Hint } from '../ui/Text.tsx';
import { formatTokens } from '../ui/formatNumber.ts';
import { graphIn } from './GraphSelect.tsx';
import { ABOUT } from './aboutCharts.ts';
import { averagedShares, AVERAGING_COLOUR, spectrumBars, type SpectrumMark, withAveraging } from './spectrumModes.ts';
import { frameAtOrBefore, useNullsFrame, useFocusEvidence } from './useFocusEvidence.ts';

interface SpectrumBarsProps {
  readonly result: NullsResult;
  readonly stale: boolean;
  readonly graph: RecordingGraph;
  readonly index: number;
  readonly recordingId: string;
}

export function SpectrumBars({ result, stale, graph, index, recordingId }: SpectrumBarsProps) {
  const svg = useRef<SVGSVGElement>(null);
  const { nulls } = result;
  const frame = useNullsFrame(nulls.frames);
  const embedding = useFocusEvidence('embedding', recordingId).value;
  const shuffled = useFocusEvidence('shuffled', null).value;
  const { context } = nulls.frames[frame]!;
  const spectrum = nulls.spectra[frame]?.[index] ?? null;
  const markOf = (other: NullsResult | null, colour: 2 | 3): SpectrumMark => ({
    colour,
    spectrum: other === null ? null : (other.nulls.spectra[frameAtOrBefore(other.nulls.frames, context)]?.[graphIn(other, graph.id)] ?? null),
  });
  const averaged = useFocusEvidence('averagingBand', recordingId).value;
  const fitted = averaged === null ? null : averagedShares(averaged, context, graph.id);
  const bars = spectrum === null ? [] : withAveraging(spectrumBars(spectrum, [markOf(embedding, 2), markOf(shuffled, 3)]), fitted);
  const table = (): ChartTable => ({
    columns: [
      { name: 'mode', unit: '' }, { name: 'context', unit: 'tokens' }, { name: 'share of variance', unit: 'share' },
      { name: '5 % of relabellings', unit: 'share' }, { name: '95 % of relabellings', unit: 'share' },
      { name: 'p', unit: 'probability' }, { name: 'relabellings', unit: 'count' },
      ...(embedding === null ? [] : [{ name: 'embedding layer', unit: 'share' }]), ...(shuffled === null ? [] : [{ name: 'shuffled order', unit: 'share' }]),
      ...(fitted === null ? [] : [{ name: '5 % of averaging with the previous word', unit: 'share' }, { name: '95 % of averaging with the previous word', unit: 'share' }]),
    ],
    rows: bars.map(({ detail, value, low, high, marks }, mode) => [
      detail, context, exported(value), exported(low), exported(high), exported(spectrum?.p[mode] ?? NaN), spectrum?.draws ?? null,
      ...[...(embedding === null ? [] : [2]), ...(shuffled === null ? [] : [3])].map((colour) => exported(marks.find((mark) => mark.colour === colour)?.value ?? NaN)),
      ...(fitted === null ? [] : [exported(fitted.low[mode] ?? NaN), exported(fitted.high[mode] ?? NaN)]),
    ]),
  });
  const legend: readonly LegendEntry[] = [
    { id: 'measured', label: 'this layer', colour: 1, mark: 'bar', value: null },
    { id: 'relabelled', label: '5–95 % of relabellings', colour: null, mark: 'band', value: null },
    ...(embedding === null ? [] : [{ id: 'embedding', label: 'embedding layer', colour: 2, mark: 'line', value: null } as const]),
    ...(shuffled === null ? [] : [{ id: 'shuffled', label: 'shuffled order', colour: 3, mark: 'line', value: null } as const]),
    ...(fitted === null ? [] : [{ id: 'averaging', label: '5 and 95 % of averaging with the previous word', colour: AVERAGING_COLOUR, mark: 'line', value: null } as const]),
  ];
  return (
    <ChartFrame title={`Spectrum on ${graph.title} at ${formatTokens(context)}`} about={ABOUT.spectrum} table={table} svgRef={svg} legend={() => legend} source="nulls" stale={stale} testId="spectrum-bars">
      {spectrum === null ? (
        <Hint>This context has too few words for a spectrum.</Hint>
      ) : (
        <BandBars bars={bars} colour={1} axisName="mode, smooth to rough" valueName="share of variance" svgRef={svg} />
      )}
      <Legend entries={legend} />
      {spectrum !== null && !spectrum.complete && <Hint>Some words are missing from this window: these are the modes of the whole graph at those present.</Hint>}
    </ChartFrame>
  );
}
