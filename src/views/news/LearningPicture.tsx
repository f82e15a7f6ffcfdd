/** Loss beside knowledge over exposures, a colour a kind of training text; and loss against knowledge, where equal loss hides unequal knowledge. */
import { type PointerEvent, type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useExplorer, useView } from '../../state/binding.tsx';
import type { NewsEstimate } from '../../core/news/statistics.ts';
import type { NewsResults } from '../../core/news/types.ts';
import { learningFinding } from '../../state/news/learningFinding.ts';
import { areEstimatesOf, type LearningCurve, type LearningFacet, type LearningFigure, learningFigure, type LearningPoint } from '../../state/news/learningFigure.ts';
import { newsProvenance } from '../../state/news/newsProvenance.ts';
import { learningTable } from '../../state/news/newsTables.ts';
import { mean } from '../../state/news/conditionChoices.ts';
import { useComparedResults, useNewsFilter, useNewsPiece, useNewsProtocol, useNewsResults, useStop } from '../../state/news/useNews.ts';
import { ChartFrame } from '../charts/ChartFrame.tsx';
import { TickLabel, ValueAxis } from '../charts/ChartParts.tsx';
import { seriesColour } from '../charts/chartSeries.ts';
import { definedRuns, polyline, ribbon } from '../charts/polyline.ts';
import { moveByKey } from '../picture/timeline/timelineScale.ts';
import { formatCount } from '../ui/formatNumber.ts';
import { Segmented } from '../ui/Segmented.tsx';
import { Hint } from '../ui/Text.tsx';
import { useSize } from '../ui/useSize.ts';
import { FindingWords } from './NewsFinding.tsx';
import { SlotStatus } from './SlotStatus.tsx';
import { ABOUT_NEWS } from './aboutNews.ts';
import * as styles from './learning.module.css';
import { type Box, cursorPlace, type LearningBoxes, learningBoxes, type LearningMark, type LearningScales, learningScales, markPlaces, nearestMark } from './learningLayout.ts';
import { MEASURE_WORDS, UNIT_WORDS } from './newsWords.ts';
import { intervalWords, numberWords } from './numberWords.ts';

export function LearningPicture({ results }: { readonly results: NewsResults }) {
  const { view } = useExplorer();
  const compared = useComparedResults();
  const filter = useNewsFilter();
  const newsMeasure = useView((state) => state.newsMeasure);
  const newsUnit = useView((state) => state.newsUnit);
  const newsAll = useView((state) => state.newsAll);
  const newsFacet = useView((state) => state.newsFacet);
  const slot = useNewsPiece('learning');
  const svg = useRef<SVGSVGElement>(null);
  const figure = useMemo(() => learningFigure(compared, { ...filter, newsMeasure, newsUnit, newsAll, newsFacet }), [compared, filter, newsMeasure, newsUnit, newsAll, newsFacet]);
  const estimates = slot.status === 'ready' && slot.value !== null && areEstimatesOf(figure, slot.value) ? slot.value : null;
  const finding = useMemo(() => learningFinding(figure), [figure]);
  const curves = distinctCurves(figure);
  return (
    <>
      <ChartFrame
        title={`${MEASURE_WORDS[figure.measure].label} and loss over training`}
        about={ABOUT_NEWS.learning}
        source={newsProvenance(results, { ...filter, newsMeasure: figure.measure })}
        table={() => learningTable(figure, estimates)}
        svgRef={svg}
        legend={() => curves.map(({ protocol, label, series, prefix }) => ({ id: protocol, label, colour: seriesColour(series), mark: prefix === 'none' ? ('line' as const) : ('dashed' as const), value: null }))}
        status={<SlotStatus name="learning" />}
        testId="learning"
      >
        <div className={styles.options}>
          <Segmented<'one' | 'model'>
            label="Models"
            segments={[
              { id: 'one', label: 'This model', testId: 'learning-one' },
              { id: 'model', label: 'All models', testId: 'learning-all' },
            ]}
            value={newsFacet === 'model' ? 'model' : 'one'}
            onChange={(id) => view.getState().update({ newsFacet: id === 'model' ? 'model' : 'all' })}
          />
          {newsMeasure === 'free' && <Hint>Free answers are given after the last step alone: accuracy is shown.</Hint>}
        </div>
        {figure.facets.length === 0 ? (
          <Hint className={styles.empty}>Nothing was trained {newsFacet === 'model' ? 'in any of these runs' : 'in these runs'}: there is no learning to draw.</Hint>
        ) : (
          <Learning figure={figure} estimates={estimates} curves={curves} svgRef={svg} />
        )}
      </ChartFrame>
      <FindingWords finding={finding} />
    </>
  );
}

