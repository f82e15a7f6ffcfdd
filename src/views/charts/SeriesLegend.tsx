/** The series of a chart and their bands, with their values at the cursor, or where the pointer is. */
import { useView } from '../../state/binding.tsx';
import { formatRatio } from '../controls/formatNumber.ts';
import type { ChartSeries } from './chartSeries.ts';
import { Legend } from './Legend.tsx';
import { seriesLegend } from './legendEntries.ts';

interface SeriesLegendProps {
  readonly series: readonly ChartSeries[];
  readonly last: number;
  readonly format?: (value: number) => string;
}

export function SeriesLegend({ series, last, format = formatRatio }: SeriesLegendProps) {
  const hovered = useView((state) => state.hoveredContext);
  const cursor = useView((state) => state.cursor);
  return <Legend entries={seriesLegend(series, hovered ?? cursor ?? last, format)} pointed={hovered !== null} />;
}
