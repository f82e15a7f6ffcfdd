/** What the lines, bands and bars of a chart are, with their values where they have one. */
import type { LegendEntry } from './legendEntries.ts';

interface LegendProps {
  readonly entries: readonly LegendEntry[];
  /** The values are those under the pointer rather than at the cursor. */
  readonly pointed?: boolean;
}

export function Legend({ entries, pointed = false }: LegendProps) {
  return (
    <ul className="chart-legend numeric">
      {entries.map(({ id, label, colour, mark, value }) => (
        <li key={id}>
          <span className="chart-swatch" data-mark={mark} data-series={colour ?? 'null'} />
          <span className="chart-legend-name">{label}</span>
          {value !== null && <span className={pointed ? 'chart-legend-value chart-legend-pointed' : 'chart-legend-value'}>{value}</span>}
        </li>
      ))}
    </ul>
  );
}
