/** The colour key as shapes: the true graph in miniature, or the scale of tokens. Pixels of a square, or of a strip under it. */
import { graphShape } from './contextGraph.ts';
import { tokenColour } from './nodeColour.ts';
import type { ProjectionContent } from './projectionContent.ts';

export type KeyShape =
  | { readonly kind: 'edge'; readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number }
  | { readonly kind: 'dot'; readonly node: number; readonly cx: number; readonly cy: number; readonly r: number; readonly fill: string; readonly active: boolean }
  | { readonly kind: 'step'; readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly fill: string }
  | { readonly kind: 'word'; readonly x: number; readonly y: number; readonly anchor: 'start' | 'end'; readonly text: string };

const SCALE_STEPS = 24;
const SCALE_HEIGHT = 34;

export function colourKeyShapes(content: ProjectionContent, size: number, active: readonly number[]): readonly KeyShape[] {
  return content.colour === 'tokens' ? tokenScale(content, size) : miniGraph(content, size, active);
}

/** Height of the key for a given width. */
export function colourKeyHeight(content: ProjectionContent, size: number): number {
  return content.colour === 'tokens' ? SCALE_HEIGHT : size;
}

function miniGraph(content: ProjectionContent, size: number, active: readonly number[]): readonly KeyShape[] {
  const shape = graphShape(content.result.info.metadata);
  const dot = Math.min(4.5, Math.max(2, (size * 0.62) / Math.sqrt(content.nodes) / 2.6));
  const reach = size / 2 - dot - 2;
  const at = (node: number) => {
    const [x, y] = shape.points[node]!;
    return [size / 2 + reach * x, size / 2 - reach * y] as const;
  };
  const edges = (content.context?.edges ?? []).map(([source, target]): KeyShape => {
    const [x1, y1] = at(source);
    const [x2, y2] = at(target);
    return { kind: 'edge', x1, y1, x2, y2 };
  });
  const dots = content.paints.map(({ fill }, node): KeyShape => {
    const [cx, cy] = at(node);
    const isActive = active.includes(node);
    return { kind: 'dot', node, cx, cy, r: isActive ? dot + 1.5 : dot, fill, active: isActive };
  });
  return [...edges, ...dots];
}

function tokenScale({ mostTokens, theme }: ProjectionContent, width: number): readonly KeyShape[] {
  const step = width / SCALE_STEPS;
  const steps = Array.from({ length: SCALE_STEPS }, (_, i): KeyShape => ({
    kind: 'step', x: i * step, y: 13, width: step + 0.5, height: 8, fill: tokenColour((mostTokens * i) / (SCALE_STEPS - 1), mostTokens, theme.scheme),
  }));
  return [
    { kind: 'word', x: 0, y: 9, anchor: 'start', text: 'tokens' },
    ...steps,
    { kind: 'word', x: 0, y: 32, anchor: 'start', text: '0' },
    { kind: 'word', x: width, y: 32, anchor: 'end', text: String(mostTokens) },
  ];
}
