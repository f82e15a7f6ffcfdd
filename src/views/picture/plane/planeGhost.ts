import type { Selection } from 'd3';
import { type NodePositions, createNodePositions, positionsAt, recordedPosition } from '../../../state/figures/projection.ts';
import { nodePaint } from '../projectionContent.ts';
import * as styles from './plane.module.css';
import { type PlanePicture, project } from './planeGeometry.ts';

type Group = Selection<SVGGElement, unknown, null, undefined>;

/** The nodes where they stand at another recorded context, each with a thin line to where it stands now. */
export class GhostLayer {
  #positions: NodePositions = createNodePositions(0);
  #screen = new Float64Array(0);
  #drawn = false;

  constructor(private readonly group: Group) {}

  draw(picture: PlanePicture, frame: number | null): void {
    if (frame === null) {
      if (this.#drawn) this.group.selectAll('*').remove();
      this.#drawn = false;
      return;
    }
    this.#drawn = true;
    const { content, geometry, transform, screen, radius } = picture;
    const { nodes, axes, flips } = content;
    if (this.#positions.presence.length !== nodes) {
      this.#positions = createNodePositions(nodes);
      this.#screen = new Float64Array(nodes * 2);
    }
    positionsAt(content.result.analysis, recordedPosition(frame), axes, flips, this.#positions);
    const ghosts = this.#screen;
    project(geometry, transform, this.#positions.xyz, ghosts);
    const shown = Array.from({ length: nodes }, (_, i) => i).filter((i) => !Number.isNaN(ghosts[i * 2]!));
    const tied = shown.filter((i) => !Number.isNaN(screen[i * 2]!));
    this.group
      .selectAll<SVGLineElement, number>('line')
      .data(tied, (i) => i)
      .join('line')
      .attr('class', styles.ghostLink!)
      .attr('stroke', (i) => nodePaint(content, i, frame).fill)
      .attr('x1', (i) => ghosts[i * 2]!)
      .attr('y1', (i) => ghosts[i * 2 + 1]!)
      .attr('x2', (i) => screen[i * 2]!)
      .attr('y2', (i) => screen[i * 2 + 1]!);
    this.group
      .selectAll<SVGCircleElement, number>('circle')
      .data(shown, (i) => i)
      .join('circle')
      .attr('class', styles.ghost!)
      .attr('fill', (i) => nodePaint(content, i, frame).fill)
      .attr('stroke', (i) => nodePaint(content, i, frame).fill)
      .attr('r', radius * 0.8)
      .attr('cx', (i) => ghosts[i * 2]!)
      .attr('cy', (i) => ghosts[i * 2 + 1]!);
  }
}
