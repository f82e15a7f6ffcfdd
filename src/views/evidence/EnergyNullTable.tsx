/** The energy along every graph of the recording at the cursor, against relabelled nodes. */
import type { RecordingGraph } from '../../core/recording/types.ts';
import type { ControlsResult } from '../../state/evidenceStore.ts';
import { ChartFrame } from '../charts/ChartFrame.tsx';
import { exported, type ChartTable } from '../charts/chartTable.ts';
import { TableBox } from '../charts/TableBox.tsx';
import { formatRatio, formatTokens } from '../controls/formatNumber.ts';
import { ABOUT } from './aboutCharts.ts';
import { formatP } from './formatP.ts';
import { useControlsFrame } from './useControlsFrame.ts';

interface EnergyNullTableProps {
  readonly result: ControlsResult;
  readonly graphs: readonly RecordingGraph[];
  readonly space: 'full' | 'shown';
  readonly spaceName: string;
  readonly stale: boolean;
}

export function EnergyNullTable({ result, graphs, space, spaceName, stale }: EnergyNullTableProps) {
  const { controls } = result;
  const frame = useControlsFrame(controls.frames);
  const F = controls.frames.length;
  const energy = space === 'full' ? controls.energy : controls.shownEnergy;
  const rewired = space === 'full' ? controls.rewired : controls.shownRewired;
  const { context } = controls.frames[frame]!;
  const rows = graphs.map(({ id, title }, g) => {
    const at = g * F + frame;
    return {
      id,
      title,
      observed: energy.observed[at]!,
      low: energy.low[at]!,
      high: energy.high[at]!,
      z: energy.z[at]!,
      p: energy.p[at]!,
      pAbove: energy.pAbove[at]!,
      draws: energy.draws[at]!,
      rewired: rewired.mean[at]!,
    };
  });
  const table = (): ChartTable => ({
    columns: [
      { name: 'graph', unit: '' }, { name: 'context', unit: 'tokens' }, { name: 'energy', unit: '1' }, { name: 'null 5 %', unit: '1' },
      { name: 'null 95 %', unit: '1' }, { name: 'z', unit: 'sd of the null' }, { name: 'p, closer', unit: 'probability' },
      { name: 'p, further apart', unit: 'probability' }, { name: 'relabellings', unit: 'count' }, { name: 'random graphs, mean', unit: '1' },
    ],
    rows: rows.map((row) => [
      row.title, context, exported(row.observed), exported(row.low), exported(row.high), exported(row.z), exported(row.p),
      exported(row.pAbove), row.draws, exported(row.rewired),
    ]),
  });
  return (
    <ChartFrame title={`Every graph at ${formatTokens(context)}, ${spaceName}`} about={ABOUT.nulls} table={table} svgRef={null} source="nulls" stale={stale} testId="energy-null-table">
      <TableBox label="Energy along every graph">
        <table className="evidence-table numeric">
          <thead>
            <tr>
              <th scope="col">Graph</th>
              <th scope="col">energy</th>
              <th scope="col">null</th>
              <th scope="col">z</th>
              <th scope="col" title="Share of relabellings at least as close along the graph">
                p closer
              </th>
              <th scope="col" title="Share of relabellings at least as far apart along the graph">
                p apart
              </th>
              <th scope="col" title="Mean over random graphs with the same degrees">random</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">{row.title}</th>
                <td>{formatRatio(row.observed)}</td>
                <td className="evidence-minor">
                  {formatRatio(row.low)}–{formatRatio(row.high)}
                </td>
                <td>{formatRatio(row.z)}</td>
                <td>{formatP(row.p)}</td>
                <td>{formatP(row.pAbove)}</td>
                <td className="evidence-minor">{formatRatio(row.rewired)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </ChartFrame>
  );
}
