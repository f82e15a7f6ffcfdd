/** The gap as a dot plot: a row a condition, its mean over news with an interval, chance and the untrained model's ICL as lines. */
import { scaleLinear } from 'd3';
import { useMemo, useRef, useState } from 'react';
import { useExplorer, useView } from '../../state/binding.tsx';
import type { NewsEstimate } from '../../core/news/statistics.ts';
import type { NewsResults } from '../../core/news/types.ts';
import { gapFigure, type GapFigure, type GapRow } from '../../state/news/gapFigure.ts';
import { newsProvenance } from '../../state/news/newsProvenance.ts';
import { gapTable } from '../../state/news/newsTables.ts';
import { useComparedResults, useNewsFilter, useNewsPiece } from '../../state/news/useNews.ts';
import { ChartFrame } from '../charts/ChartFrame.tsx';
import { ChartCanvas, TickLabel } from '../charts/ChartParts.tsx';
import { seriesColour } from '../charts/chartSeries.ts';
import { VisuallyHidden } from '../ui/Text.tsx';
import { textWidth } from '../ui/textWidth.ts';
import { useMediaQuery, useSize } from '../ui/useSize.ts';
import { GapFinding } from './NewsFinding.tsx';
import { SlotStatus } from './SlotStatus.tsx';
import { ABOUT_NEWS } from './aboutNews.ts';
import * as styles from './news.module.css';
import { MEASURE_WORDS } from './newsWords.ts';
import { numberWords, intervalWords } from './numberWords.ts';
import { chosenPair } from './pairChoice.ts';

const TOP = 24;
const BOTTOM = 34;
const RIGHT = 16;
const FONT = '12px system-ui, sans-serif';

interface Geometry {
  readonly rowHeight: number;
  readonly left: number;
  readonly height: number;
}

/** Names above their rows where there is no room beside them. */
function geometryOf({ rows, facets }: GapFigure, width: number, above: boolean): Geometry {
  const marks = Math.max(1, facets.length);
  const rowHeight = Math.max(above ? 36 : 22, 8 + 9 * marks + (above ? 16 : 0));
  const longest = Math.max(0, ...rows.map(({ label }) => textWidth(label, FONT)));
  const left = above ? 12 : Math.min(longest + 20, width * 0.5);
  return { rowHeight, left, height: TOP + rows.length * rowHeight + BOTTOM };
}

interface PlotProps {
  readonly figure: GapFigure;
  readonly estimates: readonly NewsEstimate[] | null;
  readonly context: number | null;
}

export function GapPicture({ results }: { readonly results: NewsResults }) {
  const compared = useComparedResults();
  const filter = useNewsFilter();
  const newsMeasure = useView((state) => state.newsMeasure);
  const newsFacet = useView((state) => state.newsFacet);
  const newsAll = useView((state) => state.newsAll);
  const slot = useNewsPiece('gap');
  const figure = useMemo(
    () => gapFigure(results, compared, { ...filter, newsMeasure, newsFacet, newsAll, newsPair: null }),
    [results, compared, filter, newsMeasure, newsFacet, newsAll],
  );
  const svg = useRef<SVGSVGElement>(null);
  const marks = figure.rows.reduce((sum, { marks: own }) => sum + own.length, 0);
  // Until the answer for this very figure is there, its means are drawn without intervals.
  const estimates = slot.status === 'ready' && slot.value?.length === marks ? slot.value : null;
  return (
    <>
      <ChartFrame
        title={`${MEASURE_WORDS[newsMeasure].label} by condition`}
        about={ABOUT_NEWS.gap}
        source={newsProvenance(results, { ...filter, newsMeasure })}
        table={() => gapTable(results, figure, estimates)}
        svgRef={svg}
        legend={() => (figure.facets.length < 2 ? [] : figure.facets.map(({ id, label }, i) => ({ id, label, colour: seriesColour(i), mark: 'bar' as const, value: null })))}
        status={<SlotStatus name="gap" />}
        testId="gap-chart"
      >
        {figure.facets.length > 1 && <FacetLegend figure={figure} />}
        {figure.rows.length === 0 ? <p className={styles.empty}>No question counts: bring back kinds or domains at the left.</p> : <DotPlot figure={figure} estimates={estimates} svgRef={svg} />}
      </ChartFrame>
      <GapFinding results={results} />
    </>
  );
}

function FacetLegend({ figure }: { readonly figure: GapFigure }) {
  return (
    <ul className={styles.facets} aria-label="Told apart">
      {figure.facets.map(({ id, label }, i) => (
        <li key={id}>
          <span className={styles.facetMark} data-series={seriesColour(i)} />
          {label}
        </li>
      ))}
    </ul>
  );
}

interface DotPlotProps extends Omit<PlotProps, 'context'> {
  readonly svgRef: React.RefObject<SVGSVGElement | null>;
}

