/** Axis titles; their explained variance moves with the recorded frame in per-frame bases. */
import { axisTitle } from '../explainedVariance.ts';
import type { ProjectionContent } from '../projectionContent.ts';
import * as styles from './plane.module.css';
import type { PlaneGeometry, PlanePicture } from './planeGeometry.ts';

const SVG = 'http://www.w3.org/2000/svg';
const ABOVE_BORDER = 7;

export class TitleLayer {
  readonly #titles = [0, 1].map(() => {
    const title = document.createElementNS(SVG, 'text');
    title.setAttribute('class', styles.title!);
    title.setAttribute('text-anchor', 'middle');
    return title;
  });
  #content: ProjectionContent | null = null;
  #geometry: PlaneGeometry | null = null;
  #frame = NaN;

  constructor(private readonly layer: SVGGElement) {}

  draw({ content, geometry, position }: PlanePicture): void {
    if (geometry !== this.#geometry) this.#place(geometry);
    if (content === this.#content && position.frame === this.#frame) return;
    this.#content = content;
    this.#frame = position.frame;
    this.#titles.forEach((title, axis) => (title.textContent = axisTitle(content.result.analysis, position.frame, content.axes[axis as 0 | 1])));
  }

  #place(geometry: PlaneGeometry): void {
    this.#geometry = geometry;
    const { plot, centreX, centreY, height, compact } = geometry;
    const [across, up] = this.#titles;
    across!.setAttribute('transform', `translate(${centreX},${height - ABOVE_BORDER})`);
    up!.setAttribute('transform', `translate(${compact ? 11 : 15},${centreY}) rotate(-90)`);
    this.layer.replaceChildren(...(plot.right > plot.left ? this.#titles : []));
  }
}
