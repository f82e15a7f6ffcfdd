/** The edges of the graphs in the plane. */
import type { RecordingGraph } from '../../../core/recording/types.ts';
import { tenths } from '../../ui/formatNumber.ts';
import * as styles from './plane.module.css';
import type { PlanePicture } from './planeGeometry.ts';

/** SVG path data, written anew at every drawing into a list that is kept: one text is made a drawing, and nothing else. */
export class PathText {
  readonly #parts: string[] = [];
  #length = 0;

  begin(): void {
    this.#length = 0;
  }

  moveTo(x: number, y: number): void {
    this.#point('M', x, y);
  }

  lineTo(x: number, y: number): void {
    this.#point('L', x, y);
  }

  close(): void {
    this.#parts[this.#length++] = 'Z';
  }

  /** Pixels with one decimal. */
  end(): string {
    if (this.#parts.length !== this.#length) this.#parts.length = this.#length;
    return this.#parts.join('');
  }

  #point(letter: string, x: number, y: number): void {
    const parts = this.#parts;
    parts[this.#length++] = letter;
    parts[this.#length++] = tenths(x);
    parts[this.#length++] = ',';
    parts[this.#length++] = tenths(y);
  }
}

const SVG = 'http://www.w3.org/2000/svg';
const HEAD = 7;

/** While nodes are pointed at, edges that end at one of them and the rest are drawn apart. */
export type EdgeShare = 'all' | 'touched' | 'rest';

/**
 * Writes the paths of a share of the edges, from pixels [n, 2]. Edges with an end that is not drawn are left out. Directed
 * edges stop at the rim of their target and carry a head there.
 *
 * @param active the nodes pointed at
 */
export function writeEdges(
  { edges, directed }: RecordingGraph,
  screen: Float64Array,
  radius: number,
  share: EdgeShare,
  active: readonly number[],
  lines: PathText,
  heads: PathText,
): void {
  for (let e = 0; e < edges.length; e++) {
    const source = edges[e]![0];
    const target = edges[e]![1];
    if (source === target) continue;
    if (share !== 'all' && (active.includes(source) || active.includes(target)) !== (share === 'touched')) continue;
    const x1 = screen[source * 2]!;
    const y1 = screen[source * 2 + 1]!;
    let x2 = screen[target * 2]!;
    let y2 = screen[target * 2 + 1]!;
    if (Number.isNaN(x1) || Number.isNaN(x2)) continue;
    const length = directed ? Math.hypot(x2 - x1, y2 - y1) : 0;
    const back = radius + 2;
    if (length > back + HEAD) {
      const ux = (x2 - x1) / length;
      const uy = (y2 - y1) / length;
      x2 -= ux * back;
      y2 -= uy * back;
      const bx = x2 - ux * HEAD;
      const by = y2 - uy * HEAD;
      const side = HEAD * 0.5;
      heads.moveTo(x2, y2);
      heads.lineTo(bx - uy * side, by + ux * side);
      heads.lineTo(bx + uy * side, by - ux * side);
      heads.close();
    }
    lines.moveTo(x1, y1);
    lines.lineTo(x2, y2);
  }
}

interface EdgeGroup {
  readonly graph: RecordingGraph;
  readonly share: EdgeShare;
  readonly lines: SVGPathElement;
  /** null where the graph is not directed. */
  readonly heads: SVGPathElement | null;
}

/** One path a graph, or two while a node is pointed at: its edges stand out and the others fade. */
export class EdgeLayer {
  #content: PlanePicture['content'] | null = null;
  #active: readonly number[] = [];
  #groups: readonly EdgeGroup[] = [];
  readonly #lines = new PathText();
  readonly #heads = new PathText();

  constructor(private readonly layer: SVGGElement) {}

  draw({ content, screen, radius, active }: PlanePicture): void {
    if (content !== this.#content || active !== this.#active) this.#arrange(content, active);
    for (let g = 0; g < this.#groups.length; g++) {
      const { graph, share, lines, heads } = this.#groups[g]!;
      this.#lines.begin();
      this.#heads.begin();
      writeEdges(graph, screen, radius, share, active, this.#lines, this.#heads);
      lines.setAttribute('d', this.#lines.end());
      heads?.setAttribute('d', this.#heads.end());
    }
  }

  #arrange(content: PlanePicture['content'], active: readonly number[]): void {
    this.#content = content;
    this.#active = active;
    const shares: readonly EdgeShare[] = active.length > 0 ? ['rest', 'touched'] : ['all'];
    this.#groups = content.graphs.flatMap((graph) => shares.map((share) => edgeGroup(graph, share, graph !== content.context)));
    this.layer.replaceChildren(...this.#groups.map(({ lines }) => lines.parentElement!));
  }
}

function edgeGroup(graph: RecordingGraph, share: EdgeShare, reference: boolean): EdgeGroup {
  const group = document.createElementNS(SVG, 'g');
  const strength = { all: [], rest: [styles.faded!], touched: [styles.strong!] }[share];
  group.classList.add(reference ? styles.reference! : styles.context!, ...strength);
  group.setAttribute('data-role', reference ? 'reference' : 'context');
  const path = (look: string) => {
    const made = document.createElementNS(SVG, 'path');
    made.setAttribute('class', look);
    group.append(made);
    return made;
  };
  return { graph, share, lines: path(styles.edge!), heads: graph.directed ? path(styles.head!) : null };
}
