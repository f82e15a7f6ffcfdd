/** What all labels of a picture ask for, in columns that are written anew at every drawing. Pixels; y points down. */
import { textWidth } from '../../ui/textWidth.ts';
import { ACTIVE, type Emphasis, FADED, NEIGHBOUR } from '../emphasis.ts';
import type { ProjectionContent } from '../projectionContent.ts';
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

/** What the labels of a picture ask for, apart from where their nodes stand. */
const EMPHASIS_WEIGHT: Record<Emphasis, number> = { [ACTIVE]: 3000, [NEIGHBOUR]: 2000, 0: 1000, [FADED]: 0 };
/** Room on either side of the letters. */
const PADDING = 3;
/** Room above and below the letters together. */
const LEADING = 4;

/** Longest label drawn in full; the hover card has the rest. */
const LONGEST = 24;

export function shownLabel(label: string): string {
  const trimmed = label.trim();
  return trimmed.length > LONGEST ? `${trimmed.slice(0, LONGEST - 1)}…` : trimmed;
}

/** @param font CSS shorthand of the labels, @param size its size in pixels */
export function writeLabelSizes(field: LabelField, { labels }: ProjectionContent, font: string, size: number): void {
  labels.forEach((label, i) => {
    field.width[i] = textWidth(shownLabel(label), font) + 2 * PADDING;
    field.height[i] = size + LEADING;
  });
}

/** All nodes are obstacles, and only those wanted ask for a label. */
export function writeLabelWishes(field: LabelField, { neighbours, showLabels }: ProjectionContent, emphasis: readonly Emphasis[]): void {
  for (let i = 0; i < field.length; i++) {
    const active = emphasis[i] === ACTIVE;
    field.priority[i] = EMPHASIS_WEIGHT[emphasis[i] ?? 0] + (neighbours[i]?.length ?? 0);
    field.required[i] = Number(active);
    field.wanted[i] = Number(showLabels || active);
  }
}
