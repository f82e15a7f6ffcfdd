/** Data efficiency by size: exposures that every model needs, on logarithmic axes, with what is not reached at the upper edge. */
import { type RefObject, useMemo, useRef } from 'react';
import { useExplorer, useView } from '../../state/binding.tsx';
import type { Efficiency, NewsEfficiency } from '../../core/news/efficiency.ts';
import type { NewsResults } from '../../core/news/types.ts';
import { newsProvenance } from '../../state/news/newsProvenance.ts';
import { sizeFinding } from '../../state/news/sizeFinding.ts';
import { isRefusal, type SizeFigure, sizeFigure, type SizeMark, sizeMarks, sizeTable } from '../../state/news/sizeFigure.ts';
import { useComparedResults, useNewsFilter, useNewsPiece } from '../../state/news/useNews.ts';
import { NEWS_SHARES, type NewsShare } from '../../state/view/newsFields.ts';
import { ChartFrame, TableBox } from '../charts/ChartFrame.tsx';
import { ChartCanvas, TickLabel, ValueAxis } from '../charts/ChartParts.tsx';
import { seriesColour } from '../charts/chartSeries.ts';
import { formatShort, shortModelName } from '../ui/formatNumber.ts';
import { Segmented } from '../ui/Segmented.tsx';
import { Hint } from '../ui/Text.tsx';
import { textWidth } from '../ui/textWidth.ts';
import { useSize } from '../ui/useSize.ts';
import { FindingWords } from './NewsFinding.tsx';
import { SlotStatus } from './SlotStatus.tsx';
import { ABOUT_NEWS } from './aboutNews.ts';
import { UNIT_WORDS } from './newsWords.ts';
import { sizeLayout, type SizeLayout, type SizePlace } from './sizeLayout.ts';
import * as styles from './size.module.css';

const NAME_FONT = '11px system-ui, sans-serif';

const SHARE_WORDS: Readonly<Record<NewsShare, string>> = { 25: 'a quarter', 50: 'half', 75: 'three quarters' };

export function SizePicture({ results }: { readonly results: NewsResults }) {
  const { view } = useExplorer();
  const compared = useComparedResults();
  const filter = useNewsFilter();
  const newsUnit = useView((state) => state.newsUnit);
  const newsAll = useView((state) => state.newsAll);
  const newsShare = useView((state) => state.newsShare);
  const slot = useNewsPiece('efficiency');
  const svg = useRef<SVGSVGElement>(null);
  const figure = useMemo(() => sizeFigure(compared, { ...filter, newsUnit, newsAll, newsShare }), [compared, filter, newsUnit, newsAll, newsShare]);
  const answers = slot.status === 'ready' && slot.value !== null && areAnswersTo(figure, slot.value) ? slot.value : null;
  const marks = useMemo(() => (answers === null ? [] : sizeMarks(figure, answers)), [figure, answers]);
  const finding = useMemo(() => sizeFinding(figure, answers), [figure, answers]);
  const refused = [
    ...figure.groups.flatMap(({ label, refused: own }) => own.map(({ title, why }) => ({ title, label, why }))),
    ...marks.flatMap(({ group, model, answer }) => (isRefusal(answer) ? [{ title: model.results.title, label: group.label, why: answer.refused }] : [])),
  ];
  return (
    <>
      <ChartFrame
        title={`Exposures to reach ${SHARE_WORDS[newsShare]} of what context gives`}
        about={ABOUT_NEWS.size}
        source={[...newsProvenance(results, { ...filter, newsMeasure: 'logp' }), ['models', compared.map(({ id }) => id).join(', ')]]}
        table={() => sizeTable(figure, marks)}
        svgRef={svg}
        legend={() => shownSeries(marks).map(({ series, group }) => ({ id: group.protocol, label: group.label, colour: seriesColour(series), mark: 'bar' as const, value: null }))}
        status={<SlotStatus name="efficiency" />}
        testId="size"
      >
        <div className={styles.options}>
          <Segmented<NewsShare>
            label="Share of the way from nothing to the news in context"
            segments={NEWS_SHARES.map((id) => ({ id, label: `${id} %`, testId: `size-share-${id}` }))}
            value={newsShare}
            onChange={(id) => view.getState().update({ newsShare: id })}
          />
          <Hint>of the way from nothing to each model’s own news in context, in log p</Hint>
        </div>
        {figure.groups.length === 0 ? (
          <Hint className={styles.empty}>None of these runs trained anything: there are no exposures to count.</Hint>
        ) : (
          answers !== null && (
            <>
              <Plot figure={figure} marks={marks} answers={answers} svgRef={svg} />
              <MarkTable figure={figure} marks={marks} />
            </>
          )
        )}
        {refused.length > 0 && (
          <details className={styles.refused}>
            <summary>{refused.length} not drawn, and why</summary>
            <ul>
              {refused.map(({ title, label, why }) => (
                <li key={`${title} ${label}`}>
                  <b>{title}</b>, {label}: {why}
                </li>
              ))}
            </ul>
          </details>
        )}
      </ChartFrame>
      <FindingWords finding={finding} />
    </>
  );
}

