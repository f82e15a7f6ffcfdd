import { Color, Group } from 'three';
import type { ThemeColours } from '../shared/useThemeColours.ts';
import { SegmentBuffer } from './segmentBuffer.ts';

/** Half side of the box around the cube of positions. */
export const BOX = 1.12;
export const FLOOR = -BOX;
const CELLS = 8;

/** Floor grid and the three axes through the origin. */
export class SpaceBox {
  readonly object = new Group();
  readonly #grid = new SegmentBuffer(2 * (CELLS + 1), { width: 1, dashed: false });
  readonly #axes = new SegmentBuffer(4, { width: 1.5, dashed: false });

  constructor(theme: ThemeColours) {
    const line = new Color(theme.line);
    const axis = new Color(theme.missing);
    this.#grid.begin();
    for (let i = 0; i <= CELLS; i++) {
      const at = -BOX + (2 * BOX * i) / CELLS;
      this.#grid.add(at, FLOOR, -BOX, at, FLOOR, BOX, line);
      this.#grid.add(-BOX, FLOOR, at, BOX, FLOOR, at, line);
    }
    this.#grid.end();
    this.#axes.begin();
    this.#axes.add(-BOX, 0, 0, BOX, 0, 0, axis);
    this.#axes.add(0, FLOOR, 0, 0, BOX, 0, axis);
    this.#axes.add(0, 0, -BOX, 0, 0, BOX, axis);
    this.#axes.end();
    this.object.add(this.#grid.object, this.#axes.object);
  }

  dispose(): void {
    this.#grid.dispose();
    this.#axes.dispose();
  }
}
