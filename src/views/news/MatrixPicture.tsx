/** The matrix of news and conditions: a grid that scrolls in its box, with a search, shades around what guessing gives, and cells to open. */
import { memo, type KeyboardEvent, type MouseEvent, useDeferredValue, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useExplorer, useView } from '../../state/binding.tsx';
import type { NewsResults } from '../../core/news/types.ts';
import { type MatrixColumn, type MatrixFigure, matrixFigure, matrixTable, type ShadeScale, shadeOf } from '../../state/news/matrixFigure.ts';
import { newsProvenance } from '../../state/news/newsProvenance.ts';
import { useNewsFilter, useStop } from '../../state/news/useNews.ts';
import type { NewsCell, NewsMeasureName, NewsOrder } from '../../state/view/newsFields.ts';
import { ChartFrame } from '../charts/ChartFrame.tsx';
import { Hint } from '../ui/Text.tsx';
import { textWidth } from '../ui/textWidth.ts';
import { useSize } from '../ui/useSize.ts';
import { ABOUT_NEWS } from './aboutNews.ts';
import * as styles from './matrix.module.css';
import { cellText, drawnLines, type GridPlace, type MatrixLine, matrixLines, movedPlace, nextOrder } from './matrixGrid.ts';
import { MEASURE_WORDS } from './newsWords.ts';
import { numberWords } from './numberWords.ts';

const LINE = 24;
const NAME_FONT = '12px system-ui, sans-serif';
/** Ends of what a column may measure; wider ones have their names level, narrower ones aslant. */
const NARROWEST = 29;
/** Where not all columns fit, they need not be as narrow as can be. */
const SCROLLED = 34;
const WIDEST = 116;
const LEVEL_FROM = 66;
/** The last slanted name reaches as far beyond its column. */
const OVERHANG = 34;
const HEAD = { level: 50, slanted: 126 } as const;

interface Layout {
  readonly names: number;
  readonly column: number;
  readonly heads: 'level' | 'slanted';
  /** Of everything, beyond which there is nothing to scroll to. */
  readonly width: number;
}

function layoutOf({ columns, groups }: MatrixFigure, width: number): Layout {
  const longest = Math.max(60, ...groups.flatMap(({ rows }) => rows.map(({ news }) => textWidth(news.entity, NAME_FONT) + (news.flags.length > 0 ? 16 : 0))));
  const names = Math.min(Math.ceil(longest) + 16, Math.max(104, width * 0.27));
  const count = Math.max(1, columns.length);
  const level = (width - names) / count;
  if (level >= LEVEL_FROM) return { names, column: Math.min(WIDEST, Math.floor(level)), heads: 'level', width: names + Math.min(WIDEST, Math.floor(level)) * count };
  const fitting = Math.floor((width - names - OVERHANG) / count);
  const column = fitting < NARROWEST ? SCROLLED : fitting;
  return { names, column, heads: 'slanted', width: names + column * count + OVERHANG };
}

export function MatrixPicture({ results }: { readonly results: NewsResults }) {
  const { view } = useExplorer();
  const filter = useNewsFilter();
  const newsMeasure = useView((state) => state.newsMeasure);
  const newsAll = useView((state) => state.newsAll);
  const newsSearch = useView((state) => state.newsSearch);
  const newsOrder = useView((state) => state.newsOrder);
  const exposure = useStop();
  // What is typed shows at once; the rows follow.
  const search = useDeferredValue(newsSearch);
  const figure = useMemo(() => matrixFigure(results, { ...filter, newsMeasure, newsAll, newsSearch: search, newsOrder, exposure }), [results, filter, newsMeasure, newsAll, search, newsOrder, exposure]);
  const shown = figure.groups.reduce((sum, { rows }) => sum + rows.length, 0);
  return (
    <ChartFrame
      title={`${MEASURE_WORDS[newsMeasure].label} of every news`}
      about={ABOUT_NEWS.matrix}
      source={newsProvenance(results, { ...filter, newsMeasure })}
      table={() => matrixTable(results, figure)}
      svgRef={null}
      testId="matrix"
    >
      <div className={styles.tools}>
        <input
          className={styles.search}
          type="search"
          aria-label="Find news by name, text or question"
          placeholder="Find news"
          data-testid="news-search"
          value={newsSearch}
          maxLength={100}
          onChange={(event) => view.getState().update({ newsSearch: event.currentTarget.value })}
        />
        <span className={styles.count} role="status">
          {figure.hidden === 0 ? `${shown} news` : `${shown} of ${shown + figure.hidden} news`}
        </span>
        {figure.columns.length > 0 && <ShadeKey measure={newsMeasure} scale={figure.scale} />}
      </div>
      {shown === 0 ? <Hint className={styles.empty}>{emptyWords(figure, search)}</Hint> : <Grid figure={figure} />}
    </ChartFrame>
  );
}

