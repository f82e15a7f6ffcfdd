import { useMemo } from 'react';
import { useAnalysis, useView } from '../../state/binding.tsx';
import { correspondingNode } from '../../state/recordings/correspondingNode.ts';
import type { NodeRef } from '../../state/view/viewStore.ts';
import type { ProjectionContent } from './projectionContent.ts';

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
  const source = useAnalysis((state) => (ref === null ? null : (state.slots[ref.panel]?.result?.info.metadata ?? null)));
  return useMemo(() => {
    if (ref === null || content === null) return NOWHERE;
    if (ref.panel === panel) return ref.node < content.nodes ? { node: ref.node, own: ref.node } : NOWHERE;
    if (source === null) return NOWHERE;
    return { node: correspondingNode(source, ref.node, content.result.info.metadata), own: null };
  }, [ref, source, panel, content]);
}
