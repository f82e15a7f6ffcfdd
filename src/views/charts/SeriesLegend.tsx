/** The series of a chart with their values at the cursor, or where the pointer is. */
import { useView } from '../../state/binding.tsx';
import { formatRatio } from '../controls/formatNumber.ts';
import { valueAt, type ChartSeries } from './chartSeries.ts';

interface SeriesLegendProps {
  readonly series: readonly ChartSeries[];
  readonly last: number;
  readonly format?: (value: number) => string;
}

export function SeriesLegend({ series, last, format = formatRatio }: SeriesLegendProps) {
  const hovered = useView((state) => state.hoveredContext);
  const cursor = useView((state) => state.cursor);
  const context = hovered ?? cursor ?? last;
  return (
    <ul className="chart-legend numeric">
      {series.map(({ id, label, colour, points, dashed = false }) => (
        <li key={id}>
          <span className="chart-swatch" data-series={colour} data-dashed={dashed || undefined} />
          <span className="chart-legend-name">{label}</span>
          <span className={hovered === null ? 'chart-legend-value' : 'chart-legend-value chart-legend-pointed'}>
            {format(valueAt(points, context))}
          </span>
        </li>
      ))}
    </ul>
  );
}
