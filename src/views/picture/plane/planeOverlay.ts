import type { Selection } from 'd3';
import * as styles from './plane.module.css';
import { type PlanePicture, project } from './planeGeometry.ts';

type Group = Selection<SVGGElement, unknown, null, undefined>;

const DIAMOND = 5;

/** Where a graph's spectral embedding, fitted to the picture, would put the nodes: hollow diamonds, tied to the nodes. */
export class OverlayLayer {
  #screen = new Float64Array(0);
  #drawn = false;

  constructor(private readonly group: Group) {}

  /** @param points [n, 2] in scores before flips, NaN where missing; null clears the layer */
  draw({ content, geometry, transform, screen }: PlanePicture, points: Float64Array | null): void {
    if (points === null || points.length !== content.nodes * 2) {
      if (this.#drawn) this.group.selectAll('*').remove();
      this.#drawn = false;
      return;
    }
    this.#drawn = true;
    if (this.#screen.length !== points.length) this.#screen = new Float64Array(points.length);
    const { nodes, flips } = content;
    const xyz = new Float64Array(nodes * 3);
    for (let i = 0; i < nodes; i++) {
      xyz[i * 3] = (flips[0] ? -1 : 1) * points[i * 2]!;
      xyz[i * 3 + 1] = (flips[1] ? -1 : 1) * points[i * 2 + 1]!;
    }
    const at = this.#screen;
    project(geometry, transform, xyz, at);
    const shown = Array.from({ length: nodes }, (_, i) => i).filter((i) => !Number.isNaN(at[i * 2]!));
    this.group
      .selectAll<SVGLineElement, number>('line')
      .data(shown.filter((i) => !Number.isNaN(screen[i * 2]!)), (i) => i)
      .join('line')
      .attr('class', styles.overlayLink!)
      .attr('x1', (i) => at[i * 2]!)
      .attr('y1', (i) => at[i * 2 + 1]!)
      .attr('x2', (i) => screen[i * 2]!)
      .attr('y2', (i) => screen[i * 2 + 1]!);
    this.group
      .selectAll<SVGPathElement, number>('path')
      .data(shown, (i) => i)
      .join('path')
      .attr('class', styles.overlay!)
      .attr('d', `M0,${-DIAMOND}L${DIAMOND},0L0,${DIAMOND}L${-DIAMOND},0Z`)
      .attr('transform', (i) => `translate(${at[i * 2]!},${at[i * 2 + 1]!})`);
  }
}
