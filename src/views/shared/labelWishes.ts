/** What the labels of a picture ask for, apart from where their nodes stand. */
import { ACTIVE, FADED, NEIGHBOUR, type Emphasis } from './emphasis.ts';
import type { LabelField } from './labelField.ts';
import type { ProjectionContent } from './projectionContent.ts';
import { textWidth } from './textWidth.ts';

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
