/** Shadowing and overexposure: every kind of training text under every prefix, read without the news in context and with it. */
import { useMemo, useRef } from 'react';
import { useView } from '../../state/binding.tsx';
import type { NewsEstimate } from '../../core/news/statistics.ts';
import type { NewsProtocol, NewsResults } from '../../core/news/types.ts';
import { newsProvenance } from '../../state/news/newsProvenance.ts';
import { shadowTable } from '../../state/news/newsTables.ts';
import { shadowFinding } from '../../state/news/shadowFinding.ts';
import { shadowFigure, shadowMarks, type ShadowMark } from '../../state/news/shadowFigure.ts';
import { mean } from '../../state/news/conditionChoices.ts';
import { useNewsFilter, useNewsPiece } from '../../state/news/useNews.ts';
import { ChartFrame } from '../charts/ChartFrame.tsx';
import { type Dot, DotPlot, type DotLevel, type DotRow } from '../charts/DotPlot.tsx';
import { Hint } from '../ui/Text.tsx';
import { FindingWords } from './NewsFinding.tsx';
import { SlotStatus } from './SlotStatus.tsx';
import { ABOUT_NEWS } from './aboutNews.ts';
import * as styles from './news.module.css';
import { MEASURE_WORDS } from './newsWords.ts';
import { intervalWords } from './numberWords.ts';

const PREFIX_WORDS: Readonly<Record<NewsProtocol['prefix'], string>> = { none: 'nothing before it', own: 'its own news before it', other: 'another news before it', neutral: 'neutral text before it' };

export function ShadowPicture({ results }: { readonly results: NewsResults }) {
  const filter = useNewsFilter();
  const newsMeasure = useView((state) => state.newsMeasure);
  const slot = useNewsPiece('shadow');
  const planned = useNewsPiece('planned');
  const figure = useMemo(() => shadowFigure(results, { ...filter, newsMeasure }), [results, filter, newsMeasure]);
  const svg = useRef<SVGSVGElement>(null);
  const estimates = slot.status === 'ready' && slot.value?.length === shadowMarks(figure).length ? slot.value : null;
  const contrasts = planned.status === 'ready' ? planned.value : null;
  const finding = useMemo(() => shadowFinding(results, contrasts), [results, contrasts]);
  const most = Math.max(0, ...shadowMarks(figure).map(({ values }) => values.news.length));
  const dot = (mark: ShadowMark | null, open: boolean): readonly Dot[] =>
    mark === null ? [] : [{ id: open ? 'open' : 'closed', mean: mean(mark.values), interval: estimates?.[mark.column] ?? null, colour: open ? 2 : 1, hollow: open }];
  const row = (id: string, label: string, closed: ShadowMark | null, open: ShadowMark | null, head?: string): DotRow => ({
    id,
    label: closed !== null && closed.values.news.length < most ? `${label} · ${closed.values.news.length} news` : label,
    ...(head !== undefined && { head }),
    dots: [...dot(closed, false), ...dot(open, true)],
    title: `${head === undefined ? '' : `${head}: `}${label}: ${said(closed, estimates)} without the news in context, ${said(open, estimates)} with it`,
  });
  const groups = figure.groups.filter(({ bars }) => bars.filter(({ closed }) => closed !== null).length > 1);
  const rows = [
    row('untrained', 'no training', figure.untrained.closed, figure.untrained.open),
    ...groups.flatMap(({ id, label, bars }) =>
      bars.filter(({ closed }) => closed !== null).map(({ prefix, closed, open }, i) => row(`${id} ${prefix}`, PREFIX_WORDS[prefix], closed, open, i === 0 ? `Trained on ${label}` : undefined)),
    ),
  ];
  const levels: DotLevel[] = figure.chance === null ? [] : [{ name: 'chance', value: figure.chance, kind: 'chance' }];
  return (
    <>
      <ChartFrame
        title={`${MEASURE_WORDS[newsMeasure].label}, by what stood before the training text`}
        about={ABOUT_NEWS.shadow}
        source={newsProvenance(results, { ...filter, newsMeasure })}
        table={() => shadowTable(results, figure, estimates)}
        svgRef={svg}
        legend={() => [
          { id: 'closed', label: 'nothing in context', colour: 1, mark: 'bar', value: null },
          { id: 'open', label: 'the news in context', colour: 2, mark: 'bar', value: null },
        ]}
        status={<SlotStatus name="shadow" />}
        testId="shadow-chart"
      >
        <ul className={styles.facets} aria-label="Read with">
          <li>
            <span className={styles.facetMark} data-series={1} />
            asked with nothing in context
          </li>
          <li>
            <span className={styles.facetMark} data-series={2} data-hollow="" />
            asked with the news in context
          </li>
        </ul>
        {groups.length === 0 ? (
          <Hint>{figure.groups.length === 0 ? 'These runs hold no training.' : 'None of these runs was trained with anything before its texts, so there is no shadow to see; overexposure is below.'}</Hint>
        ) : null}
        <DotPlot
          rows={groups.length === 0 ? [...rows, ...figure.groups.map(({ id, label, bars }) => row(id, `trained on ${label}`, bars[0]!.closed, bars[0]!.open))] : rows}
          levels={levels}
          include={newsMeasure === 'logp' ? [0] : [0, 1]}
          axis={MEASURE_WORDS[newsMeasure].axis}
          name="Training texts by what stood before them"
          svgRef={svg}
          testId="shadow-dots"
        />
      </ChartFrame>
      <FindingWords finding={finding} />
    </>
  );
}

function said(mark: ShadowMark | null, estimates: readonly NewsEstimate[] | null): string {
  return mark === null ? 'not read' : intervalWords(estimates?.[mark.column] ?? null, mark.values.values);
}