function DotPlot({ figure, estimates, svgRef }: DotPlotProps) {
  const { view } = useExplorer();
  const host = useRef<HTMLDivElement>(null);
  const { width } = useSize(host);
  const above = useMediaQuery('(width < 720px)');
  const pair = useView((state) => state.newsPair);
  const [first, setFirst] = useState<string | null>(null);
  const { rowHeight, left, height } = geometryOf(figure, width, above);
  const means = figure.rows.flatMap(({ marks }) => marks.map(({ values, column }) => ends(estimates?.[column], values.values)));
  const all = [...means.flat(), ...(figure.chance === null ? [] : [figure.chance]), ...(figure.measure === 'logp' ? [0] : [0, 1])].filter(Number.isFinite);
  const x = scaleLinear([Math.min(...all), Math.max(...all)], [left, Math.max(left + 1, width - RIGHT)]).nice();
  const ticks = x.ticks(Math.max(2, Math.floor((width - left) / 90)));
  const bottom = TOP + figure.rows.length * rowHeight;
  const context = figure.facets.length === 1 ? meanOfRow(figure.rows.find(({ condition }) => condition.id === 'context own')) : null;
  const choose = (id: string) => {
    const next = chosenPair(pair, first, id);
    setFirst(next.first);
    if (next.pair !== pair) view.getState().update({ newsPair: next.pair });
  };
  return (
    <div className={styles.plot}>
      <ChartCanvas host={host} width={width} height={height} svgRef={svgRef} aria-hidden="true" focusable="false">
        {ticks.map((tick) => (
          <g key={tick}>
            <line className={styles.grid} x1={x(tick)} x2={x(tick)} y1={TOP} y2={bottom} />
            <TickLabel x={x(tick)} y={bottom + 14} textAnchor="middle">
              {x.tickFormat(5)(tick)}
            </TickLabel>
          </g>
        ))}
        <text className={styles.axisName} x={width - RIGHT} y={height - 4} textAnchor="end">
          {MEASURE_WORDS[figure.measure].axis}
        </text>
        {figure.chance !== null && <Level at={x(figure.chance)} bottom={bottom} name="chance" kind="chance" />}
        {context !== null && <Level at={x(context)} bottom={bottom} name="news in context" kind="context" />}
        {figure.rows.map((row, i) => (
          <g key={row.condition.id} transform={`translate(0,${TOP + i * rowHeight})`}>
            <rect className={styles.rowBand} data-chosen={pair?.includes(row.condition.id) || first === row.condition.id || undefined} x={0} y={1} width={width} height={rowHeight - 2} rx={4} />
            <RowName row={row} left={left} rowHeight={rowHeight} above={above} />
            {row.marks.map((mark, k) => {
              const estimate = estimates?.[mark.column];
              const [mean, low, high] = ends(estimate, mark.values.values) as [number, number, number];
              const y = (above ? 18 : 4) + (rowHeight - (above ? 22 : 8)) * ((k + 0.5) / row.marks.length);
              const colour = figure.facets.length === 1 ? (row.condition.protocol === null ? 2 : 1) : seriesColour(figure.facets.findIndex(({ id }) => id === mark.facet));
              return (
                <g key={mark.facet} className={styles.mark} data-series={colour}>
                  {estimate !== undefined && <line className={styles.whisker} x1={x(low)} x2={x(high)} y1={y} y2={y} />}
                  <circle className={styles.dot} cx={x(mean)} cy={y} r={4} />
                </g>
              );
            })}
          </g>
        ))}
      </ChartCanvas>
      <ul className={styles.rowButtons} aria-label="Conditions: choose two to compare them" style={{ top: TOP }}>
        {figure.rows.map((row) => (
          <li key={row.condition.id} style={{ height: rowHeight }}>
            <button
              type="button"
              data-testid={`condition-${row.condition.id}`}
              aria-pressed={(pair?.includes(row.condition.id) ?? false) || first === row.condition.id}
              title={`${row.condition.id}: ${row.marks.map((mark) => `${figure.facets.length === 1 ? '' : `${mark.facet} `}${intervalWords(estimates?.[mark.column] ?? null, mark.values.values)}`).join('; ')}. Choose two to compare them news by news.`}
              onClick={() => choose(row.condition.id)}
            >
              <VisuallyHidden as="span">{`${row.label}: ${row.marks.map((mark) => numberWords(meanOf(mark.values.values))).join(', ')}`}</VisuallyHidden>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Level({ at, bottom, name, kind }: { readonly at: number; readonly bottom: number; readonly name: string; readonly kind: 'chance' | 'context' }) {
  return (
    <g>
      <line className={kind === 'chance' ? styles.chance : styles.context} x1={at} x2={at} y1={TOP - 6} y2={bottom} />
      <text className={styles.levelName} x={at} y={TOP - 10} textAnchor="middle">
        {name}
      </text>
    </g>
  );
}

interface RowNameProps {
  readonly row: GapRow;
  readonly left: number;
  readonly rowHeight: number;
  readonly above: boolean;
}

function RowName({ row, left, rowHeight, above }: RowNameProps) {
  return above ? (
    <text className={styles.rowName} x={8} y={13}>
      {row.label}
    </text>
  ) : (
    <text className={styles.rowName} x={left - 12} y={rowHeight / 2} dy="0.35em" textAnchor="end">
      {row.label}
    </text>
  );
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function meanOfRow(row: GapRow | undefined): number | null {
  const mark = row?.marks[0];
  return mark === undefined ? null : meanOf(mark.values.values);
}

/** Mean and the ends of its interval; three times the mean while there is none. */
function ends(estimate: NewsEstimate | undefined, values: Float64Array): readonly number[] {
  const mean = meanOf(values);
  return estimate === undefined ? [mean, mean, mean] : [mean, estimate.low, estimate.high];
}
