import type { Emphasis } from '../shared/emphasis.ts';
import { nodePaint, type ProjectionContent } from '../shared/projectionContent.ts';
import { describeNode } from '../shared/describeNode.ts';
import { NodeMark } from './nodeMark.ts';
import type { PlanePicture } from './planePicture.ts';

/** Radius of a node: smaller where many share little room. */
export function nodeRadius(nodes: number, shorterSide: number): number {
  const room = shorterSide / Math.sqrt(Math.max(nodes, 4));
  return Math.min(8.5, Math.max(4, room / 15));
}

/** The nodes as focusable marks. One of them takes part in the tab order, see roving. */
export class NodeLayer {
  /** Node that Tab reaches. */
  #roving = 0;
  #marks: NodeMark[] = [];
  /** What the marks' looks were last made of. */
  #content: ProjectionContent | null = null;
  #emphasis: readonly Emphasis[] = [];
  #pinned: number | null = null;
  #radius = NaN;
  #painted = NaN;
  /** What the names for assistive technology were last made of. */
  #described: ProjectionContent['result'] | null = null;
  #describedFrame = NaN;

  constructor(
    private readonly layer: SVGGElement,
    private readonly panel: number,
  ) {}

  draw(picture: PlanePicture, pinned: number | null): void {
    const { content, screen, scores, presence, position, moving } = picture;
    if (this.#marks.length !== content.nodes) this.#make(content.nodes);
    this.#style(picture, pinned);
    for (let i = 0; i < this.#marks.length; i++) this.#marks[i]!.move(i, screen, presence);
    if (moving) return;
    for (let i = 0; i < this.#marks.length; i++) this.#marks[i]!.tell(scores[i * 3]!, scores[i * 3 + 1]!);
    this.#describe(content, position.frame);
  }

  focus(node: number): void {
    this.#marks[this.#roving]?.reach(false);
    this.#roving = node;
    this.#marks[node]?.reach(true);
    this.#marks[node]?.focus();
  }

  #make(nodes: number): void {
    this.#roving = 0;
    this.#content = null;
    this.#described = null;
    this.#marks = Array.from({ length: nodes }, (_, i) => new NodeMark(this.layer, `node-${this.panel}-${i}`));
    this.#marks[0]?.reach(true);
    this.layer.replaceChildren(...this.#marks.map(({ element }) => element));
  }

  #style({ content, emphasis, radius, position }: PlanePicture, pinned: number | null): void {
    const paint = content.colour === 'tokens' ? position.frame : 0;
    if (content === this.#content && emphasis === this.#emphasis && pinned === this.#pinned && radius === this.#radius && paint === this.#painted) return;
    for (let i = 0; i < this.#marks.length; i++) this.#marks[i]!.style(radius, emphasis[i]!, i === pinned, nodePaint(content, i, paint));
    this.#content = content;
    this.#emphasis = emphasis;
    this.#pinned = pinned;
    this.#radius = radius;
    this.#painted = paint;
  }

  /** Names for assistive technology follow recorded frames at rest, not what is played. */
  #describe({ result }: ProjectionContent, frame: number): void {
    if (result === this.#described && frame === this.#describedFrame) return;
    this.#described = result;
    this.#describedFrame = frame;
    this.#marks.forEach((mark, i) => mark.describe(describeNode(result, i, frame)));
  }
}

