/** Computes the spectral embedding that is laid over a panel's picture; apart from the view because it needs an eigenvalue solver. */
import { useLayoutEffect, useMemo } from 'react';
import { spectralGhost, type SpectralGhost } from '../../../state/figures/spectralGhost.ts';
import type { ProjectionContent } from '../projectionContent.ts';

export interface SpectralGhostSourceProps {
  readonly content: ProjectionContent;
  /** Id of the graph that the reader asked for; the recording may not have it. */
  readonly graph: string;
  readonly frame: number;
  /** Told of every new embedding before the page is painted, and null at the end. */
  readonly onGhost: (ghost: SpectralGhost | null) => void;
}

export function SpectralGhostSource({ content: { result, axes }, graph, frame, onGhost }: SpectralGhostSourceProps) {
  const ghost = useMemo(() => spectralGhost(result, graph, frame, axes.slice(0, 2)), [result, graph, frame, axes]);
  useLayoutEffect(() => {
    onGhost(ghost);
    return () => onGhost(null);
  }, [ghost, onGhost]);
  return null;
}