/** Answers of an earlier choice may be as many. */
function areAnswersTo({ groups, unit, share }: SizeFigure, answers: readonly NewsEfficiency[]): boolean {
  const asked = groups.filter(({ models }) => models.length > 0);
  return asked.length === answers.length && asked.every(({ models }, g) => models.length === answers[g]!.models.length && models.every(({ data }, m) => {
    const answer = answers[g]!.models[m]!;
    return isRefusal(answer) || (answer.share === Number(share) / 100 && answer.data.unit === unit && answer.data.results === data.results && answer.data.protocol === data.protocol && answer.data.news.length === data.news.length);
  }));
}

function shownSeries(marks: readonly SizeMark[]): readonly SizeMark[] {
  return marks.filter((mark, i) => marks.findIndex(({ series }) => series === mark.series) === i);
}

interface PlotProps {
  readonly figure: SizeFigure;
  readonly marks: readonly SizeMark[];
  readonly answers: readonly NewsEfficiency[];
  readonly svgRef: RefObject<SVGSVGElement | null>;
}

const modelName = ({ model }: Pick<SizeMark, 'model'>): string => shortModelName(model.data.model);
const sizeWords = (parameters: number): string => (parameters >= 1e9 ? `${formatShort(parameters / 1e9)} B` : `${Math.round(parameters / 1e6)} M`);

function Plot({ figure, marks, answers, svgRef }: PlotProps) {
  const host = useRef<HTMLDivElement>(null);
  const { width } = useSize(host);
  const layout = useMemo(() => sizeLayout(marks, width, (text) => textWidth(text, NAME_FONT), modelName), [marks, width]);
  const { places, names, ticks, box, y, height } = layout;
  return (
    <>
      <ul className={styles.legend} aria-label="What was trained on">
        {shownSeries(marks).map(({ series, group }) => (
          <li key={series}>
            <span className={styles.key} data-series={seriesColour(series)} />
            {group.label}, {group.news} news
          </li>
        ))}
      </ul>
      <ChartCanvas host={host} width={width} height={height} svgRef={svgRef} role="img" aria-label={`Exposures by model size, ${marks.length} marks; the table below has their numbers`}>
        <text className={styles.name} x={0} y={12}>
          {UNIT_WORDS[figure.unit].short} seen; at once: before the first reading
        </text>
        <ValueAxis ticks={ticks} y={y} left={box.left} right={box.right} format={countWords} />
        <Edge y={box.above} words="not reached" box={box} />
        <Edge y={box.below} words="at once" box={box} />
        {names.map(({ text, parameters, x, row }) => (
          <g key={`${text} ${parameters}`}>
            <line className={styles.grid} x1={layout.x(parameters)} x2={layout.x(parameters)} y1={box.above - 10} y2={box.below + 8} />
            <text className={styles.model} x={x} y={box.below + 24 + row * 28} textAnchor="middle">
              {text}
            </text>
            <TickLabel x={x} y={box.below + 37 + row * 28} textAnchor="middle">
              {sizeWords(parameters)}
            </TickLabel>
          </g>
        ))}
        <text className={styles.name} x={box.right} y={height - 2} textAnchor="end">
          parameters
        </text>
        {trendLines(figure, answers, layout).map(({ series, d }) => (
          <path key={series} className={styles.trend} data-series={seriesColour(series)} d={d} />
        ))}
        {places.map((place) => (
          <Mark key={`${place.mark.model.results.id} ${place.mark.group.protocol}`} place={place} figure={figure} />
        ))}
      </ChartCanvas>
    </>
  );
}

