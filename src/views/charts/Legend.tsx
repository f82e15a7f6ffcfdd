/** The legend of a chart as words and marks: every line and every band under a name of its own. */
import { classNames } from '../ui/classNames.ts';
import { bandAt, type ChartSeries, type SeriesColour, valueAt } from './chartSeries.ts';
import * as styles from './charts.module.css';

export interface LegendEntry {
  readonly id: string;
  readonly label: string;
  /** null: the neutral grey of null ranges behind bars. */
  readonly colour: SeriesColour | null;
  readonly mark: 'line' | 'dashed' | 'band' | 'bar';
  /** At the cursor or the pointer; null where the entry has no value. */
  readonly value: string | null;
}

/** Every series, its band after it, with their values at a context in tokens. */
export function seriesLegend(series: readonly ChartSeries[], context: number, format: (value: number) => string): readonly LegendEntry[] {
  return series.flatMap(({ id, label, colour, points, dashed = false, band }): LegendEntry[] => {
    const range = band === undefined ? null : bandAt(band, context);
    return [
      { id, label, colour, mark: dashed ? 'dashed' : 'line', value: format(valueAt(points, context)) },
      ...(band === undefined
        ? []
        : [{ id: `${id} band`, label: band.label, colour, mark: 'band' as const, value: range === null ? format(NaN) : `${format(range.low)}–${format(range.high)}` }]),
    ];
  });
}

/** What the lines, bands and bars of a chart are, with their values where they have one. */
interface LegendProps {
  readonly entries: readonly LegendEntry[];
  /** The values are those under the pointer rather than at the cursor. */
  readonly pointed?: boolean;
}

export function Legend({ entries, pointed = false }: LegendProps) {
  return (
    <ul className={styles.legend}>
      {entries.map(({ id, label, colour, mark, value }) => (
        <li key={id}>
          <span className={styles.swatch} data-mark={mark} data-series={colour ?? 'null'} />
          <span className={styles.legendName}>{label}</span>
          {value !== null && <span className={pointed ? classNames(styles.legendValue, styles.legendPointed) : styles.legendValue}>{value}</span>}
        </li>
      ))}
    </ul>
  );
}
