/** How far every fitted size lies from the power law, as a factor. */
import { scaleLinear, scaleLog } from 'd3';
import { useRef, type RefObject } from 'react';
import type { PowerLaw } from '../../core/scaling/types.ts';
import { useSize } from '../shared/useSize.ts';

interface ResidualPlotProps {
  readonly law: PowerLaw;
  readonly svgRef: RefObject<SVGSVGElement | null>;
}

const HEIGHT = 136;
const MARGIN = { left: 48, right: 14, top: 24, bottom: 34 } as const;

/** "x1.30": measured over fitted. */
export function factorText(residual: number): string {
  return `×${Math.exp(residual).toFixed(2)}`;
}

export function ResidualPlot({ law, svgRef }: ResidualPlotProps) {
  const host = useRef<HTMLDivElement>(null);
  const { width } = useSize(host);
  const { sizes, residuals } = law;
  const reach = Math.max(0.1, ...residuals.map(Math.abs)) * 1.1;
  const x = scaleLog([sizes[0]! / 1.25, sizes.at(-1)! * 1.25], [MARGIN.left, Math.max(MARGIN.left + 1, width - MARGIN.right)]);
  const y = scaleLinear([-reach, reach], [HEIGHT - MARGIN.bottom, MARGIN.top]);
  return (
    <div ref={host} className="chart-host" style={{ minHeight: HEIGHT }}>
      {width > 0 && (
        <svg ref={svgRef} width={width} height={HEIGHT} className="chart chart-plain" role="img" aria-label="Measured over fitted critical context, by size">
          {[-reach / 1.1, 0, reach / 1.1].map((tick) => (
            <g key={tick} transform={`translate(0,${y(tick)})`}>
              <line className="chart-grid" x1={MARGIN.left} x2={width - MARGIN.right} />
              <text className="chart-tick" x={MARGIN.left - 6} dy="0.34em" textAnchor="end">
                {factorText(tick)}
              </text>
            </g>
          ))}
          {sizes.map((nodes, i) => (
            <g key={nodes} data-series={1}>
              <line className="chart-line" x1={x(nodes)} x2={x(nodes)} y1={y(0)} y2={y(residuals[i]!)} />
              <circle className="chart-point" cx={x(nodes)} cy={y(residuals[i]!)} r={4}>
                <title>{`${nodes} nodes: ${factorText(residuals[i]!)} of the fit`}</title>
              </circle>
              <text className="chart-tick" x={x(nodes)} y={HEIGHT - MARGIN.bottom + 15} textAnchor="middle">
                {nodes}
              </text>
            </g>
          ))}
          <text className="chart-axis" x={0} y={10}>
            measured / fitted
          </text>
          <text className="chart-axis" x={width - MARGIN.right} y={HEIGHT - 3} textAnchor="end">
            nodes
          </text>
        </svg>
      )}
    </div>
  );
}
