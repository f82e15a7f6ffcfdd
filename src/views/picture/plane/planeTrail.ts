import { tenths } from '../../ui/formatNumber.ts';
import { ACTIVE, PLAIN, type Emphasis } from '../emphasis.ts';
import { nodePaint, type ProjectionContent } from '../projectionContent.ts';
import { trailOpacity, trailStretches } from '../trail.ts';
import * as styles from './plane.module.css';
import { type PlaneGeometry, type PlanePicture, type PlaneTransform, project } from './planeGeometry.ts';

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Polyline of one node through recorded frames [from, to]. `past` is [F, n, 2] in pixels. A frame without the node breaks
 * the line. Ends with the letter that a further point needs: `L`, or `M` after a break.
 */
export function trailPath(past: Float64Array, nodes: number, node: number, from: number, to: number): string {
  let path = '';
  let pen = 'M';
  for (let frame = from; frame <= to; frame++) {
    const at = (frame * nodes + node) * 2;
    const [x, y] = [past[at]!, past[at + 1]!];
    if (!Number.isNaN(x)) path += `${pen}${tenths(x)},${tenths(y)}`;
    pen = Number.isNaN(x) ? 'M' : 'L';
  }
  return path + pen;
}

/** A path that ends in a letter without a point is none. */
const closedPath = (path: string) => path.slice(0, -1);

/** The trails of all nodes. The past is drawn when another recorded frame is reached; between, only its tip moves. */
export class TrailLayer {
  #past = new Float64Array(0);
  /** Newest stretch of every node, as far as it is recorded, and the path that shows it. */
  #tips: { readonly path: SVGPathElement; readonly recorded: string }[] = [];
  #content: ProjectionContent | null = null;
  #geometry: PlaneGeometry | null = null;
  #transform: PlaneTransform | null = null;
  #emphasis: readonly Emphasis[] = [];
  #frame = NaN;

  constructor(private readonly layer: SVGGElement) {}

  clear(): void {
    if (this.#content === null) return;
    this.#content = null;
    this.layer.replaceChildren();
  }

  /** `recorded` is [F, n, 3], see recordedPath. */
  draw(picture: PlanePicture, recorded: Float64Array): void {
    if (!this.#isDrawn(picture)) this.#drawPast(picture, recorded);
    const { screen } = picture;
    for (let node = 0; node < this.#tips.length; node++) {
      const { path, recorded: past } = this.#tips[node]!;
      const x = screen[node * 2]!;
      path.setAttribute('d', Number.isNaN(x) ? closedPath(past) : `${past}${tenths(x)},${tenths(screen[node * 2 + 1]!)}`);
    }
  }

  #isDrawn({ content, geometry, transform, emphasis, position }: PlanePicture): boolean {
    return (
      content === this.#content && geometry === this.#geometry && transform === this.#transform && emphasis === this.#emphasis && position.frame === this.#frame
    );
  }

  #drawPast({ content, geometry, transform, emphasis, position }: PlanePicture, recorded: Float64Array): void {
    const size = (recorded.length / 3) * 2;
    if (this.#past.length !== size) this.#past = new Float64Array(size);
    project(geometry, transform, recorded, this.#past);
    const stretches = trailStretches(position.frame);
    const paths: SVGPathElement[] = [];
    this.#tips = Array.from({ length: content.nodes }, (_, node) => {
      const strokes = stretches.map(({ from, to, strength }) => {
        const path = document.createElementNS(SVG, 'path');
        path.setAttribute('class', emphasis[node] === ACTIVE ? `${styles.trail} ${styles.ownTrail}` : styles.trail!);
        path.setAttribute('stroke', nodePaint(content, node, position.frame).fill);
        path.setAttribute('stroke-opacity', String(trailOpacity(strength, emphasis[node] ?? PLAIN)));
        const drawn = trailPath(this.#past, content.nodes, node, from, to);
        path.setAttribute('d', closedPath(drawn));
        return { path, recorded: drawn };
      });
      paths.push(...strokes.map(({ path }) => path));
      return strokes[0]!;
    });
    this.layer.replaceChildren(...paths);
    [this.#content, this.#geometry, this.#transform, this.#emphasis, this.#frame] = [content, geometry, transform, emphasis, position.frame];
  }
}
