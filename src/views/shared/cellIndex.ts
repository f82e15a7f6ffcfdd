/**
 * Which of many things lie near a box: a grid of square cells with a list of things each. Cleared and filled anew at every
 * drawing; keeps its arrays, so that after the first drawings nothing is allocated.
 *
 *     index.find(left, top, right, bottom);
 *     for (let id = index.next(); id !== NONE; id = index.next()) ...
 */
import type { Box } from './box.ts';

export const NONE = -1;
/** Side of a cell in pixels: about a label's height twice over. */
const CELL = 40;

export class CellIndex {
  #left = 0;
  #top = 0;
  #columns = 0;
  #rows = 0;
  /** [rows, columns] first entry of a cell's list, or NONE. */
  #heads = new Int32Array(0);
  #ids = new Int32Array(64);
  #links = new Int32Array(64);
  #entries = 0;
  /** By id, the query that has last met it: a thing in several cells is found once. */
  #met = new Int32Array(64);
  #query = 0;
  #firstColumn = 0;
  #lastColumn = 0;
  #lastRow = 0;
  #column = 0;
  #row = 0;
  #entry = NONE;

  /** Forgets everything. Things outside the bounds are kept in the cells at the border. */
  clear({ left, top, right, bottom }: Box): void {
    this.#left = left;
    this.#top = top;
    this.#columns = Math.max(1, Math.ceil((right - left) / CELL));
    this.#rows = Math.max(1, Math.ceil((bottom - top) / CELL));
    const cells = this.#columns * this.#rows;
    if (this.#heads.length < cells) this.#heads = new Int32Array(cells);
    this.#heads.fill(NONE, 0, cells);
    this.#entries = 0;
  }

  /** @param id from 0; small, for there is an array as long as the largest */
  addBox(id: number, left: number, top: number, right: number, bottom: number): void {
    const lastRow = this.#rowAt(bottom);
    for (let row = this.#rowAt(top); row <= lastRow; row++) this.#addRow(id, row, left, right);
  }

  /** Only in the cells that the segment passes through. */
  addSegment(id: number, x1: number, y1: number, x2: number, y2: number): void {
    const firstRow = this.#rowAt(Math.min(y1, y2));
    const lastRow = this.#rowAt(Math.max(y1, y2));
    const slope = firstRow === lastRow ? 0 : (x2 - x1) / (y2 - y1);
    for (let row = firstRow; row <= lastRow; row++) {
      let from = x1;
      let to = x2;
      if (firstRow !== lastRow) {
        const top = row === firstRow ? Math.min(y1, y2) : this.#top + row * CELL;
        const bottom = row === lastRow ? Math.max(y1, y2) : this.#top + (row + 1) * CELL;
        from = x1 + (top - y1) * slope;
        to = x1 + (bottom - y1) * slope;
      }
      this.#addRow(id, row, Math.min(from, to), Math.max(from, to));
    }
  }

  /** Begins a query for what lies in the cells of the box. */
  find(left: number, top: number, right: number, bottom: number): void {
    this.#query++;
    this.#firstColumn = this.#columnAt(left);
    this.#lastColumn = this.#columnAt(right);
    this.#lastRow = this.#rowAt(bottom);
    this.#column = this.#firstColumn;
    this.#row = this.#rowAt(top);
    this.#entry = this.#heads[this.#row * this.#columns + this.#column]!;
  }

  /** The next thing of the query, each once; NONE after the last. */
  next(): number {
    for (;;) {
      while (this.#entry !== NONE) {
        const id = this.#ids[this.#entry]!;
        this.#entry = this.#links[this.#entry]!;
        if (this.#met[id] === this.#query) continue;
        this.#met[id] = this.#query;
        return id;
      }
      if (this.#column < this.#lastColumn) this.#column++;
      else if (this.#row < this.#lastRow) {
        this.#row++;
        this.#column = this.#firstColumn;
      } else return NONE;
      this.#entry = this.#heads[this.#row * this.#columns + this.#column]!;
    }
  }

  #addRow(id: number, row: number, left: number, right: number): void {
    if (id >= this.#met.length) this.#met = grown(this.#met, id + 1);
    const last = this.#columnAt(right);
    for (let column = this.#columnAt(left); column <= last; column++) {
      if (this.#entries === this.#ids.length) {
        this.#ids = grown(this.#ids, this.#entries + 1);
        this.#links = grown(this.#links, this.#entries + 1);
      }
      const cell = row * this.#columns + column;
      this.#ids[this.#entries] = id;
      this.#links[this.#entries] = this.#heads[cell]!;
      this.#heads[cell] = this.#entries++;
    }
  }

  #columnAt(x: number): number {
    return Math.max(0, Math.min(this.#columns - 1, Math.floor((x - this.#left) / CELL)));
  }

  #rowAt(y: number): number {
    return Math.max(0, Math.min(this.#rows - 1, Math.floor((y - this.#top) / CELL)));
  }
}

function grown(array: Int32Array, least: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(least, array.length * 2));
  larger.set(array);
  return larger;
}
