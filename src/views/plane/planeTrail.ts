import type { Selection } from 'd3';
import { ACTIVE, PLAIN } from '../shared/emphasis.ts';
import { nodePaint } from '../shared/projectionContent.ts';
import { trailOpacity, trailStretches } from '../shared/trail.ts';
import { project } from './planeGeometry.ts';
import type { PlanePicture } from './planePicture.ts';
import styles from './plane.module.css';

type Group = Selection<SVGGElement, unknown, null, undefined>;

const round = (value: number) => Math.round(value * 10) / 10;

/**
 * Polyline of one node through recorded frames [from, to], then to `tip` when given. `past` is [F, n, 2] in pixels. A
 * frame without the node breaks the line.
 */
export function trailPath(
  past: Float64Array,
  nodes: number,
  node: number,
  from: number,
  to: number,
  tip: readonly [number, number] | null,
): string {
  let path = '';
  let pen = 'M';
  const visit = (x: number, y: number) => {
    if (Number.isNaN(x)) {
      pen = 'M';
      return;
    }
    path += `${pen}${round(x)},${round(y)}`;
    pen = 'L';
  };
  for (let frame = from; frame <= to; frame++) {
    const at = (frame * nodes + node) * 2;
    visit(past[at]!, past[at + 1]!);
  }
  if (tip !== null) visit(tip[0], tip[1]);
  return path;
}

interface Stroke {
  readonly key: string;
  readonly path: string;
  readonly colour: string;
  readonly opacity: number;
  /** The trail of a node pointed at or pinned. */
  readonly own: boolean;
}


export class TrailLayer {
  #past = new Float64Array(0);

  constructor(private readonly group: Group) {}

  clear(): void {
    this.group.selectAll('path').remove();
  }

  /** `recorded` is [F, n, 3], see recordedPath. */
  draw(picture: PlanePicture, recorded: Float64Array): void {
    const { content, geometry, transform, position, screen, emphasis } = picture;
    const { nodes } = content;
    const size = (recorded.length / 3) * 2;
    if (this.#past.length !== size) this.#past = new Float64Array(size);
    project(geometry, transform, recorded, this.#past);
    const strokes: Stroke[] = [];
    for (let node = 0; node < nodes; node++) {
      const colour = nodePaint(content, node, position.frame).fill;
      trailStretches(position.frame).forEach(({ from, to, strength }, i) => {
        const tip = i === 0 ? ([screen[node * 2]!, screen[node * 2 + 1]!] as const) : null;
        const path = trailPath(this.#past, nodes, node, from, to, tip);
        strokes.push({ key: `${node}.${i}`, path, colour, opacity: trailOpacity(strength, emphasis[node] ?? PLAIN), own: emphasis[node] === ACTIVE });
      });
    }
    this.group
      .selectAll<SVGPathElement, Stroke>('path')
      .data(strokes, (stroke) => stroke.key)
      .join('path')
      .attr('class', styles.trail!)
      .classed(styles.ownTrail!, (stroke) => stroke.own)
      .attr('stroke', (stroke) => stroke.colour)
      .attr('stroke-opacity', (stroke) => stroke.opacity)
      .attr('d', (stroke) => stroke.path);
  }
}
