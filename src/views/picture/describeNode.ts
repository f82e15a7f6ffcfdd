import type { RecordingMetadata } from '../../core/recording/types.ts';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { tokenCountsKnown } from '../../state/recordings/contexts.ts';
import { contextGraph, cyclePositions } from './contextGraph.ts';

const cyclesOf = new WeakMap<RecordingMetadata, readonly number[] | null>();

function cycleOf(metadata: RecordingMetadata): readonly number[] | null {
  if (!cyclesOf.has(metadata)) cyclesOf.set(metadata, cyclePositions(contextGraph(metadata), metadata.nodes.length));
  return cyclesOf.get(metadata)!;
}

/** Where a node stands on the graph, in words: "row 3, column 2", "place 4 of 12 on the ring"; counted from 1. */
export function graphPlace(metadata: RecordingMetadata, node: number): string {
  const nodes = metadata.nodes.length;
  const { rows, cols } = metadata.task.size ?? {};
  if (rows !== undefined && cols !== undefined && rows * cols === nodes) {
    return `row ${Math.floor(node / cols) + 1}, column ${(node % cols) + 1}`;
  }
  const cycle = cycleOf(metadata);
  if (cycle !== null) return `place ${cycle[node]! + 1} of ${nodes} on the ring`;
  return `node ${node + 1} of ${nodes}`;
}

/** One line for assistive technology: the word, its place on the graph and the evidence behind the point. */
export function describeNode({ info, analysis }: PanelResult, node: number, frame: number): string {
  const { metadata } = info;
  const tokens = analysis.tokenCounts[frame * analysis.nodes + node]!;
  const place = `${metadata.nodes[node]!.label.trim()}, ${graphPlace(metadata, node)}`;
  if (tokens === 0) return `${place}, missing in this window`;
  return tokenCountsKnown(info) ? `${place}, ${tokens} ${tokens === 1 ? 'token' : 'tokens'}` : place;
}
