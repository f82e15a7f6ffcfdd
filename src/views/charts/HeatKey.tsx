/** The colour scale of a heatmap with its ends, drawn into the map so that a saved picture has it too. */
import { scaleLinear } from 'd3';
import { formatRatio } from '../controls/formatNumber.ts';
import type { Scheme } from '../shared/nodeColour.ts';
import { heatColour } from './heatColour.ts';

interface HeatKeyProps {
  readonly domain: readonly [number, number];
  readonly scheme: Scheme;
  /** Baseline of its words, in pixels from the top of the map. */
  readonly y: number;
}

const STEPS = 20;
const WIDTH = 4;
const LEFT = 34;

export function HeatKey({ domain, scheme, y }: HeatKeyProps) {
  const at = scaleLinear([0, STEPS - 1], domain);
  return (
    <g aria-hidden="true">
      <text className="chart-tick" x={LEFT - 6} y={y} textAnchor="end">
        {formatRatio(domain[0])}
      </text>
      {Array.from({ length: STEPS }, (_, i) => (
        <rect key={i} x={LEFT + i * WIDTH} y={y - 9} width={WIDTH + 0.4} height={9} fill={heatColour(at(i), domain, scheme)} />
      ))}
      <text className="chart-tick" x={LEFT + STEPS * WIDTH + 6} y={y}>
        {formatRatio(domain[1])}
      </text>
    </g>
  );
}
