/** Subspace R2 of every pair of components with the graphs, as cells and as curves. */
import { useMemo, useRef } from 'react';
import type { LayerNulls } from '../../core/nulls/types.ts';
import type { RecordingGraph } from '../../core/recording/types.ts';
import type { NullsResult } from '../../state/evidence/nulls.ts';
import { ChartFrame } from '../charts/ChartFrame.tsx';
import { CurveFrame } from '../charts/CurveFrame.tsx';
import { type MatrixCell, RatioMatrix } from '../charts/RatioMatrix.tsx';
import { type ChartSeries, seriesColour } from '../charts/chartSeries.ts';
import { type ChartTable, exported } from '../charts/chartTable.ts';
import { Hint } from '../ui/Text.tsx';
import { formatTokens } from '../ui/formatNumber.ts';
import { ABOUT } from './aboutCharts.ts';
import { useNullsFrame } from './useFocusEvidence.ts';

/** "PC 1-2" */
export function pairName([first, second]: readonly [number, number]): string {
  return `PC ${first + 1}-${second + 1}`;
}

/** The figure of a pair on a graph at a frame, with its null range. */
export function pairCell({ pairs, graphs, frames }: LayerNulls, pair: number, graph: number, frame: number): MatrixCell & { readonly p: number } {
  const at = (pair * graphs + graph) * frames.length + frame;
  return { value: pairs.r2[at]!, low: pairs.low[at]!, high: pairs.high[at]!, p: pairs.p[at]! };
}

/** One curve a pair over the contexts, after the range that relabelling gives any of the pairs. */
export function pairCurves(nulls: LayerNulls, graph: number): readonly ChartSeries[] {
  const { pairs } = nulls.pairs;
  const cellsAt = (frame: number) => pairs.map((_, p) => pairCell(nulls, p, graph, frame));
  const chance: ChartSeries = {
    id: 'relabelled',
    label: 'mean of relabellings, all pairs',
    colour: 7,
    dashed: true,
    points: nulls.frames.map(({ context }, f) => ({ context, value: mean(pairs.map((_, p) => nulls.pairs.mean[(p * nulls.graphs + graph) * nulls.frames.length + f]!)) })),
    band: {
      label: '5–95 % of relabellings, any pair',
      points: nulls.frames.map(({ context }, f) => ({
        context,
        low: Math.min(...cellsAt(f).map(({ low }) => low)),
        high: Math.max(...cellsAt(f).map(({ high }) => high)),
      })),
    },
  };
  const measured = pairs.map((pair, p): ChartSeries => ({
    id: pairName(pair),
    label: pairName(pair),
    colour: seriesColour(p),
    points: nulls.frames.map(({ context }, f) => ({ context, value: pairCell(nulls, p, graph, f).value })),
  }));
  return pairs.length === 0 ? [] : [chance, ...measured];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Which pair of components holds which graph, at the cursor. */
interface PairMatrixProps {
  readonly result: NullsResult;
  readonly stale: boolean;
  readonly graphs: readonly RecordingGraph[];
}

export function PairMatrix({ result: { nulls }, stale, graphs }: PairMatrixProps) {
  const svg = useRef<SVGSVGElement>(null);
  const frame = useNullsFrame(nulls.frames);
  const { context } = nulls.frames[frame]!;
  const { pairs } = nulls.pairs;
  const rows = pairs.map((pair, p) => ({ name: pairName(pair), cells: graphs.map((_, g) => pairCell(nulls, p, g, frame)) }));
  const table = (): ChartTable => ({
    columns: [
      { name: 'components', unit: '' }, { name: 'graph', unit: '' }, { name: 'context', unit: 'tokens' }, { name: 'R2', unit: '1' },
      { name: '5 % of relabellings', unit: '1' }, { name: '95 % of relabellings', unit: '1' }, { name: 'p', unit: 'probability' },
    ],
    rows: rows.flatMap(({ name, cells }) =>
      cells.map(({ value, low, high, p }, g) => [name, graphs[g]!.title, context, exported(value), exported(low), exported(high), exported(p)]),
    ),
  });
  return (
    <ChartFrame title={`Components and graphs at ${formatTokens(context)}`} about={ABOUT.pairs} table={table} svgRef={svg} source="nulls" stale={stale} testId="pair-matrix">
      <RatioMatrix caption="Subspace R² of every pair of components with every graph, with the null range" columns={graphs.map(({ title }) => title)} rows={rows} svgRef={svg} />
      <Hint>Below each share: 5–95 % of relabellings. Bold: above that range.</Hint>
    </ChartFrame>
  );
}

/** Subspace R2 of every pair of components with one graph over the context: where components swap roles. */
interface PairCurvesProps {
  readonly result: NullsResult;
  readonly stale: boolean;
  readonly graph: RecordingGraph;
  readonly index: number;
}

export function PairCurves({ result: { nulls }, stale, graph, index }: PairCurvesProps) {
  const series = useMemo(() => pairCurves(nulls, index), [nulls, index]);
  const contexts = useMemo(() => nulls.frames.map(({ context }) => context), [nulls]);
  return (
    <CurveFrame
      title={`R² with ${graph.title} over context`}
      about={ABOUT.pairs}
      series={series}
      contexts={contexts}
      valueName="R²"
      unit="1"
      include={[0, 1]}
      source="nulls"
      stale={stale}
      testId="pair-curves"
    />
  );
}