function emptyWords({ hidden, measure }: MatrixFigure, search: string): string {
  if (hidden > 0) return `No news has “${search.trim()}” in its name, text or questions.`;
  return measure === 'free' ? 'None of these news was answered freely in these runs: choose another measure, or bring back kinds and domains at the left.' : 'No question counts: bring back kinds or domains at the left.';
}

function ShadeKey({ measure, scale }: { readonly measure: NewsMeasureName; readonly scale: ShadeScale }) {
  const { low, middle, high, below } = scale;
  return (
    <span className={styles.key} title={below ? 'Shades: how far above or below guessing' : undefined}>
      {below && (
        <>
          <span>{measure === 'logp' ? `${numberWords(low, 0)} or less` : numberWords(low)}</span>
          <span className={styles.ramp} data-side="below" />
        </>
      )}
      <span>{below ? `guessing ${numberWords(middle)}` : numberWords(middle)}</span>
      <span className={styles.ramp} data-side="above" />
      <span>{numberWords(high, measure === 'logp' ? 0 : 2)}</span>
    </span>
  );
}

function Grid({ figure }: { readonly figure: MatrixFigure }) {
  const { view } = useExplorer();
  const id = useId();
  const host = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(host);
  const { height } = useSize(box);
  const [scrolled, setScrolled] = useState(0);
  /** Where the keys stand; null while the grid has not the focus. */
  const [active, setActive] = useState<GridPlace | null>(null);
  const cell = useView((state) => state.newsCell);
  const order = useView((state) => state.newsOrder);
  const { columns, measure, scale } = figure;
  const lines = useMemo(() => matrixLines(figure), [figure]);
  const layout = layoutOf(figure, width);
  const head = HEAD[layout.heads];
  const [from, to] = drawnLines(scrolled, Math.max(height, 400), LINE, lines.length);
  const openColumn = columns.findIndex(({ condition }) => condition.id === cell?.condition);

  // What was scrolled to may be gone.
  useLayoutEffect(() => {
    if (box.current !== null) setScrolled(box.current.scrollTop);
  }, [lines]);

  const open = ({ line, column }: GridPlace): void => {
    const here = lines[line];
    if (line === -1) {
      const chosen = columns[column];
      if (chosen !== undefined) view.getState().update({ newsOrder: nextOrder(order, chosen.condition.id) });
    } else if (here?.kind === 'news') {
      const at = column >= 0 ? column : openColumn !== -1 ? openColumn : here.values.findIndex(Number.isFinite);
      const { condition } = columns[at]!;
      view.getState().update({ newsCell: { news: here.row.news.id, condition: condition.id } });
    }
  };
  /** Brings a place into view below the heads and right of the names; line and column may not be drawn yet. */
  const reveal = ({ line, column }: GridPlace): void => {
    const { current } = box;
    if (current === null) return;
    if (line >= 0) {
      const room = current.clientHeight - head;
      if (line * LINE < current.scrollTop) current.scrollTop = line * LINE;
      else if ((line + 1) * LINE > current.scrollTop + room) current.scrollTop = (line + 1) * LINE - room;
    }
    const room = current.clientWidth - layout.names;
    if (column * layout.column < current.scrollLeft) current.scrollLeft = column * layout.column;
    else if ((column + 1) * layout.column > current.scrollLeft + room) current.scrollLeft = (column + 1) * layout.column - room;
    setScrolled(current.scrollTop);
  };
  const start = (): GridPlace => ({ line: Math.max(0, lines.findIndex((line) => (cell === null ? line.kind === 'news' : line.id === cell.news))), column: Math.max(0, openColumn) });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey) return;
    const at = active ?? start();
    const page = Math.max(1, Math.floor((height - head) / LINE) - 1);
    const next = movedPlace(at, event.key, lines.length, columns.length, page, event.ctrlKey);
    if (next !== null) {
      setActive(next);
      reveal(next);
    } else if (event.key === 'Enter' || event.key === ' ') open(at);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent): void => {
    const place = placeOf(event.target);
    if (place !== null) open(place);
  };
  return (
    <div ref={host} className={styles.host}>
      <div
        ref={box}
        className={styles.box}
        role="grid"
        tabIndex={0}
        aria-label={`${MEASURE_WORDS[measure].label}: news by condition`}
        aria-rowcount={lines.length + 1}
        aria-colcount={columns.length + 1}
        aria-activedescendant={active === null ? undefined : cellId(id, active)}
        onFocus={(event) => {
          if (!event.currentTarget.matches(':focus-visible')) return;
          setActive(start());
          reveal(start());
        }}
        onBlur={() => setActive(null)}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onScroll={(event) => {
          // In steps of a few lines: between them everything is drawn already.
          const next = event.currentTarget.scrollTop;
          if (Math.abs(next - scrolled) >= 4 * LINE || next === 0) setScrolled(next);
        }}
        style={{ ['--names']: `${layout.names}px`, ['--column']: `${layout.column}px`, ['--line-height']: `${LINE}px`, ['--head']: `${head}px` } as React.CSSProperties}
      >
        {width > 0 && (
          <>
            <Heads id={id} columns={columns} layout={layout} order={order} active={active?.line === -1 ? active.column : null} />
            <div className={styles.lines} role="rowgroup" style={{ width: layout.width, height: lines.length * LINE }}>
              {lines.slice(from, to).map((line, i) => (
                <Line
                  key={line.id}
                  id={id}
                  at={from + i}
                  line={line}
                  columns={columns}
                  measure={measure}
                  scale={scale}
                  active={active?.line === from + i ? active.column : null}
                  open={isOpen(line, cell) ? openColumn : null}
                />
              ))}
            </div>
          </>
        )}
      </div>
    </div>
  );
}

