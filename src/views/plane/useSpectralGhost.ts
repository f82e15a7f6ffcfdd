/** The spectral embedding laid over a panel's picture, when the reader asked for one of a graph that its recording has. */
import { useMemo } from 'react';
import { useEvidence } from '../../state/binding.tsx';
import { spectralGhost, type SpectralGhost } from '../../state/spectralGhost.ts';
import type { ProjectionContent } from '../shared/projectionContent.ts';

export function useSpectralGhost(content: ProjectionContent | null, frame: number): SpectralGhost | null {
  const graph = useEvidence((state) => state.overlayGraph);
  const result = content?.result ?? null;
  const axes = content?.axes ?? null;
  return useMemo(
    () => (graph === null || result === null || axes === null ? null : spectralGhost(result, graph, frame, axes.slice(0, 2))),
    [graph, result, axes, frame],
  );
}
