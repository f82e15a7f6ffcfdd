/** The nodes of the plane. */
import { describeNode } from '../describeNode.ts';
import { ACTIVE, type Emphasis, EMPHASIS_NAMES, FADED } from '../emphasis.ts';
import { type NodePaint, nodePaint, type ProjectionContent } from '../projectionContent.ts';
import * as styles from './plane.module.css';
import type { PlanePicture } from './planeGeometry.ts';

/** One node in the page: a focusable mark of three circles. Writes only what has changed. */
const SVG = 'http://www.w3.org/2000/svg';
const ACTIVE_GROWTH = 2;
const FADED_OPACITY = 0.28;
/** Room between a node and the ring that marks the focus. */
const RING_GAP = 5;

const hundredths = (value: number) => Math.round(value * 100) / 100;

export class NodeMark {
  readonly element = document.createElementNS(SVG, 'g');
  readonly #place: SVGTransform;
  readonly #ring = this.#circle(styles.focusRing!);
  readonly #backing = this.#circle(styles.backing!);
  readonly #dot = this.#circle(styles.dot!);
  #missing = false;
  #presence = NaN;

  constructor(layer: SVGGElement, testId: string) {
    const { element } = this;
    this.#place = element.transform.baseVal.appendItem(layer.ownerSVGElement!.createSVGTransform());
    element.setAttribute('class', styles.node!);
    element.setAttribute('role', 'button');
    element.setAttribute('data-testid', testId);
    this.reach(false);
  }

  /** Whether Tab reaches it. */
  reach(reached: boolean): void {
    this.element.setAttribute('tabindex', reached ? '0' : '-1');
  }

  focus(): void {
    this.element.focus();
  }

  /** To where node `i` stands: pixels [n, 2], NaN where it is missing, and its presence [n]. */
  move(i: number, screen: Float64Array, presences: Float64Array): void {
    const x = screen[i * 2]!;
    const missing = Number.isNaN(x);
    if (missing !== this.#missing) {
      this.#missing = missing;
      if (missing) this.element.setAttribute('visibility', 'hidden');
      else this.element.removeAttribute('visibility');
    }
    if (!missing) this.#place.setTranslate(hundredths(x), hundredths(screen[i * 2 + 1]!));
    const presence = presences[i]!;
    if (presence === this.#presence) return;
    this.#presence = presence;
    this.element.setAttribute('opacity', String(presence));
  }

  style(radius: number, emphasis: Emphasis, pinned: boolean, { fill, rim }: NodePaint): void {
    const { element } = this;
    const active = emphasis === ACTIVE;
    element.setAttribute('aria-pressed', String(pinned));
    element.setAttribute('data-emphasis', EMPHASIS_NAMES[emphasis]);
    element.classList.toggle(styles.active!, active);
    element.classList.toggle(styles.pinned!, pinned);
    this.#ring.setAttribute('r', String(radius + RING_GAP));
    this.#backing.setAttribute('r', String(radius));
    this.#dot.setAttribute('r', String(radius + (active ? ACTIVE_GROWTH : 0)));
    this.#dot.setAttribute('opacity', String(emphasis === FADED ? FADED_OPACITY : 1));
    this.#dot.setAttribute('fill', fill);
    this.#dot.setAttribute('stroke', rim);
  }

  /** Scores along the shown axes, for whoever reads the page; NaN where missing. */
  tell(x: number, y: number): void {
    if (Number.isNaN(x)) {
      this.element.removeAttribute('data-x');
      this.element.removeAttribute('data-y');
      return;
    }
    this.element.setAttribute('data-x', String(x));
    this.element.setAttribute('data-y', String(y));
  }

  describe(words: string): void {
    this.element.setAttribute('aria-label', words);
  }

  #circle(look: string): SVGCircleElement {
    const made = document.createElementNS(SVG, 'circle');
    made.setAttribute('class', look);
    this.element.append(made);
    return made;
  }
}

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