const cellId = (id: string, { line, column }: GridPlace): string => `${id}-${line}-${column}`;
const isOpen = (line: MatrixLine, cell: NewsCell | null): boolean => line.kind === 'news' && line.id === cell?.news;

function placeOf(target: EventTarget): GridPlace | null {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null;
  return element === null ? null : { line: Number(element.dataset['line']), column: Number(element.dataset['column']) };
}

interface HeadsProps {
  readonly id: string;
  readonly columns: readonly MatrixColumn[];
  readonly layout: Layout;
  readonly order: NewsOrder | null;
  readonly active: number | null;
}

const ARROWS = { falling: '↓', rising: '↑' } as const;

function Heads({ id, columns, layout, order, active }: HeadsProps) {
  return (
    <div className={styles.heads} role="row" aria-rowindex={1} data-heads={layout.heads} style={{ width: layout.width }}>
      <div className={styles.corner} role="columnheader" aria-colindex={1}>
        News
      </div>
      {columns.map(({ condition, label, short }, column) => {
        const sorted = order?.condition === condition.id ? order.order : null;
        return (
          <div
            key={condition.id}
            id={cellId(id, { line: -1, column })}
            className={styles.headCell}
            role="columnheader"
            aria-colindex={column + 2}
            aria-sort={sorted === null ? 'none' : sorted === 'falling' ? 'descending' : 'ascending'}
            aria-label={label}
            data-active={active === column || undefined}
            data-sorted={sorted !== null || undefined}
          >
            <span className={styles.headName} data-line={-1} data-column={column} data-testid={`sort-${condition.id}`} title={`${label} (${condition.id}). Press to sort.`}>
              {short}
              {sorted === null ? '' : ` ${ARROWS[sorted]}`}
            </span>
          </div>
        );
      })}
    </div>
  );
}

interface LineProps {
  readonly id: string;
  readonly at: number;
  readonly line: MatrixLine;
  readonly columns: readonly MatrixColumn[];
  readonly measure: NewsMeasureName;
  readonly scale: ShadeScale;
  readonly active: number | null;
  /** The column of the cell that is open in this line; -1: it is not shown. */
  readonly open: number | null;
}

const Line = memo(function Line({ id, at, line, columns, measure, scale, active, open }: LineProps) {
  const name = line.kind === 'group' ? `${line.label}, mean of ${line.count}` : line.row.news.entity;
  const flags = line.kind === 'group' ? [] : line.row.news.flags;
  return (
    <div className={styles.line} role="row" aria-rowindex={at + 2} data-kind={line.kind} data-open={open !== null || undefined} style={{ top: at * LINE }}>
      <div className={styles.name} role="rowheader" aria-colindex={1} data-line={at} data-column={-1} title={flags.length === 0 ? name : `${name}. Flagged: ${flags.join('; ')}`}>
        <span className={styles.nameText}>{line.kind === 'group' ? `${line.label} (${line.count})` : name}</span>
        {flags.length > 0 && (
          <span className={styles.flag} role="img" aria-label="flagged">
            ⚑
          </span>
        )}
      </div>
      {columns.map(({ condition, label }, column) => {
        const value = line.values[column]!;
        const shade = shadeOf(value, scale);
        return (
          <div
            key={condition.id}
            id={cellId(id, { line: at, column })}
            className={styles.cell}
            role="gridcell"
            aria-colindex={column + 2}
            aria-label={`${name}, ${label}: ${Number.isNaN(value) ? 'not measured' : numberWords(value)}`}
            aria-selected={open === column}
            data-line={at}
            data-column={column}
            data-side={shade?.side}
            data-active={active === column || undefined}
            data-open={open === column || undefined}
            data-testid={line.kind === 'news' ? `cell-${line.id}-${condition.id}` : undefined}
            title={`${name}, ${label}: ${Number.isNaN(value) ? 'not measured' : numberWords(value)}`}
            {...(shade === null ? {} : { style: { ['--share']: `${(100 * shade.share).toFixed(1)}%` } as React.CSSProperties })}
          >
            {Number.isNaN(value) ? '·' : cellText(value, measure)}
          </div>
        );
      })}
    </div>
  );
});