/** One a protocol, in the order of the models. */
function distinctCurves({ facets }: LearningFigure): readonly LearningCurve[] {
  const found = new Map<string, LearningCurve>();
  for (const { curves } of facets) for (const curve of curves) if (!found.has(`${curve.series} ${curve.prefix}`)) found.set(`${curve.series} ${curve.prefix}`, curve);
  return [...found.values()];
}

interface LearningProps {
  readonly figure: LearningFigure;
  readonly estimates: readonly NewsEstimate[] | null;
  readonly curves: readonly LearningCurve[];
  readonly svgRef: RefObject<SVGSVGElement | null>;
}

function Learning({ figure, estimates, curves, svgRef }: LearningProps) {
  const { view, commands } = useExplorer();
  const host = useRef<HTMLDivElement>(null);
  const { width } = useSize(host);
  const inView = useNewsResults();
  const protocol = useNewsProtocol();
  const stop = useStop();
  const [pointed, point] = useState<LearningMark | null>(null);
  const titled = figure.facets.length > 1;
  const boxes = useMemo(() => learningBoxes(width, titled), [width, titled]);
  const scales = useMemo(() => learningScales(figure, estimates, boxes), [figure, estimates, boxes]);
  const focus = protocol?.id ?? null;
  const at = currentPoint(figure.facets[0]!.curves.find((curve) => curve.protocol === focus)?.points ?? [], stop);

  const under = (event: { readonly clientX: number; readonly clientY: number; readonly currentTarget: Element }): LearningMark | null => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const facet = Math.floor((event.clientY - top) / boxes.height);
    const shown = figure.facets[facet];
    return shown === undefined ? null : nearestMark(shown, facet, scales, event.clientX - left, event.clientY - top - facet * boxes.height);
  };
  const hover = (mark: LearningMark | null): void => {
    point(mark);
    const step = mark?.point.step ?? null;
    if (view.getState().hoveredContext !== step) view.getState().update({ hoveredContext: step });
  };
  const go = (mark: LearningMark): void => {
    // The timeline knows the protocols of the file in view alone.
    if (figure.facets[mark.facet]!.results === inView) view.getState().update({ newsProtocol: mark.protocol, playing: false });
    commands.seek(mark.point.step);
  };
  useSliderValue(host, at, figure);
  return (
    <>
      <p className={styles.readout} data-testid="learning-readout" data-pointed={pointed !== null || undefined}>
        {pointed === null ? 'Point at a mark to read it, press to go there.' : markWords(figure, pointed, estimates)}
      </p>
      <div
        ref={host}
        className={styles.host}
        style={{ minHeight: boxes.height * figure.facets.length }}
        role="slider"
        tabIndex={0}
        aria-label="Exposures, with knowledge and loss"
        aria-valuemin={0}
        aria-valuemax={figure.facets[0]!.curves.find((curve) => curve.protocol === focus)?.points.at(-1)?.step ?? 0}
        onKeyDown={(event) => moveByKey(event, commands)}
        onPointerMove={(event: PointerEvent) => {
          if (event.pointerType !== 'touch') hover(under(event));
        }}
        onPointerLeave={() => hover(null)}
        onClick={(event) => {
          const mark = under(event);
          if (mark === null) return;
          hover(mark);
          go(mark);
        }}
      >
        {width > 0 && (
          <svg ref={svgRef} width={width} height={boxes.height * figure.facets.length} className={styles.svg} aria-hidden="true" focusable="false">
            {figure.facets.map((facet, i) => (
              <g key={facet.results.id} transform={`translate(0,${i * boxes.height})`}>
                <Facet figure={figure} facet={facet} titled={titled} estimates={estimates} boxes={boxes} scales={scales} focus={focus} stop={stop} pointed={pointed?.facet === i ? pointed : null} />
              </g>
            ))}
          </svg>
        )}
      </div>
      <Legend figure={figure} curves={curves} focus={focus} stop={stop} estimates={estimates} />
    </>
  );
}

/** The point at or before a stop; null: the last. */
function currentPoint(points: readonly LearningPoint[], stop: number | null): LearningPoint | null {
  return (stop === null ? points.at(-1) : (points.findLast(({ step }) => step <= stop) ?? points[0])) ?? null;
}

function exposureWords({ unit }: LearningFigure, { exposures, step }: LearningPoint): string {
  return Number.isNaN(exposures) ? `${formatCount(step)} steps` : `${formatCount(exposures)} ${UNIT_WORDS[unit].short}`;
}

