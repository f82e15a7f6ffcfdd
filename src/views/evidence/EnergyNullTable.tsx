/** The energy along every graph of the recording at the cursor, against relabelled nodes. */
import type { RecordingGraph } from '../../core/recording/types.ts';
import type { NullsResult } from '../../state/evidence/nulls.ts';
import { ChartFrame, TableBox } from '../charts/ChartFrame.tsx';
import { exported, type ChartTable } from '../charts/chartTable.ts';
import { formatCount, formatRatio, formatTokens } from '../ui/formatNumber.ts';
import { ABOUT } from './aboutCharts.ts';
import * as styles from './evidence.module.css';
import { useNullsFrame } from './useFocusEvidence.ts';

/** Fewest decimals printed. */
const DECIMALS = 3;

/**
 * A probability as the page prints it, (1 + k) / (1 + draws): to as many decimals as its least value has, so that none
 * is printed as zero or as less than it is. An en dash where it is not defined.
 */
export function formatP(p: number, draws: number): string {
  if (!Number.isFinite(p)) return '–';
  const steps = Number.isFinite(draws) ? Math.max(1, draws + 1) : 1;
  return p.toFixed(Math.max(DECIMALS, Math.ceil(Math.log10(steps) - 1e-9)));
}

interface EnergyNullTableProps {
  readonly result: NullsResult;
  readonly graphs: readonly RecordingGraph[];
  readonly space: 'full' | 'shown';
  readonly spaceName: string;
  readonly stale: boolean;
}

interface GraphRow {
  readonly id: string;
  readonly title: string;
  readonly observed: number;
  readonly low: number;
  readonly high: number;
  readonly z: number;
  readonly p: number;
  readonly pAbove: number;
  readonly draws: number;
  readonly rewired: number;
  readonly byDegree: number;
}

/** One line of the table each; a graph is a column, so that few graphs fit a narrow page. */
const FIGURES: readonly { readonly name: string; readonly explanation?: string; readonly minor: boolean; readonly text: (row: GraphRow) => string }[] = [
  { name: 'energy', minor: false, text: ({ observed }) => formatRatio(observed) },
  { name: '5–95 % of relabellings', minor: true, text: ({ low, high }) => `${formatRatio(low)}–${formatRatio(high)}` },
  { name: 'z', explanation: 'Distance from the mean of the relabellings, in their standard deviations', minor: false, text: ({ z }) => formatRatio(z) },
  { name: 'p, closer', explanation: 'Share of relabellings at least as close along the graph, the measured one counted among them', minor: false, text: ({ p, draws }) => formatP(p, draws) },
  { name: 'p, further apart', explanation: 'Share of relabellings at least as far apart along the graph, the measured one counted among them', minor: false, text: ({ pAbove, draws }) => formatP(pAbove, draws) },
  { name: 'relabellings', minor: true, text: ({ draws }) => formatCount(draws) },
  { name: 'mean of same-degree graphs', minor: true, text: ({ rewired }) => formatRatio(rewired) },
  { name: 'degree-weighted energy', explanation: 'tr(H′LH) / tr(H′DH), H centred: the other normalisation that publications use; compare with theirs, not with the energy above', minor: true, text: ({ byDegree }) => formatRatio(byDegree) },
];

export function EnergyNullTable({ result, graphs, space, spaceName, stale }: EnergyNullTableProps) {
  const { nulls } = result;
  const frame = useNullsFrame(nulls.frames);
  const F = nulls.frames.length;
  const energy = space === 'full' ? nulls.energy : nulls.shownEnergy;
  const rewired = space === 'full' ? nulls.rewired : nulls.shownRewired;
  const byDegree = space === 'full' ? nulls.degreeWeighted : nulls.shownDegreeWeighted;
  const { context } = nulls.frames[frame]!;
  const rows = graphs.map(({ id, title }, g): GraphRow => {
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
      byDegree: byDegree[at]!,
    };
  });
  const table = (): ChartTable => ({
    columns: [
      { name: 'graph', unit: '' }, { name: 'context', unit: 'tokens' }, { name: 'energy', unit: '1' }, { name: '5 % of relabellings', unit: '1' },
      { name: '95 % of relabellings', unit: '1' }, { name: 'z', unit: 'sd of the null' }, { name: 'p, closer', unit: 'probability' },
      { name: 'p, further apart', unit: 'probability' }, { name: 'relabellings', unit: 'count' }, { name: 'mean of same-degree graphs', unit: '1' },
      { name: 'degree-weighted energy', unit: '1' },
    ],
    rows: rows.map((row) => [
      row.title, context, exported(row.observed), exported(row.low), exported(row.high), exported(row.z), exported(row.p),
      exported(row.pAbove), row.draws, exported(row.rewired), exported(row.byDegree),
    ]),
  });
  return (
    <ChartFrame title={`Every graph at ${formatTokens(context)}, ${spaceName}`} about={ABOUT.nulls} table={table} svgRef={null} source="nulls" stale={stale} testId="energy-null-table">
      <TableBox label="Energy along every graph">
        <table className={styles.table}>
          <thead>
            <tr>
              <td />
              {rows.map(({ id, title }) => (
                <th key={id} scope="col">{title}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {FIGURES.map(({ name, explanation, minor, text }) => (
              <tr key={name}>
                <th scope="row" title={explanation}>{name}</th>
                {rows.map((row) => (
                  <td key={row.id} className={minor ? styles.minor : undefined}>{text(row)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </ChartFrame>
  );
}
