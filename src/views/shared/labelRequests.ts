import { ACTIVE, FADED, NEIGHBOUR, type Emphasis } from './emphasis.ts';
import type { LabelRequest } from './placeLabels.ts';
import type { ProjectionContent } from './projectionContent.ts';
import { textWidth } from './textWidth.ts';

export interface LabelStyle {
  /** CSS font shorthand the labels are drawn in. */
  readonly font: string;
  readonly height: number;
}

const EMPHASIS_WEIGHT: Record<Emphasis, number> = { [ACTIVE]: 3000, [NEIGHBOUR]: 2000, 0: 1000, [FADED]: 0 };
/** Room on either side of the letters. */
const PADDING = 3;

/** Longest label drawn in full; the hover card has the rest. */
const LONGEST = 24;

export function shownLabel(label: string): string {
  const trimmed = label.trim();
  return trimmed.length > LONGEST ? `${trimmed.slice(0, LONGEST - 1)}…` : trimmed;
}

/** One request per node at pixels [n, 2]; all nodes are obstacles, and only `wanted` ones ask for a label. */
export function labelRequests(
  content: ProjectionContent,
  points: Float64Array,
  radius: (node: number) => number,
  emphasis: readonly Emphasis[],
  style: LabelStyle,
): LabelRequest[] {
  return content.labels.map((label, i) => ({
    x: points[i * 2]!,
    y: points[i * 2 + 1]!,
    radius: radius(i),
    width: textWidth(shownLabel(label), style.font) + 2 * PADDING,
    height: style.height,
    priority: EMPHASIS_WEIGHT[emphasis[i] ?? 0] + (content.neighbours[i]?.length ?? 0),
    required: emphasis[i] === ACTIVE,
    wanted: content.showLabels || emphasis[i] === ACTIVE,
  }));
}
