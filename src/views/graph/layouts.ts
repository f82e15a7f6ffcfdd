/** Ways to lay a drawn graph out. All give one point a node in [-1, 1]^2, y up, and the same for the same graph. */
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from 'd3';
import type { LayoutPoint } from '../../core/recording/types.ts';
import { type DraftGraph, fitUnitSquare, MAX_SPECTRAL_NODES, ringLayout, spectralLayout } from '../../state/graphs/draftGraph.ts';

export type LayoutKind = 'ring' | 'grid' | 'spectral' | 'force';

export const LAYOUTS: readonly { readonly id: LayoutKind; readonly label: string }[] = [
  { id: 'ring', label: 'Ring' },
  { id: 'grid', label: 'Grid' },
  { id: 'spectral', label: 'Spectral' },
  { id: 'force', label: 'Springs' },
];

export function canLayOut(kind: LayoutKind, nodes: number): boolean {
  return kind !== 'spectral' || nodes <= MAX_SPECTRAL_NODES;
}

export function layOut(kind: LayoutKind, draft: DraftGraph): readonly LayoutPoint[] {
  const nodes = draft.labels.length;
  switch (kind) {
    case 'ring':
      return ringLayout(nodes);
    case 'grid':
      return gridLayout(nodes);
    case 'spectral':
      return spectralLayout(nodes, draft.edges);
    case 'force':
      return forceLayout(draft);
  }
}

/** Rows from the top, as near to a square as the number of nodes allows. */
function gridLayout(nodes: number): readonly LayoutPoint[] {
  const columns = Math.ceil(Math.sqrt(nodes));
  return fitUnitSquare(Array.from({ length: nodes }, (_, i): LayoutPoint => [i % columns, -Math.floor(i / columns)]));
}

const TICKS = 300;

function forceLayout({ labels, edges }: DraftGraph): readonly LayoutPoint[] {
  const nodes = ringLayout(labels.length).map(([x, y]): SimulationNodeDatum => ({ x: 100 * x, y: 100 * y }));
  const links = edges.map(([source, target]) => ({ source, target }));
  forceSimulation(nodes)
    .force('links', forceLink(links).distance(40).strength(0.6))
    .force('apart', forceManyBody().strength(-120))
    .force('room', forceCollide(12))
    .force('x', forceX(0).strength(0.04))
    .force('y', forceY(0).strength(0.04))
    .stop()
    .tick(TICKS);
  return fitUnitSquare(nodes.map(({ x = 0, y = 0 }): LayoutPoint => [x, y]));
}
