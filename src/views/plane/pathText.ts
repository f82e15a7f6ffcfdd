/** SVG path data, written anew at every drawing into a list that is kept: one text is made a drawing, and nothing else. */
import { tenths } from '../shared/tenths.ts';

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
