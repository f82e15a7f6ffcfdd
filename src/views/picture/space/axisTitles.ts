/** The titles of the three axes, where the camera puts the ends of the axes, and the areas that they take. */
import { Vector3, type PerspectiveCamera } from 'three';
import { tenths } from '../../ui/formatNumber.ts';
import { textWidth } from '../../ui/textWidth.ts';
import type { Box } from '../box.ts';
import { axisTitle } from '../explainedVariance.ts';
import * as styles from './space.module.css';
import { toScreen } from './spaceCamera.ts';
import type { SpaceMoment } from './spaceMoment.ts';

const SVG = 'http://www.w3.org/2000/svg';
const SIZE = 12;
/** Below this width there is room for the bare names only. */
const COMPACT = 320;
const PADDING = 4;
const HALF_HEIGHT = 9;
const INSET = 12;
/** A title whose place lies farther outside the picture than this is left out. */
const FARTHEST = 80;

interface AxisTitle {
  readonly text: SVGTextElement;
  readonly box: { -readonly [Side in keyof Box]: Box[Side] };
  half: number;
}

export class AxisTitles {
  readonly #titles = [0, 1, 2].map((): AxisTitle => {
    const text = document.createElementNS(SVG, 'text');
    text.setAttribute('class', styles.title!);
    text.setAttribute('text-anchor', 'middle');
    text.setAttribute('dy', '0.35em');
    return { text, box: { left: 0, top: 0, right: 0, bottom: 0 }, half: 0 };
  });
  readonly #point = new Vector3();
  #content: SpaceMoment['content'] | null = null;
  #frame = NaN;
  #compact = false;
  #font = '';

  constructor(private readonly layer: SVGGElement) {}

  /** Adds the areas of the titles it draws to `blocked`. */
  draw({ content, frame }: SpaceMoment, ends: readonly Vector3[], camera: PerspectiveCamera, width: number, height: number, blocked: Box[]): void {
    this.#write(content, frame.frame, width < COMPACT);
    for (let axis = 0; axis < 3; axis++) {
      const { text, box, half } = this.#titles[axis]!;
      const seen = toScreen(this.#point.copy(ends[axis]!), camera, width, height);
      const x = Math.min(width - half, Math.max(half, this.#point.x));
      const y = Math.min(height - INSET, Math.max(INSET, this.#point.y));
      if (!seen || Math.hypot(x - this.#point.x, y - this.#point.y) > FARTHEST) {
        if (text.parentNode !== null) text.remove();
        continue;
      }
      text.setAttribute('x', tenths(x));
      text.setAttribute('y', tenths(y));
      if (text.parentNode === null) this.layer.append(text);
      box.left = x - half;
      box.right = x + half;
      box.top = y - HALF_HEIGHT;
      box.bottom = y + HALF_HEIGHT;
      blocked.push(box);
    }
  }

  /** The shares of variance change with the recorded frame in per-frame bases. */
  #write(content: SpaceMoment['content'], frame: number, compact: boolean): void {
    if (content === this.#content && frame === this.#frame && compact === this.#compact) return;
    [this.#content, this.#frame, this.#compact] = [content, frame, compact];
    if (this.#font === '') this.#font = `600 ${SIZE}px ${getComputedStyle(this.layer).fontFamily}`;
    this.#titles.forEach((title, axis) => {
      const component = content.axes[axis]!;
      const words = compact ? `PC ${component + 1}` : axisTitle(content.result.analysis, frame, component);
      title.text.textContent = words;
      title.half = textWidth(words, this.#font) / 2 + PADDING;
    });
  }
}