const countWords = (value: number) => (value >= 10_000 ? `${value / 1000}k` : String(value));

/** Where marks stand whose exposures lie beyond the axis. */
function Edge({ y, words, box }: { readonly y: number; readonly words: string; readonly box: SizeLayout['box'] }) {
  return (
    <g>
      <line className={styles.edge} x1={box.left} x2={box.right} y1={y} y2={y} />
      <TickLabel x={0} y={y} dy="0.34em">
        {words}
      </TickLabel>
    </g>
  );
}

function Mark({ place: { mark, x, y, low, high, kind }, figure }: { readonly place: SizePlace; readonly figure: SizeFigure }) {
  return (
    <g className={styles.mark} data-series={seriesColour(mark.series)} data-kind={kind} data-testid={`size-mark-${mark.model.results.id}-${mark.group.protocol}`}>
      <title>{`${mark.model.results.title}, ${mark.group.label}: ${exposureWords(mark.answer as Efficiency, figure)}`}</title>
      <line x1={x} x2={x} y1={low} y2={high} />
      <circle cx={x} cy={y} r={5} />
    </g>
  );
}

/** Through the middle of the models that the trend counts, over their sizes. */
function trendLines({ groups }: SizeFigure, answers: readonly NewsEfficiency[], { x, y }: SizeLayout): readonly { readonly series: number; readonly d: string }[] {
  return groups
    .filter(({ models }) => models.length > 0)
    .flatMap((group, g) => {
      const { trend, models } = answers[g]!;
      if (isRefusal(trend)) return [];
      const counted = models.flatMap((model) => (isRefusal(model) || !(model.reachedAt > 0 && model.reachedAt < Infinity) ? [] : [model]));
      const logs = (of: (model: Efficiency) => number) => counted.map((model) => Math.log(of(model)));
      const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
      const [sizes, reached] = [logs(({ data }) => data.parameters!), logs(({ reachedAt }) => reachedAt)];
      const at = (size: number) => `${x(Math.exp(size))},${y(Math.exp(mean(reached) + trend.slope * (size - mean(sizes))))}`;
      return [{ series: groups.indexOf(group), d: `M${at(Math.min(...sizes))}L${at(Math.max(...sizes))}` }];
    });
}

function exposureWords({ reachedAt, low, high, reaching }: Efficiency, { unit }: SizeFigure): string {
  const count = (value: number) => (value === Infinity ? 'not reached' : value === 0 ? 'at once' : value >= 100 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(2))));
  const share = `${Math.round(100 * reaching)} % of the resamples reach it`;
  if (reachedAt === Infinity) return `not reached; ${share}`;
  return `${count(reachedAt)}${reachedAt === 0 ? '' : ` ${UNIT_WORDS[unit].short}`} (95 % ${count(low)} to ${count(high)})${reaching < 0.995 ? `; ${share}` : ''}`;
}

function MarkTable({ figure, marks }: { readonly figure: SizeFigure; readonly marks: readonly SizeMark[] }) {
  const drawn = marks.filter((mark): mark is SizeMark & { readonly answer: Efficiency } => !isRefusal(mark.answer)).toSorted((a, b) => a.series - b.series || a.parameters - b.parameters);
  if (drawn.length === 0) return null;
  return (
    <TableBox label="Exposures by model">
      <table className={styles.table} data-testid="size-table">
        <thead>
          <tr>
            <th scope="col">Trained on</th>
            <th scope="col">Model</th>
            <th scope="col">News</th>
            <th scope="col">Exposures to {SHARE_WORDS[figure.share]}</th>
          </tr>
        </thead>
        <tbody>
          {drawn.map((mark) => (
            <tr key={`${mark.model.results.id} ${mark.group.protocol}`}>
              <th scope="row">{mark.group.label}</th>
              <td>
                <span className={styles.whole}>{modelName(mark)}</span> <span className={styles.less}>{sizeWords(mark.parameters)}</span>
              </td>
              <td>{mark.answer.data.news.length}</td>
              <td>{exposureWords(mark.answer, figure)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}
