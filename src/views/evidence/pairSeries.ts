/** Subspace R2 of every pair of components with the graphs, as cells and as curves. */
import type { LayerControls } from '../../core/analysis/controlsTypes.ts';
import { seriesColour, type ChartSeries } from '../charts/chartSeries.ts';
import type { MatrixCell } from '../charts/RatioMatrix.tsx';

/** "PC 1-2" */
export function pairName([first, second]: readonly [number, number]): string {
  return `PC ${first + 1}-${second + 1}`;
}

/** The figure of a pair on a graph at a frame, with its null range. */
export function pairCell({ pairs, graphs, frames }: LayerControls, pair: number, graph: number, frame: number): MatrixCell {
  const at = (pair * graphs + graph) * frames.length + frame;
  return { value: pairs.r2[at]!, low: pairs.low[at]!, high: pairs.high[at]! };
}

/** One curve a pair over the contexts, each over its own null range. */
export function pairCurves(controls: LayerControls, graph: number): readonly ChartSeries[] {
  return controls.pairs.pairs.map((pair, p): ChartSeries => ({
    id: pairName(pair),
    label: pairName(pair),
    colour: seriesColour(p),
    points: controls.frames.map(({ context }, f) => ({ context, value: pairCell(controls, p, graph, f).value })),
    band: controls.frames.map(({ context }, f) => {
      const { low, high } = pairCell(controls, p, graph, f);
      return { context, low, high };
    }),
  }));
}
