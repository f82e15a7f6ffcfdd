import type { Selection } from 'd3';
import { ACTIVE, EMPHASIS_NAMES, FADED } from '../shared/emphasis.ts';
import { nodePaint } from '../shared/projectionContent.ts';
import { describeNode } from '../shared/describeNode.ts';
import type { PlanePicture } from './planePicture.ts';
import styles from './plane.module.css';

type Group = Selection<SVGGElement, unknown, null, undefined>;

/** Radius of a node: smaller where many share little room. */
export function nodeRadius(nodes: number, shorterSide: number): number {
  const room = shorterSide / Math.sqrt(Math.max(nodes, 4));
  return Math.min(8.5, Math.max(4, room / 15));
}

const ACTIVE_GROWTH = 2;
const FADED_OPACITY = 0.28;

/** The nodes as focusable marks. One of them takes part in the tab order, see roving. */
export class NodeLayer {
  /** Node that Tab reaches. */
  roving = 0;
  #described = '';

  constructor(
    private readonly group: Group,
    private readonly panel: number,
  ) {}

  draw(picture: PlanePicture, pinned: number | null): void {
    const { content, screen, scores, presence, radius, emphasis, position } = picture;
    const indices = Array.from({ length: content.nodes }, (_, i) => i);
    const marks = this.group
      .selectAll<SVGGElement, number>('g')
      .data(indices)
      .join((enter) => {
        const g = enter.append('g').attr('class', styles.node!).attr('role', 'button');
        g.append('circle').attr('class', styles.focusRing!);
        g.append('circle').attr('class', styles.backing!);
        g.append('circle').attr('class', styles.dot!);
        return g;
      });
    marks
      .attr('data-testid', (i) => `node-${this.panel}-${i}`)
      .attr('tabindex', (i) => (i === this.roving ? 0 : -1))
      .attr('aria-pressed', (i) => String(i === pinned))
      .attr('transform', (i) => (Number.isNaN(screen[i * 2]!) ? null : `translate(${screen[i * 2]!.toFixed(2)},${screen[i * 2 + 1]!.toFixed(2)})`))
      .attr('visibility', (i) => (Number.isNaN(screen[i * 2]!) ? 'hidden' : null))
      .attr('data-x', (i) => finite(scores[i * 3]!))
      .attr('data-y', (i) => finite(scores[i * 3 + 1]!))
      .attr('opacity', (i) => presence[i]!)
      .attr('data-emphasis', (i) => EMPHASIS_NAMES[emphasis[i]!])
      .classed(styles.active!, (i) => emphasis[i] === ACTIVE)
      .classed(styles.pinned!, (i) => i === pinned);
    marks.select(`.${styles.focusRing!}`).attr('r', radius + 5);
    marks.select(`.${styles.backing!}`).attr('r', radius);
    marks
      .select<SVGCircleElement>(`.${styles.dot!}`)
      .attr('opacity', (i) => (emphasis[i] === FADED ? FADED_OPACITY : 1))
      .attr('r', (i) => radius + (emphasis[i] === ACTIVE ? ACTIVE_GROWTH : 0))
      .attr('fill', (i) => nodePaint(content, i, position.frame).fill)
      .attr('stroke', (i) => nodePaint(content, i, position.frame).rim);
    this.#describe(marks, picture);
  }

  focus(node: number): void {
    this.roving = node;
    const marks = this.group.selectAll<SVGGElement, number>('g');
    marks.attr('tabindex', (i) => (i === node ? 0 : -1));
    marks.nodes()[node]?.focus();
  }

  /** Names for assistive technology follow recorded frames, not every tick of a tween. */
  #describe(marks: Selection<SVGGElement, number, SVGGElement, unknown>, { content, position }: PlanePicture): void {
    const stamp = `${content.result.recordingId} ${content.nodes} ${position.frame} ${content.result.analysis.settings.layer}`;
    if (stamp === this.#described) return;
    this.#described = stamp;
    marks.attr('aria-label', (i) => describeNode(content.result, i, position.frame));
  }
}

const finite = (value: number) => (Number.isNaN(value) ? null : value);
