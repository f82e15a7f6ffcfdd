/** The figures at the cursor pooled, without sequence offsets, across sequences and held out, each with its interval over sequences. */
import type { Measure, Reading } from '../../core/reliability/types.ts';
import { type FigureWithInterval, sequenceFigures, type SequenceFigures } from '../../state/figures/reliability.ts';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { ChartFrame, TableBox } from '../charts/ChartFrame.tsx';
import { type ChartTable, exported } from '../charts/chartTable.ts';
import { Hint } from '../ui/Text.tsx';
import { formatCount, formatRatio, formatShort, formatTokens } from '../ui/formatNumber.ts';
import { ABOUT } from './aboutCharts.ts';
import { EvidenceStatus } from './EvidenceStatus.tsx';
import * as styles from './evidence.module.css';
import { axesName } from './useCursorMeasures.ts';
import { useFocusEvidence, useNullsFrame } from './useFocusEvidence.ts';

const READING_NAMES: Readonly<Record<Reading, string>> = {
  pooled: 'pooled',
  offsetsRemoved: 'offsets removed',
  acrossSequences: 'across sequences',
  heldOut: 'held out',
};

/** What a measure is called, and the unit of its column in an exported table. */
function measureName(measure: Measure, pair: readonly number[]): string {
  if (measure === 'energy') return 'Dirichlet energy, full d';
  if (measure === 'pairEnergy') return `Dirichlet energy, own ${axesName(pair)}`;
  return measure === 'correlation' ? 'Distance correlation, full d' : `R² of own ${axesName(pair)}`;
}

function intervalText({ low, high }: FigureWithInterval): string {
  return Number.isNaN(low) ? '' : `${formatRatio(low)}–${formatRatio(high)}`;
}

export function sequencesTable({ context, reliability, pair, graphs }: SequenceFigures): ChartTable {
  const row = (figure: string, graph: string, reading: string, { value, low, high }: FigureWithInterval) =>
    [figure, graph, reading, context, exported(value), exported(low), exported(high)] as const;
  return {
    columns: [
      { name: 'figure', unit: '' }, { name: 'graph', unit: '' }, { name: 'reading', unit: '' }, { name: 'context', unit: 'tokens' },
      { name: 'value', unit: '1' }, { name: '2.5 % of resampled sequences', unit: '1' }, { name: '97.5 % of resampled sequences', unit: '1' },
    ],
    rows: [
      row('split-half reliability (Spearman-Brown)', '', '', reliability),
      ...graphs.flatMap(({ title, measures }) =>
        measures.flatMap(({ measure, figures }) => figures.map((figure) => row(measureName(measure, pair), title, READING_NAMES[figure.reading], figure))),
      ),
    ],
  };
}

interface RowProps {
  readonly name: string;
  readonly nested?: boolean;
  readonly figure: FigureWithInterval;
}

function Row({ name, nested = false, figure }: RowProps) {
  return (
    <tr>
      <th scope="row" className={nested ? styles.nested : undefined}>{name}</th>
      <td className={styles.minor}>{intervalText(figure)}</td>
      <td>{formatRatio(figure.value)}</td>
    </tr>
  );
}

export interface SequencesTableProps {
  readonly result: PanelResult;
}

export function SequencesTable({ result }: SequencesTableProps) {
  const { value, stale } = useFocusEvidence('reliability', result.info.metadata.id);
  const frame = useNullsFrame(value?.reliability.frames ?? result.analysis.frames);
  const shown = value === null || value.layer !== result.analysis.settings.layer ? null : sequenceFigures(value, frame);
  return (
    <>
      {shown !== null && (
        <ChartFrame
          title={`Over ${formatCount(shown.sequences)} sequences at ${formatTokens(shown.context)}`}
          about={ABOUT.sequences}
          table={() => sequencesTable(shown)}
          svgRef={null}
          source="nulls"
          stale={stale}
          testId="sequences-table"
        >
          <TableBox label="Figures over sequences">
            <table className={styles.table}>
              <tbody>
                <Row name="Reliability" figure={shown.reliability} />
              </tbody>
              {shown.graphs.map(({ id, title, measures }) =>
                measures.map(({ measure, figures }) => (
                  <tbody key={`${id} ${measure}`}>
                    <tr>
                      <th className={styles.group} scope="rowgroup" colSpan={3}>
                        {measureName(measure, shown.pair)}
                        {shown.graphs.length > 1 && `, ${title}`}
                      </th>
                    </tr>
                    {figures.map((figure) => (
                      <Row key={figure.reading} name={READING_NAMES[figure.reading]} nested figure={figure} />
                    ))}
                  </tbody>
                )),
              )}
            </table>
          </TableBox>
          <Hint>
            Halves share {formatShort(shown.sharedWords)} of {formatCount(shown.words)} words.{' '}
            {shown.draws === 0 ? 'Too much data for intervals.' : 'Intervals hold 95 % of resampled sequences.'} Every token counts once.
          </Hint>
        </ChartFrame>
      )}
      <EvidenceStatus name="reliability" />
    </>
  );
}
