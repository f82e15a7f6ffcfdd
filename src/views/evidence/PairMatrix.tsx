/** Which pair of components holds which graph, at the cursor. */
import { useRef } from 'react';
import type { RecordingGraph } from '../../core/recording/types.ts';
import type { ControlsResult } from '../../state/evidence/evidenceStore.ts';
import { ChartFrame } from '../charts/ChartFrame.tsx';
import { exported, type ChartTable } from '../charts/chartTable.ts';
import { RatioMatrix } from '../charts/RatioMatrix.tsx';
import { formatTokens } from '../controls/formatNumber.ts';
import { ABOUT } from './aboutCharts.ts';
import { pairCell, pairName } from './pairSeries.ts';
import { useControlsFrame } from './useControlsFrame.ts';

interface PairMatrixProps {
  readonly result: ControlsResult;
  readonly stale: boolean;
  readonly graphs: readonly RecordingGraph[];
}

export function PairMatrix({ result: { controls }, stale, graphs }: PairMatrixProps) {
  const svg = useRef<SVGSVGElement>(null);
  const frame = useControlsFrame(controls.frames);
  const { context } = controls.frames[frame]!;
  const { pairs } = controls.pairs;
  const rows = pairs.map((pair, p) => ({ name: pairName(pair), cells: graphs.map((_, g) => pairCell(controls, p, g, frame)) }));
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
      <p className="hint">Below each share: 5–95 % of relabellings. Bold: above that range.</p>
    </ChartFrame>
  );
}
