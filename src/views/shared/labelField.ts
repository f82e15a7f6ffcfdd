/** What all labels of a picture ask for, in columns that are written anew at every drawing. Pixels; y points down. */
import type { LabelSize } from './labelPlaces.ts';

export class LabelField {
  /** [n] centre of the node; NaN where it is not drawn, which hides its label. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly radius: Float64Array;
  readonly width: Float64Array;
  readonly height: Float64Array;
  /** Higher is placed first. */
  readonly priority: Float64Array;
  /** 1: shown even where there is no room. */
  readonly required: Uint8Array;
  /** 0: no label, only an obstacle for the others. */
  readonly wanted: Uint8Array;

  constructor(readonly length: number) {
    const column = () => new Float64Array(length);
    [this.x, this.y, this.radius, this.width, this.height, this.priority] = [column(), column(), column(), column(), column(), column()];
    this.required = new Uint8Array(length);
    this.wanted = new Uint8Array(length);
  }

  at(i: number): LabelSize {
    return { x: this.x[i]!, y: this.y[i]!, radius: this.radius[i]!, width: this.width[i]!, height: this.height[i]! };
  }
}
