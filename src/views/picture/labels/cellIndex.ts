/**
 * Which of many things lie near a box: a grid of square cells with a list of things each. Cleared and filled anew at every
 * drawing; keeps its arrays, so that after the first drawings nothing is allocated.
 *
 *     index.find(box, margin);
 *     for (let id = index.next(); id !== NONE; id = index.next()) ...
 *
 * Coordinates come in arrays, for numbers with a fraction that are handed from function to function are objects to the
 * engine, and there would be thousands a drawing.
 */
import type { Box } from '../box.ts';

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

  /** @param boxes [.., 4] left, top, right, bottom, of which `id` is one */
  addBox(id: number, boxes: Float64Array): void {
    const at = id * 4;
    const firstColumn = this.#columnAt(boxes[at]!);
    const lastColumn = this.#columnAt(boxes[at + 2]!);
    const lastRow = this.#rowAt(boxes[at + 3]!);
    for (let row = this.#rowAt(boxes[at + 1]!); row <= lastRow; row++) this.#addRow(id, row, firstColumn, lastColumn);
  }

  addPoint(id: number, xs: Float64Array, ys: Float64Array): void {
    const column = this.#columnAt(xs[id]!);
    this.#addRow(id, this.#rowAt(ys[id]!), column, column);
  }

  /** Only in the cells that the segment passes through. @param segments [.., 4] x1 y1 x2 y2, of which `id` is one */
  addSegment(id: number, segments: Float64Array): void {
    const at = id * 4;
    const down = segments[at + 1]! <= segments[at + 3]!;
    const x1 = segments[down ? at : at + 2]!;
    const y1 = segments[down ? at + 1 : at + 3]!;
    const x2 = segments[down ? at + 2 : at]!;
    const y2 = segments[down ? at + 3 : at + 1]!;
    const firstRow = this.#rowAt(y1);
    const lastRow = this.#rowAt(y2);
    const slope = y1 === y2 ? 0 : (x2 - x1) / (y2 - y1);
    for (let row = firstRow; row <= lastRow; row++) {
      const from = row === firstRow ? x1 : x1 + (this.#top + row * CELL - y1) * slope;
      const to = row === lastRow ? x2 : x1 + (this.#top + (row + 1) * CELL - y1) * slope;
      this.#addRow(id, row, this.#columnAt(Math.min(from, to)), this.#columnAt(Math.max(from, to)));
    }
  }

  /** Begins a query for what lies in the cells of a box, grown by a whole number of pixels. @param box left, top, right, bottom */
  find(box: Float64Array, margin: number): void {
    this.#query++;
    this.#firstColumn = this.#columnAt(box[0]! - margin);
    this.#lastColumn = this.#columnAt(box[2]! + margin);
    this.#lastRow = this.#rowAt(box[3]! + margin);
    this.#column = this.#firstColumn;
    this.#row = this.#rowAt(box[1]! - margin);
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

  #addRow(id: number, row: number, first: number, last: number): void {
    if (id >= this.#met.length) this.#met = grown(this.#met, id + 1);
    for (let column = first; column <= last; column++) {
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
