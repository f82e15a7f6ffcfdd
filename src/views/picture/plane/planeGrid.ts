import { type Selection, ticks, tickStep } from 'd3';
import * as styles from './plane.module.css';
import { type PlaneGeometry, type PlaneTransform, shownDomain } from './planeGeometry.ts';

/** Short tick labels for one step: "2.5", "400", "4k", "1.5M"; a true minus sign. */
export function tickFormat(step: number): (value: number) => string {
  const [unit, suffix] = unitOf(step);
  const digits = Math.max(0, -Math.floor(Math.log10(step / unit) + 1e-9));
  const scientific = step < 1e-4 || step >= 1e11;
  return (value) => {
    if (Math.abs(value) < step / 2) return '0';
    const text = scientific ? value.toExponential(1) : (value / unit).toFixed(digits) + suffix;
    return text.replaceAll('-', '\u2212');
  };
}

/** Thousands once the steps are hundreds: then every label is short and none needs more than one decimal. */
function unitOf(step: number): readonly [unit: number, suffix: string] {
  if (step >= 2e8) return [1e9, 'G'];
  if (step >= 2e5) return [1e6, 'M'];
  return step >= 200 ? [1e3, 'k'] : [1, ''];
}

type Group = Selection<SVGGElement, unknown, null, undefined>;

export interface Tick {
  readonly axis: 'x' | 'y';
  readonly value: number;
  readonly at: number;
}

const TICK_PIXELS = 84;
/** Room in pixels that half a tick's label needs. */
const TICK_ROOM = 8;

/** How often the step may be halved, about, in search of a tick besides zero. */
const FINER_STEPS = 3;

/**
 * One step for both axes, so that the grid's cells are square like the scale, fine enough for a tick besides zero on each:
 * an axis that only says 0 has no scale.
 */
export function gridTicks(geometry: PlaneGeometry, transform: PlaneTransform): { ticks: readonly Tick[]; step: number } {
  const { plot, unit, originX, originY } = geometry;
  const domain = shownDomain(geometry, transform);
  const spacing = geometry.compact ? TICK_PIXELS * 0.7 : TICK_PIXELS;
  const count = Math.max(2, (plot.right - plot.left) / spacing);
  const along = (axis: 'x' | 'y', [from, to]: readonly [number, number], step: number): Tick[] =>
    ticks(from, to, (to - from) / step).map((value) => ({
      axis,
      value,
      at:
        axis === 'x'
          ? transform.x + transform.k * (originX + unit * value)
          : transform.y + transform.k * (originY - unit * value),
    }));
  const withRoom = ({ axis, value, at }: Tick) =>
    value !== 0 && (axis === 'y' || (at > plot.left + TICK_ROOM && at < plot.right - TICK_ROOM));
  for (let finer = 0; ; finer++) {
    const step = tickStep(domain.x[0], domain.x[1], count * 2 ** finer);
    const [x, y] = [along('x', domain.x, step), along('y', domain.y, step)];
    if (finer === FINER_STEPS || (x.some(withRoom) && y.some(withRoom))) return { ticks: [...x, ...y], step };
  }
}

const tickKey = (tick: Tick) => `${tick.axis}${tick.value}`;

/** Grid lines, zero axes and tick labels; drawn when the scale or the zoom changes, not on every step. */
export function drawGrid(lines: Group, labels: Group, geometry: PlaneGeometry, transform: PlaneTransform): void {
  const { plot } = geometry;
  const { ticks: all, step } = gridTicks(geometry, transform);
  const inside = all.filter(({ axis, at }) =>
    axis === 'x' ? at >= plot.left && at <= plot.right : at >= plot.top && at <= plot.bottom,
  );
  lines
    .selectAll<SVGLineElement, Tick>('line')
    .data(inside, tickKey)
    .join('line')
    .attr('class', (tick) => (tick.value === 0 ? styles.zero! : styles.grid!))
    .attr('x1', (tick) => (tick.axis === 'x' ? tick.at : plot.left))
    .attr('x2', (tick) => (tick.axis === 'x' ? tick.at : plot.right))
    .attr('y1', (tick) => (tick.axis === 'x' ? plot.top : tick.at))
    .attr('y2', (tick) => (tick.axis === 'x' ? plot.bottom : tick.at));
  const print = tickFormat(step);
  const halfLabel = 3.2 * Math.max(...inside.map(({ value }) => print(value).length), 1);
  const whole = inside.filter(({ axis, at }) => axis === 'y' || (at + halfLabel < geometry.width && at - halfLabel > plot.left - 8));
  labels
    .selectAll<SVGTextElement, Tick>('text')
    .data(whole, tickKey)
    .join('text')
    .attr('class', styles.tick!)
    .attr('x', (tick) => (tick.axis === 'x' ? tick.at : plot.left - 6))
    .attr('y', (tick) => (tick.axis === 'x' ? plot.bottom + 15 : tick.at))
    .attr('dy', (tick) => (tick.axis === 'x' ? 0 : '0.34em'))
    .attr('text-anchor', (tick) => (tick.axis === 'x' ? 'middle' : 'end'))
    .text((tick) => print(tick.value));
}