function markWords(figure: LearningFigure, { facet, protocol, point: mark }: LearningMark, estimates: readonly NewsEstimate[] | null): string {
  const { results, curves } = figure.facets[facet]!;
  const name = curves.find((curve) => curve.protocol === protocol)!.label;
  const loss = Number.isNaN(mark.loss) ? '' : `, loss ${numberWords(mark.loss)}`;
  return `${figure.facets.length > 1 ? `${results.title}: ` : ''}${name}, ${exposureWords(figure, mark)}: ${MEASURE_WORDS[figure.measure].label.toLowerCase()} ${intervalWords(estimates?.[mark.column] ?? null, mark.closed.values)}${loss}`;
}

/** What the slider says of the place in training. */
function useSliderValue(host: RefObject<HTMLElement | null>, at: LearningPoint | null, figure: LearningFigure): void {
  useLayoutEffect(() => {
    host.current?.setAttribute('aria-valuenow', String(at?.step ?? 0));
    host.current?.setAttribute('aria-valuetext', at === null ? 'no training in focus' : `${exposureWords(figure, at)}: ${MEASURE_WORDS[figure.measure].label.toLowerCase()} ${numberWords(mean(at.closed))}${Number.isNaN(at.loss) ? '' : `, loss ${numberWords(at.loss)}`}`);
  }, [host, at, figure]);
}

interface FacetProps {
  readonly figure: LearningFigure;
  readonly facet: LearningFacet;
  readonly titled: boolean;
  readonly estimates: readonly NewsEstimate[] | null;
  readonly boxes: LearningBoxes;
  readonly scales: LearningScales;
  readonly focus: string | null;
  readonly stop: number | null;
  readonly pointed: LearningMark | null;
}

function Facet({ figure, facet, titled, estimates, boxes, scales, focus, stop, pointed }: FacetProps) {
  const { knowledge, loss, path } = boxes;
  const { curves, context } = facet;
  const bold = pointed?.protocol ?? focus;
  // What is in bold is drawn over the others.
  const order = curves.toSorted((a, b) => Number(a.protocol === bold) - Number(b.protocol === bold));
  const levels = [
    { name: 'news in context', value: context, look: styles.context },
    { name: 'guessing', value: figure.chance ?? NaN, look: styles.chance },
  ].filter(({ value }) => Number.isFinite(value));
  const focused = curves.find(({ protocol }) => protocol === focus);
  return (
    <>
      {titled && (
        <text className={styles.title} x={0} y={14}>
          {facet.results.title}
        </text>
      )}
      <Name x={0} y={knowledge.top - 12}>{MEASURE_WORDS[figure.measure].axis}</Name>
      <ValueAxis ticks={scales.ticks.knows.map(({ value }) => value)} y={scales.knows} left={knowledge.left} right={knowledge.right} format={label(scales.ticks.knows)} />
      <Name x={0} y={loss.top - 10}>training loss</Name>
      <ValueAxis ticks={scales.ticks.loss.map(({ value }) => value)} y={scales.loss} left={loss.left} right={loss.right} format={label(scales.ticks.loss)} />
      {scales.ticks.x.map(({ value, at, label: text }) => (
        <TickLabel key={value} x={at} y={loss.bottom + 15} textAnchor="middle">
          {text}
        </TickLabel>
      ))}
      <Name x={loss.right} y={loss.bottom + 31} anchor="end">{`${UNIT_WORDS[figure.unit].short} seen`}</Name>
      <Name x={path.left - 34} y={path.top - 12}>knowledge against loss</Name>
      <ValueAxis ticks={scales.ticks.knows.map(({ value }) => value)} y={scales.pathY} left={path.left} right={path.right} format={label(scales.ticks.knows)} />
      {scales.ticks.pathX.map(({ value, at, label: text }) => (
        <g key={value}>
          <line className={styles.grid} x1={at} x2={at} y1={path.top} y2={path.bottom} />
          <TickLabel x={at} y={path.bottom + 15} textAnchor="middle">
            {text}
          </TickLabel>
        </g>
      ))}
      <Name x={path.right} y={path.bottom + 31} anchor="end">training loss</Name>
      {levels.map(({ name, value, look }) => (
        <g key={name}>
          <line className={look} x1={knowledge.left} x2={knowledge.right} y1={scales.knows(value)} y2={scales.knows(value)} />
          <line className={look} x1={path.left} x2={path.right} y1={scales.pathY(value)} y2={scales.pathY(value)} />
          <text className={styles.levelName} x={knowledge.left + 4} y={scales.knows(value) - 4}>
            {name}
          </text>
        </g>
      ))}
      {order.map((curve) => {
        const { protocol, series, prefix, points } = curve;
        const isBold = protocol === bold;
        const now = currentPoint(points, pointed?.protocol === protocol ? pointed.point.step : stop);
        const look = { className: styles.curve, 'data-bold': isBold || undefined, 'data-prefix': prefix };
        return (
          <g key={protocol} data-series={seriesColour(series)} data-protocol={protocol}>
            {isBold && estimates !== null && (
              <path className={styles.band} d={ribbon(points.flatMap(({ exposures, column }) => (estimates[column]!.count === 0 || Number.isNaN(exposures) ? [] : [{ x: scales.x(exposures), low: scales.knows(estimates[column]!.low), high: scales.knows(estimates[column]!.high) }])))} />
            )}
            {[0, 1, 2].map((plot) => (
              <path key={plot} {...look} d={line(points.map((point) => markPlaces(point, scales)[plot]!))} />
            ))}
            {points.map((point) => (
              <g key={point.step}>
                {markPlaces(point, scales).map(([x, y], plot) => (Number.isFinite(x) && Number.isFinite(y) ? <circle key={plot} className={styles.dot} cx={x} cy={y} r={point === now ? 4 : 2} /> : null))}
              </g>
            ))}
          </g>
        );
      })}
      {curves.every(({ points }) => points.every(({ exposures }) => Number.isNaN(exposures))) && (
        <Name x={knowledge.left + 6} y={knowledge.bottom - 8}>{`${UNIT_WORDS[figure.unit].short} are not counted here: choose steps`}</Name>
      )}
      {focused !== undefined && Number.isFinite(focused.points.at(-1)?.exposures) && <Cursor points={focused.points} scales={scales} box={{ ...knowledge, bottom: loss.bottom }} />}
    </>
  );
}

