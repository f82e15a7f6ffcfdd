/** Every curve's value at the cursor in one table, to be copied. */
import { useView } from '../../state/binding.tsx';
import { ChartFrame, TableBox } from '../charts/ChartFrame.tsx';
import { bandAt, valueAt, type ChartSeries } from '../charts/chartSeries.ts';
import { exported, type ChartTable } from '../charts/chartTable.ts';
import { formatRatio, formatTokens } from '../ui/formatNumber.ts';
import { ABOUT } from './aboutCharts.ts';
import * as styles from './evidence.module.css';

interface CurvesOf {
  readonly measure: string;
  readonly unit: string;
  readonly series: readonly ChartSeries[];
}

interface ValuesAtCursorProps {
  readonly measures: readonly CurvesOf[];
  readonly last: number;
}

export function ValuesAtCursor({ measures, last }: ValuesAtCursorProps) {
  const context = useView((state) => state.hoveredContext ?? state.cursor) ?? last;
  const table = (): ChartTable => ({
    columns: [
      { name: 'measure', unit: '' }, { name: 'curve', unit: '' }, { name: 'context', unit: 'tokens' }, { name: 'value', unit: '' },
      { name: 'unit', unit: '' }, { name: 'range', unit: '' }, { name: 'range, low', unit: '' }, { name: 'range, high', unit: '' },
    ],
    rows: measures.flatMap(({ measure, unit, series }) =>
      series.map(({ label, points, band }) => {
        const range = band === undefined ? null : bandAt(band, context);
        return [
          measure, label, context, exported(valueAt(points, context)), unit,
          band?.label ?? null, exported(range?.low ?? NaN), exported(range?.high ?? NaN),
        ];
      }),
    ),
  });
  return (
    <ChartFrame title={`Values at ${formatTokens(context)}`} about={ABOUT.values} table={table} svgRef={null} testId="values-at-cursor">
      <TableBox label="Values at the cursor">
        <table className={styles.table}>
          {measures.map(({ measure, series }) => (
            <tbody key={measure}>
              {series.length > 1 && (
                <tr>
                  <th className={styles.group} scope="rowgroup" colSpan={3}>{measure}</th>
                </tr>
              )}
              {series.map(({ id, label, points, band }) => {
                const range = band === undefined ? null : bandAt(band, context);
                return (
                  <tr key={id}>
                    <th scope="row" className={series.length > 1 ? styles.nested : undefined}>{series.length > 1 ? label : measure}</th>
                    <td className={styles.minor} title={band?.label}>
                      {range === null ? '' : `${formatRatio(range.low)}–${formatRatio(range.high)}`}
                    </td>
                    <td>{formatRatio(valueAt(points, context))}</td>
                  </tr>
                );
              })}
            </tbody>
          ))}
        </table>
      </TableBox>
    </ChartFrame>
  );
}
