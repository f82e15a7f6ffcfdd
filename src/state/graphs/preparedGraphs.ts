/** The graphs of a recording as the measures take them, prepared once a recording. */
import { prepareGraph, type PreparedGraph } from '../../core/analysis/preparedGraph.ts';
import type { RecordingMetadata } from '../../core/recording/types.ts';

const prepared = new WeakMap<RecordingMetadata, readonly PreparedGraph[]>();

/** In the order of `metadata.graphs`. */
export function preparedGraphs(metadata: RecordingMetadata): readonly PreparedGraph[] {
  const known = prepared.get(metadata);
  if (known !== undefined) return known;
  const made = metadata.graphs.map((graph) => prepareGraph(graph, metadata.nodes.length));
  prepared.set(metadata, made);
  return made;
}

/** Index of the graph that the walk was made on; -1 when the recording has none. */
export function contextGraphIndex(metadata: RecordingMetadata): number {
  return metadata.graphs.findIndex((graph) => graph.role === 'context');
}
