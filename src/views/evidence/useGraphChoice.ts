/** The graph that a tab's charts are about: the walk's own until the reader chooses another. */
import { useState } from 'react';
import type { RecordingMetadata } from '../../core/recording/types.ts';
import { contextGraphIndex } from '../../state/graphs/preparedGraphs.ts';

export function useGraphChoice(metadata: RecordingMetadata): readonly [graph: number, choose: (graph: number) => void] {
  const [chosen, setChosen] = useState<{ readonly of: string; readonly id: string } | null>(null);
  const named = chosen?.of === metadata.id ? metadata.graphs.findIndex(({ id }) => id === chosen.id) : -1;
  const graph = named === -1 ? Math.max(0, contextGraphIndex(metadata)) : named;
  return [graph, (next) => setChosen({ of: metadata.id, id: metadata.graphs[next]?.id ?? '' })];
}
