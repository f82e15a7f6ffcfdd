/** The gap as a dot plot: a row a condition, its mean over news with an interval, chance and the untrained model's ICL as lines. */
import { type RefObject, useMemo, useRef, useState } from 'react';
import { useExplorer, useView } from '../../state/binding.tsx';
import type { NewsEstimate } from '../../core/news/statistics.ts';
import type { NewsResults } from '../../core/news/types.ts';
import { gapFigure, type GapFigure, type GapRow } from '../../state/news/gapFigure.ts';
import { newsProvenance } from '../../state/news/newsProvenance.ts';
import { gapTable } from '../../state/news/newsTables.ts';
import { mean } from '../../state/news/conditionChoices.ts';
import { useComparedResults, useNewsFilter, useNewsPiece, useStop } from '../../state/news/useNews.ts';
import { ChartFrame } from '../charts/ChartFrame.tsx';
import { DotPlot, type DotLevel, type DotRow } from '../charts/DotPlot.tsx';
import { type SeriesColour, seriesColour } from '../charts/chartSeries.ts';
import { GapFinding } from './NewsFinding.tsx';
import { SlotStatus } from './SlotStatus.tsx';
import { ABOUT_NEWS } from './aboutNews.ts';
import * as styles from './news.module.css';
import { MEASURE_WORDS } from './newsWords.ts';
import { intervalWords } from './numberWords.ts';
import { chosenPair } from './pairChoice.ts';

export function GapPicture({ results }: { readonly results: NewsResults }) {
  const compared = useComparedResults();
  const filter = useNewsFilter();
  const newsMeasure = useView((state) => state.newsMeasure);
  const newsFacet = useView((state) => state.newsFacet);
  const newsAll = useView((state) => state.newsAll);
  const exposure = useStop();
  const slot = useNewsPiece('gap');
  const figure = useMemo(
    () => gapFigure(results, compared, { ...filter, newsMeasure, newsFacet, newsAll, newsPair: null, exposure }),
    [results, compared, filter, newsMeasure, newsFacet, newsAll, exposure],
  );
  const svg = useRef<SVGSVGElement>(null);
  const marks = figure.rows.reduce((sum, { marks: own }) => sum + own.length, 0);
  // Until the answer for this very figure is there, its means are drawn without intervals.
  const estimates = slot.status === 'ready' && slot.value?.length === marks && sameMeans(figure, slot.value) ? slot.value : null;
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
        {figure.rows.length === 0 ? <p className={styles.empty}>No question counts: bring back kinds or domains at the left.</p> : <ConditionRows figure={figure} estimates={estimates} svgRef={svg} />}
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

interface ConditionRowsProps {
  readonly figure: GapFigure;
  readonly estimates: readonly NewsEstimate[] | null;
  readonly svgRef: RefObject<SVGSVGElement | null>;
}

/** Its rows are pressed one after the other to choose two. */
function ConditionRows({ figure, estimates, svgRef }: ConditionRowsProps) {
  const { view } = useExplorer();
  const pair = useView((state) => state.newsPair);
  const [first, setFirst] = useState<string | null>(null);
  const whole = figure.facets.length === 1;
  const most = whole ? Math.max(0, ...figure.rows.flatMap(({ marks }) => marks.map(({ values }) => values.news.length))) : 0;
  const colourOf = (row: GapRow, facet: string): SeriesColour => (whole ? (row.condition.protocol === null ? 2 : 1) : seriesColour(figure.facets.findIndex(({ id }) => id === facet)));
  const rows = figure.rows.map((row, i): DotRow => ({
    id: row.condition.id,
    label: row.marks[0]!.values.news.length < most ? `${row.short} · ${row.marks[0]!.values.news.length} news` : row.short,
    ...(row.group !== figure.rows[i - 1]?.group && { head: row.group }),
    chosen: (pair?.includes(row.condition.id) ?? false) || first === row.condition.id,
    title: `${row.label}: ${row.marks.map((mark) => `${whole ? '' : `${mark.facet} `}${intervalWords(estimates?.[mark.column] ?? null, mark.values.values)}`).join('; ')}`,
    dots: row.marks.map((mark) => ({ id: mark.facet, mean: mean(mark.values), interval: estimates?.[mark.column] ?? null, colour: colourOf(row, mark.facet) })),
  }));
  const inContext = whole ? figure.rows.find(({ condition }) => condition.id === 'context own')?.marks[0] : undefined;
  const levels: DotLevel[] = [
    ...(figure.chance === null ? [] : [{ name: 'chance', value: figure.chance, kind: 'chance' as const }]),
    ...(inContext === undefined ? [] : [{ name: 'the news in context', value: mean(inContext.values), kind: 'reference' as const }]),
  ];
  const choose = (id: string) => {
    const next = chosenPair(pair, first, id);
    setFirst(next.first);
    if (next.pair !== pair) view.getState().update({ newsPair: next.pair });
  };
  return <DotPlot rows={rows} levels={levels} include={figure.measure === 'logp' ? [0] : [0, 1]} axis={MEASURE_WORDS[figure.measure].axis} name="Conditions: choose two to compare them" svgRef={svgRef} onPress={choose} testId="dots" />;
}

/** While playing, an answer may be of the checkpoint before. */
function sameMeans(figure: GapFigure, estimates: readonly NewsEstimate[]): boolean {
  return figure.rows.every(({ marks }) => marks.every(({ values, column }) => Math.abs(mean(values) - estimates[column]!.mean) < 1e-9));
}
