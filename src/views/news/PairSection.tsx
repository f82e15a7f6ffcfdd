/** Two conditions news by news: a line a news from one value to the other, and the paired test. */
import { scaleLinear } from 'd3';
import { useMemo, useRef, useState } from 'react';
import { useExplorer, useView } from '../../state/binding.tsx';
import type { NewsResults } from '../../core/news/types.ts';
import { pairFigure, type PairFigure } from '../../state/news/gapFigure.ts';
import { newsProvenance } from '../../state/news/newsProvenance.ts';
import { pairTable } from '../../state/news/newsTables.ts';
import { useNewsFilter, useNewsPiece, useStop } from '../../state/news/useNews.ts';
import { ChartFrame } from '../charts/ChartFrame.tsx';
import { ChartCanvas, ValueAxis } from '../charts/ChartParts.tsx';
import { Button } from '../ui/Button.tsx';
import { Hint } from '../ui/Text.tsx';
import { useSize } from '../ui/useSize.ts';
import { SlotStatus } from './SlotStatus.tsx';
import { ABOUT_NEWS } from './aboutNews.ts';
import * as styles from './news.module.css';
import { MEASURE_WORDS } from './newsWords.ts';
import { numberWords, pWords, signedWords } from './numberWords.ts';

const HEIGHT = 260;
const TOP = 30;
const BOTTOM = 40;

export function PairSection({ results }: { readonly results: NewsResults }) {
  const { view } = useExplorer();
  const filter = useNewsFilter();
  const pair = useView((state) => state.newsPair);
  const newsMeasure = useView((state) => state.newsMeasure);
  const exposure = useStop();
  const slot = useNewsPiece('pair');
  const svg = useRef<SVGSVGElement>(null);
  const figure = useMemo(
    () => (pair === null ? null : pairFigure(results, { ...filter, newsMeasure, newsFacet: 'all', newsAll: true, newsPair: pair, exposure })),
    [results, filter, newsMeasure, pair, exposure],
  );
  const pressable = useView((state) => state.newsView === 'gap');
  if (pair === null && !pressable) return null;
  if (pair === null) return <Hint className={styles.invite}>Press two conditions to compare them news by news.</Hint>;
  const answer = slot.status === 'ready' ? slot.value : null;
  return (
    <ChartFrame
      title="News by news"
      about={ABOUT_NEWS.pair}
      source={newsProvenance(results, { ...filter, newsMeasure })}
      svgRef={svg}
      table={() => (figure === null ? { columns: [], rows: [] } : pairTable(figure))}
      status={<SlotStatus name="pair" />}
      testId="pair"
    >
      {figure === null ? null : (
        <>
          <SlopePlot figure={figure} measure={MEASURE_WORDS[newsMeasure].axis} svgRef={svg} />
          <p className={styles.verdict} data-testid="pair-verdict">
            {answer === null ? '…' : (
              <>
                <b>{signedWords(answer.mean)}</b> on {answer.count} news, 95 % {signedWords(answer.low)} to {signedWords(answer.high)}; {pWords(answer.p)}, paired, one comparison of your choosing.
              </>
            )}
          </p>
        </>
      )}
      <div className={styles.pairButtons}>
        <Button size="small" onClick={() => view.getState().update({ newsPair: [pair[1], pair[0]] })}>
          Exchange
        </Button>
        <Button size="small" kind="quiet" onClick={() => view.getState().update({ newsPair: null })}>
          Close
        </Button>
      </div>
    </ChartFrame>
  );
}

interface SlopePlotProps {
  readonly figure: PairFigure;
  readonly measure: string;
  readonly svgRef: React.RefObject<SVGSVGElement | null>;
}

function SlopePlot({ figure, measure, svgRef }: SlopePlotProps) {
  const { view } = useExplorer();
  const host = useRef<HTMLDivElement>(null);
  const { width } = useSize(host);
  const [pointed, point] = useState<string | null>(null);
  const values = figure.news.flatMap(({ first, second }) => [first, second]);
  const y = scaleLinear([Math.min(...values), Math.max(...values)], [HEIGHT - BOTTOM, TOP]).nice();
  const [left, right] = [84, Math.max(85, width - 40)];
  const mean = (of: (news: PairFigure['news'][number]) => number) => figure.news.reduce((sum, news) => sum + of(news), 0) / figure.news.length;
  const named = figure.news.find(({ id }) => id === pointed);
  return (
    <ChartCanvas host={host} width={width} height={HEIGHT} svgRef={svgRef} role="img" aria-label={`${figure.news.length} news from ${figure.first.label} to ${figure.second.label}`}>
      <ValueAxis ticks={y.ticks(5)} y={y} left={40} right={width} format={y.tickFormat(5)} />
      <text className={styles.axisName} x={0} y={12}>
        {measure}
      </text>
      {figure.news.map(({ id, entity, first, second }) => (
        <g key={id} className={styles.slope} data-rises={second >= first} data-pointed={id === pointed || undefined} onPointerEnter={() => point(id)} onPointerLeave={() => point(null)} onClick={() => view.getState().update({ newsCell: { news: id, condition: figure.first.condition.id } })}>
          <line className={styles.slopeHit} x1={left} x2={right} y1={y(first)} y2={y(second)} />
          <line x1={left} x2={right} y1={y(first)} y2={y(second)} />
          <circle cx={left} cy={y(first)} r={2.5} />
          <circle cx={right} cy={y(second)} r={2.5} />
          <title>{`${entity}: ${numberWords(first)} and ${numberWords(second)}`}</title>
        </g>
      ))}
      <line className={styles.slopeMean} x1={left} x2={right} y1={y(mean(({ first }) => first))} y2={y(mean(({ second }) => second))} />
      <SlopeName x={left} text={figure.first.label} width={width / 2 - 8} anchor={0} />
      <SlopeName x={right} text={figure.second.label} width={width / 2 - 8} anchor={1} />
      {named !== undefined && (
        <text className={styles.slopeNamed} x={(left + right) / 2} y={TOP - 6} textAnchor="middle">
          {named.entity}: {numberWords(named.first)} → {numberWords(named.second)}
        </text>
      )}
    </ChartCanvas>
  );
}

/** In two lines where it is long. */
function SlopeName({ x, text, width, anchor }: { readonly x: number; readonly text: string; readonly width: number; readonly anchor: 0 | 1 }) {
  const most = Math.max(8, Math.floor(width / 6.2));
  const lines = wrap(text, most);
  return (
    <text className={styles.slopeName} x={anchor === 0 ? Math.max(0, x - 84) : x + 40} y={HEIGHT - BOTTOM + 18} textAnchor={anchor === 0 ? 'start' : 'end'}>
      {lines.map((line, i) => (
        <tspan key={line} x={anchor === 0 ? Math.max(0, x - 84) : x + 40} dy={i === 0 ? 0 : 14}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

function wrap(text: string, most: number): readonly string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!;
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= most) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.slice(0, 2);
}
