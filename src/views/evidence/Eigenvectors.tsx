/** The smoothest and roughest eigenvectors of a graph, each as a small picture. */
import { useMemo, useRef } from 'react';
import type { LayoutPoint, RecordingGraph, RecordingMetadata } from '../../core/recording/types.ts';
import { type GraphEigenvector, graphEigenvectors } from '../../state/figures/spectralGhost.ts';
import { ChartFrame } from '../charts/ChartFrame.tsx';
import { ChartCanvas, EdgeLine, PictureLabel, SeriesPoint, TickLabel } from '../charts/ChartParts.tsx';
import { Legend, type LegendEntry } from '../charts/Legend.tsx';
import type { ChartTable } from '../charts/chartTable.ts';
import { useSize } from '../ui/useSize.ts';
import { ABOUT } from './aboutCharts.ts';

/** The graph's own layout, or a circle in node order; both into -1..1, y up. */
export function pictureLayout({ layout }: Pick<RecordingGraph, 'layout'>, nodes: number): readonly LayoutPoint[] {
  if (layout === null) {
    return Array.from({ length: nodes }, (_, i): LayoutPoint => [Math.sin((2 * Math.PI * i) / nodes), Math.cos((2 * Math.PI * i) / nodes)]);
  }
  const middle = (axis: 0 | 1) => (Math.min(...layout.map((point) => point[axis])) + Math.max(...layout.map((point) => point[axis]))) / 2;
  const [cx, cy] = [middle(0), middle(1)];
  const reach = Math.max(1e-9, ...layout.map(([x, y]) => Math.max(Math.abs(x - cx), Math.abs(y - cy))));
  return layout.map(([x, y]): LayoutPoint => [(x - cx) / reach, (y - cy) / reach]);
}

/** The `smooth` first and the `rough` last of `count`, none twice. */
export function endsOf(count: number, smooth: number, rough: number): readonly number[] {
  const all = Array.from({ length: count }, (_, i) => i);
  return count <= smooth + rough ? all : [...all.slice(0, smooth), ...all.slice(count - rough)];
}

/** The modes of a graph as pictures: every word's value as the size and the sign of a dot. */
interface EigenvectorsProps {
  readonly metadata: RecordingMetadata;
  readonly graph: RecordingGraph;
  readonly index: number;
}

/** Drawn from each end: the smoothest and the roughest. */
const ENDS = 4;
/** Pixels that a caption needs. */
const NARROWEST = 80;
const CAPTION = 30;
const LARGEST = 0.17;

const LEGEND: readonly LegendEntry[] = [
  { id: 'above', label: 'above zero', colour: 1, mark: 'bar', value: null },
  { id: 'below', label: 'below zero', colour: 2, mark: 'bar', value: null },
];

export function Eigenvectors({ metadata, graph, index }: EigenvectorsProps) {
  const svg = useRef<SVGSVGElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const { width } = useSize(host);
  const vectors = useMemo(() => graphEigenvectors(metadata, index), [metadata, index]);
  const layout = useMemo(() => pictureLayout(graph, metadata.nodes.length), [graph, metadata]);
  const drawn = endsOf(vectors.length, ENDS, ENDS).map((k) => vectors[k]!);
  const columns = Math.max(1, Math.min(ENDS, Math.floor(width / NARROWEST)));
  const cell = width / columns;
  const rows = Math.ceil(drawn.length / columns);
  const table = (): ChartTable => ({
    columns: [{ name: 'word', unit: '' }, ...vectors.map((vector) => ({ name: `u${vector.index}, eigenvalue ${vector.eigenvalue.toPrecision(4)}`, unit: '1' }))],
    rows: metadata.nodes.map(({ label }, node) => [label, ...vectors.map(({ values }) => values[node]!)]),
  });
  return (
    <ChartFrame title={`Eigenvectors of ${graph.title}`} about={ABOUT.eigenvectors} table={table} svgRef={svg} legend={() => LEGEND} testId="eigenvectors">
      <ChartCanvas host={host} width={width} height={rows * (cell + CAPTION)} svgRef={svg} role="img" aria-label={`Eigenvectors of ${graph.title}, smooth to rough`}>
        {drawn.map((vector, i) => (
          <g key={vector.index} transform={`translate(${(i % columns) * cell},${Math.floor(i / columns) * (cell + CAPTION)})`}>
            <PictureLabel x={cell / 2} y={12} textAnchor="middle">
              {`u${vector.index}`}
            </PictureLabel>
            <TickLabel x={cell / 2} y={25} textAnchor="middle">
              {`λ ${vector.eigenvalue.toFixed(2)}${vector.sharing > 1 ? ` ×${vector.sharing}` : ''}`}
            </TickLabel>
            <g transform={`translate(${cell / 2},${CAPTION + cell / 2})`}>
              <Mode vector={vector} layout={layout} edges={graph.edges} reach={cell * 0.38} />
            </g>
          </g>
        ))}
      </ChartCanvas>
      <Legend entries={LEGEND} />
    </ChartFrame>
  );
}

interface ModeProps {
  readonly vector: GraphEigenvector;
  readonly layout: ReturnType<typeof pictureLayout>;
  readonly edges: RecordingGraph['edges'];
  /** Pixels from the middle to the outermost node. */
  readonly reach: number;
}

function Mode({ vector: { values }, layout, edges, reach }: ModeProps) {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const x = (node: number) => layout[node]![0] * reach;
  const y = (node: number) => -layout[node]![1] * reach;
  return (
    <>
      {edges.map(([from, to]) => (
        <EdgeLine key={`${from}-${to}`} x1={x(from)} y1={y(from)} x2={x(to)} y2={y(to)} />
      ))}
      {Array.from(values, (value, node) => (
        <g key={node} data-series={value < 0 ? 2 : 1}>
          <SeriesPoint cx={x(node)} cy={y(node)} r={1 + (largest > 0 ? (Math.abs(value) / largest) * reach * LARGEST : 0)} />
        </g>
      ))}
    </>
  );
}
