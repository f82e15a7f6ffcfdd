/** Every curve's value at the cursor in one table, to be copied. */
import { useView } from '../../state/binding.tsx';
import { ChartFrame } from '../charts/ChartFrame.tsx';
import { valueAt, type ChartSeries } from '../charts/chartSeries.ts';
import { exported, type ChartTable } from '../charts/chartTable.ts';
import { TableBox } from '../charts/TableBox.tsx';
import { formatRatio, formatTokens } from '../controls/formatNumber.ts';
import { ABOUT } from './aboutCharts.ts';

interface ValuesAtCursorProps {
  readonly series: readonly { readonly measure: string; readonly series: ChartSeries }[];
  readonly last: number;
}

export function ValuesAtCursor({ series, last }: ValuesAtCursorProps) {
  const context = useView((state) => state.hoveredContext ?? state.cursor) ?? last;
  const table = (): ChartTable => ({
    columns: [{ name: 'measure', unit: '' }, { name: 'curve', unit: '' }, { name: 'context', unit: 'tokens' }, { name: 'value', unit: '1' }],
    rows: series.map(({ measure, series: one }) => [measure, one.label, context, exported(valueAt(one.points, context))]),
  });
  return (
    <ChartFrame title={`Values at ${formatTokens(context)}`} about={ABOUT.values} table={table} svgRef={null} testId="values-at-cursor">
      <TableBox label="Values at the cursor">
        <table className="evidence-table numeric">
          <tbody>
            {series.map(({ measure, series: one }) => (
              <tr key={`${measure} ${one.id}`}>
                <th scope="row">{measure}</th>
                <td className="evidence-minor">{one.label}</td>
                <td>{formatRatio(valueAt(one.points, context))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </ChartFrame>
  );
}
