/** Subspace R2 of every pair of components with the graphs, as cells and as curves. */
import type { LayerControls } from '../../core/nulls/types.ts';
import { seriesColour, type ChartSeries } from '../charts/chartSeries.ts';
import type { MatrixCell } from '../charts/RatioMatrix.tsx';

/** "PC 1-2" */
export function pairName([first, second]: readonly [number, number]): string {
  return `PC ${first + 1}-${second + 1}`;
}

/** The figure of a pair on a graph at a frame, with its null range. */
export function pairCell({ pairs, graphs, frames }: LayerControls, pair: number, graph: number, frame: number): MatrixCell & { readonly p: number } {
  const at = (pair * graphs + graph) * frames.length + frame;
  return { value: pairs.r2[at]!, low: pairs.low[at]!, high: pairs.high[at]!, p: pairs.p[at]! };
}

/** One curve a pair over the contexts, after the range that relabelling gives any of the pairs. */
export function pairCurves(controls: LayerControls, graph: number): readonly ChartSeries[] {
  const { pairs } = controls.pairs;
  const cellsAt = (frame: number) => pairs.map((_, p) => pairCell(controls, p, graph, frame));
  const chance: ChartSeries = {
    id: 'relabelled',
    label: 'mean of relabellings, all pairs',
    colour: 7,
    dashed: true,
    points: controls.frames.map(({ context }, f) => ({ context, value: mean(pairs.map((_, p) => controls.pairs.mean[(p * controls.graphs + graph) * controls.frames.length + f]!)) })),
    band: {
      label: '5–95 % of relabellings, any pair',
      points: controls.frames.map(({ context }, f) => ({
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
    points: controls.frames.map(({ context }, f) => ({ context, value: pairCell(controls, p, graph, f).value })),
  }));
  return pairs.length === 0 ? [] : [chance, ...measured];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
