/** One label in the page, with the line that ties it to its node where it stands apart. Writes only what has changed. */
import { tenths } from './tenths.ts';
import styles from './labels.module.css';

const SVG = 'http://www.w3.org/2000/svg';

export class LabelMark {
  readonly #text = document.createElementNS(SVG, 'text');
  readonly #leader = document.createElementNS(SVG, 'line');
  #x = '';
  #y = '';
  #opacity = NaN;
  #active = false;

  constructor(
    private readonly texts: SVGGElement,
    private readonly leaders: SVGGElement,
    words: string,
  ) {
    this.#text.setAttribute('class', styles.label!);
    this.#text.setAttribute('text-anchor', 'middle');
    this.#text.setAttribute('dy', '0.35em');
    this.#text.textContent = words;
    this.#leader.setAttribute('class', styles.leader!);
  }

  show(x: number, y: number, opacity: number, active: boolean): void {
    const textX = tenths(x);
    const textY = tenths(y);
    if (textX !== this.#x) this.#text.setAttribute('x', (this.#x = textX));
    if (textY !== this.#y) this.#text.setAttribute('y', (this.#y = textY));
    if (active !== this.#active) this.#text.classList.toggle(styles.active!, (this.#active = active));
    if (opacity !== this.#opacity) {
      this.#opacity = opacity;
      this.#text.setAttribute('opacity', String(opacity));
      this.#leader.setAttribute('opacity', String(opacity));
    }
    if (this.#text.parentNode === null) this.texts.append(this.#text);
  }

  /** From the rim of the node at (x, y) to the nearest point of the label in the middle of its box. */
  tie(middleX: number, middleY: number, width: number, height: number, x: number, y: number, radius: number): void {
    const nearX = Math.min(middleX + width / 2, Math.max(middleX - width / 2, x));
    const nearY = Math.min(middleY + height / 2, Math.max(middleY - height / 2, y));
    const rim = radius / (Math.hypot(nearX - x, nearY - y) || 1);
    this.#leader.setAttribute('x1', tenths(x + (nearX - x) * rim));
    this.#leader.setAttribute('y1', tenths(y + (nearY - y) * rim));
    this.#leader.setAttribute('x2', tenths(nearX));
    this.#leader.setAttribute('y2', tenths(nearY));
    if (this.#leader.parentNode === null) this.leaders.append(this.#leader);
  }

  untie(): void {
    if (this.#leader.parentNode !== null) this.#leader.remove();
  }

  hide(): void {
    if (this.#text.parentNode !== null) this.#text.remove();
    this.untie();
  }
}