const label = (ticks: LearningScales['ticks']['knows']) => (value: number) => ticks.find((tick) => tick.value === value)?.label ?? '';

/** Broken where a place is not defined. */
function line(places: readonly (readonly [number, number])[]): string {
  return definedRuns(places, ([x, y]) => Number.isFinite(x) && Number.isFinite(y)).map(polyline).join('');
}

function Name({ x, y, anchor = 'start', children }: { readonly x: number; readonly y: number; readonly anchor?: 'start' | 'end'; readonly children: string }) {
  return (
    <text className={styles.name} x={x} y={y} textAnchor={anchor}>
      {children}
    </text>
  );
}

/** Where the timeline stands; alone in following every tick of the playhead. */
function Cursor({ points, scales, box }: { readonly points: readonly LearningPoint[]; readonly scales: LearningScales; readonly box: Box }) {
  const { playhead } = useExplorer();
  const cursor = useRef<SVGLineElement>(null);
  useLayoutEffect(() => {
    const follow = () => {
      const x = String(Math.round(10 * cursorPlace(points, playhead.context(), scales.x)) / 10);
      cursor.current?.setAttribute('x1', x);
      cursor.current?.setAttribute('x2', x);
    };
    follow();
    return playhead.subscribe(follow);
  }, [playhead, points, scales]);
  return <line ref={cursor} className={styles.cursor} data-screen-only="" data-testid="learning-cursor" y1={box.top} y2={box.bottom} />;
}

interface LegendProps extends Omit<LearningProps, 'svgRef'> {
  readonly focus: string | null;
  readonly stop: number | null;
}

/** What the colours are, with values where the reader stands; a press puts a protocol in focus. */
function Legend({ figure, curves, focus, stop, estimates }: LegendProps) {
  const { view } = useExplorer();
  const one = figure.facets.length === 1;
  return (
    <ul className={styles.legend} aria-label="What was trained on">
      {curves.map(({ protocol, label: name, series, prefix, points, news }) => {
        const now = currentPoint(points, stop);
        return (
          <li key={protocol}>
            <button type="button" className={styles.entry} aria-pressed={protocol === focus} data-testid={`learning-${protocol}`} onClick={() => view.getState().update({ newsProtocol: protocol, playing: false })}>
              <svg className={styles.swatch} data-series={seriesColour(series)} width={18} height={8} aria-hidden="true">
                <line className={styles.curve} data-prefix={prefix} x1={0} x2={18} y1={4} y2={4} />
              </svg>
              <span className={styles.entryName}>
                {name}
                {one && <span className={styles.less}>, {news} news</span>}
              </span>
              {one && now !== null && (
                <span className={styles.values}>
                  {numberWords(estimates?.[now.column]?.mean ?? mean(now.closed))}
                  <span className={styles.less}>{Number.isNaN(now.loss) ? '' : ` · loss ${numberWords(now.loss)}`}</span>
                </span>
              )}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
