/** What the lines between the words mean, over all panels. */
import type { RecordingMetadata } from '../../../core/recording/types.ts';

export interface EdgeLegendEntry {
  readonly text: string;
  readonly reference: boolean;
}

/**
 * One entry for the graphs of the walks and one for each reference graph drawn in any panel; none where no reference is
 * drawn, for then all lines mean the same. Walks on different graphs share a plain name.
 */
export function edgeLegend(shown: readonly RecordingMetadata[], references: readonly string[], showEdges: boolean): readonly EdgeLegendEntry[] {
  const titles = (role: 'context' | 'reference') =>
    new Set(shown.flatMap(({ graphs }) => graphs.filter((graph) => graph.role === role && (role === 'context' || references.includes(graph.id))).map(({ title }) => title)));
  const extra = [...titles('reference')].map((text) => ({ text, reference: true }));
  const walks = [...titles('context')];
  if (extra.length === 0) return [];
  const name = walks.length === 1 ? walks[0]! : 'graph of the walk';
  return showEdges && walks.length > 0 ? [{ text: name, reference: false }, ...extra] : extra;
}
