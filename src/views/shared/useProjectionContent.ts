import { useMemo } from 'react';
import { useAnalysis, useView } from '../../state/binding.tsx';
import { projectionContent, type ProjectionContent } from './projectionContent.ts';
import { useThemeColours } from './useThemeColours.ts';

/** The content of a panel's projection, or null until its first result lands. Stable while nothing it shows changes. */
export function useProjectionContent(panel: number): ProjectionContent | null {
  const result = useAnalysis((state) => state.slots[panel]?.result ?? null);
  const axes = useView((state) => state.panels[panel]?.axes);
  const flips = useView((state) => state.flips);
  const colour = useView((state) => state.colour);
  const showEdges = useView((state) => state.showEdges);
  const showLabels = useView((state) => state.showLabels);
  const showTrail = useView((state) => state.showTrail);
  const references = useView((state) => state.references);
  const theme = useThemeColours();
  return useMemo(() => {
    if (result === null || axes === undefined) return null;
    return projectionContent(result, { axes, flips, colour, showEdges, showLabels, showTrail, references }, theme);
  }, [result, axes, flips, colour, showEdges, showLabels, showTrail, references, theme]);
}
