/** Which nodes the reader points at or has pinned, and what the pointer and the keys change of it. */
import { useMemo } from 'react';
import { useAnalysis, useView } from '../../state/binding.tsx';
import { correspondingNode } from '../../state/recordings/correspondingNode.ts';
import type { NodeRef } from '../../state/view/panelSpec.ts';
import type { ViewStore } from '../../state/view/viewStore.ts';
import type { ProjectionContent } from './projectionContent.ts';

/** Half the hit target: a pointer within this many pixels of a node's centre, and nearer to it than to any other, is on it. */
export const HIT_RADIUS = 22;

/**
 * Index of the node nearest to (x, y) within `radius`, or null. `points` is [n, stride] row-major in pixels, NaN for
 * nodes that are not drawn. A plain scan: with at most a few hundred moving points it beats rebuilding a tree per frame.
 */
export function nearestNode(
  points: Float64Array,
  stride: number,
  x: number,
  y: number,
  radius: number = HIT_RADIUS,
): number | null {
  let best: number | null = null;
  let least = radius * radius;
  for (let i = 0, at = 0; at < points.length; i++, at += stride) {
    const dx = points[at]! - x;
    const dy = points[at + 1]! - y;
    const square = dx * dx + dy * dy;
    if (square <= least) {
      least = square;
      best = i;
    }
  }
  return best;
}

/** Pointing and keys on a panel: what both projections do with the reader's hand. Touches only the view store. */
export class PanelPointer {
  constructor(
    private readonly view: ViewStore,
    private readonly panel: number,
  ) {}

  hover(node: number | null): void {
    const state = this.view.getState();
    const { hovered } = state;
    if (node === null) {
      if (hovered?.panel === this.panel) state.update({ hovered: null });
    } else if (hovered?.panel !== this.panel || hovered.node !== node) {
      state.update({ hovered: { panel: this.panel, node } });
    }
  }

  /** Pins the node, or lets it go when it is the pinned one. */
  togglePin(node: number): void {
    const state = this.view.getState();
    const { pinned } = state;
    const same = pinned?.panel === this.panel && pinned.node === node;
    state.update({ pinned: same ? null : { panel: this.panel, node } });
  }

  /** `[` and `]` move along the nodes, Enter and Space pin; returns the node to focus, or null when the key means nothing here. */
  key(event: KeyboardEvent, node: number, nodes: number): number | null {
    switch (event.key) {
      case '[':
        return (node + nodes - 1) % nodes;
      case ']':
        return (node + 1) % nodes;
      case 'Enter':
      case ' ':
        this.togglePin(node);
        return node;
      default:
        return null;
    }
  }
}

export interface PanelSelection {
  /** Nodes of this panel that stand out: pointed at or pinned, here or in another panel. */
  readonly active: readonly number[];
  /** The pinned node, only when it was pinned here. */
  readonly pinned: number | null;
  /** The node pointed at, only when it is pointed at here. */
  readonly hovered: number | null;
}

/** The hovered and pinned node as this panel sees them; those of another panel by their counterpart. */
export function usePanelSelection(panel: number, content: ProjectionContent | null): PanelSelection {
  const hovered = useLocalNode(useView((state) => state.hovered), panel, content);
  const pinned = useLocalNode(useView((state) => state.pinned), panel, content);
  return useMemo(() => {
    const active = [...new Set([hovered.node, pinned.node].filter((node) => node !== null))];
    return { active, pinned: pinned.own, hovered: hovered.own };
  }, [hovered, pinned]);
}

interface LocalNode {
  readonly node: number | null;
  /** The same, but only when the reader pointed in this very panel. */
  readonly own: number | null;
}

const NOWHERE: LocalNode = { node: null, own: null };

function useLocalNode(ref: NodeRef | null, panel: number, content: ProjectionContent | null): LocalNode {
  const source = useAnalysis((state) => (ref === null ? null : (state.slots[ref.panel]?.value?.info.metadata ?? null)));
  return useMemo(() => {
    if (ref === null || content === null) return NOWHERE;
    if (ref.panel === panel) return ref.node < content.nodes ? { node: ref.node, own: ref.node } : NOWHERE;
    if (source === null) return NOWHERE;
    return { node: correspondingNode(source, ref.node, content.result.info.metadata), own: null };
  }, [ref, source, panel, content]);
}
