/** Axis titles; their explained variance moves with the recorded frame in per-frame bases. Hovering one tells in which basis the picture is drawn. */
import { axisNote } from '../axisNote.ts';
import { axisTitle } from '../explainedVariance.ts';
import type { ProjectionContent } from '../projectionContent.ts';
import * as styles from './plane.module.css';
import type { PlaneGeometry, PlanePicture } from './planeGeometry.ts';

const SVG = 'http://www.w3.org/2000/svg';
const ABOVE_BORDER = 7;
/** From the left border to the baseline of the rotated title: its highest letters stay clear of a ring around the picture. */
const FROM_BORDER = { compact: 17, roomy: 19 } as const;

interface AxisTitle {
  readonly text: SVGTextElement;
  readonly words: Text;
  readonly note: SVGTitleElement;
}

export class TitleLayer {
  readonly #titles: readonly AxisTitle[];
  #content: ProjectionContent | null = null;
  #geometry: PlaneGeometry | null = null;
  #frame = NaN;

  /** @param noted says in which basis they are, for whoever points at them */
  constructor(
    private readonly layer: SVGGElement,
    private readonly noted: boolean,
  ) {
    this.#titles = [0, 1].map(() => {
      const text = document.createElementNS(SVG, 'text');
      text.setAttribute('class', styles.title!);
      text.setAttribute('text-anchor', 'middle');
      const note = document.createElementNS(SVG, 'title');
      const words = document.createTextNode('');
      text.append(words, ...(noted ? [note] : []));
      return { text, words, note };
    });
  }

  draw({ content, geometry, position }: PlanePicture): void {
    if (geometry !== this.#geometry) this.#place(geometry);
    if (content === this.#content && position.frame === this.#frame) return;
    this.#content = content;
    this.#frame = position.frame;
    const note = this.noted ? axisNote(content.result, position.frame, content.axes.slice(0, 2)) : '';
    this.#titles.forEach((title, axis) => {
      title.words.data = axisTitle(content.result.analysis, position.frame, content.axes[axis as 0 | 1]);
      title.note.textContent = note;
    });
  }

  #place(geometry: PlaneGeometry): void {
    this.#geometry = geometry;
    const { plot, height, compact } = geometry;
    const [across, up] = this.#titles;
    across!.text.setAttribute('transform', `translate(${(plot.left + plot.right) / 2},${height - ABOVE_BORDER})`);
    const x = plot.left - (compact ? 54 - FROM_BORDER.compact : 60 - FROM_BORDER.roomy);
    up!.text.setAttribute('transform', `translate(${x},${(plot.top + plot.bottom) / 2}) rotate(-90)`);
    this.layer.replaceChildren(...(plot.right > plot.left ? this.#titles.map(({ text }) => text) : []));
  }
}
