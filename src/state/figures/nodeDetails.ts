/** What the hover card says of one node: its word, its place on the graph, the evidence behind it, and who stands near. */
import { nearestNodes } from '../../core/geometry/nearestNodes.ts';
import { UNREACHABLE } from '../../core/geometry/graph.ts';
import type { RecordingMetadata } from '../../core/recording/types.ts';
import type { PanelResult } from '../panels/analysisStore.ts';
import { contextGraphIndex, preparedGraphs } from '../graphs/preparedGraphs.ts';
import type { FramePosition } from './projection.ts';

const NEAREST_SHOWN = 3;

export interface NearNodeDetails {
  readonly node: number;
  readonly label: string;
  /** Euclidean distance in the shown components, units of the activations. */
  readonly distance: number;
  /** Edges between the two on the context graph; null when there is no path or no graph. */
  readonly hops: number | null;
}

export interface NodeDetails {
  /** Untrusted text. */
  readonly label: string;
  /** Counted from 1: "row 2, column 3" on a grid, otherwise "node 5 of 12". */
  readonly place: string;
  /** Tokens averaged behind the point; 0 = the node is missing from the window. */
  readonly tokens: number;
  /** Nearest first; empty when the node is missing. */
  readonly nearest: readonly NearNodeDetails[];
  /** Between two recorded contexts: tokens and distances are those of the earlier one. */
  readonly between: boolean;
}

/** Nodes of a grid are recorded row by row. */
function nodePlace({ task, nodes }: RecordingMetadata, node: number): string {
  const { rows, cols } = task.size ?? {};
  if (rows !== undefined && cols !== undefined && rows * cols === nodes.length) {
    return `row ${Math.floor(node / cols) + 1}, column ${(node % cols) + 1}`;
  }
  return `node ${node + 1} of ${nodes.length}`;
}

/** @param axes shown components, 0-based. */
export function nodeDetails(result: PanelResult, position: FramePosition, axes: readonly number[], node: number): NodeDetails {
  const { info, analysis } = result;
  const { metadata } = info;
  const { nodes: n, components: K, scores, tokenCounts } = analysis;
  const points = scores.subarray(position.frame * n * K, (position.frame + 1) * n * K);
  const columns = axes.filter((axis) => axis < K);
  const lengths = preparedGraphs(metadata)[contextGraphIndex(metadata)]?.pathLengths;
  const hopsTo = (other: number): number | null => {
    const hops = lengths?.[node * n + other];
    return hops === undefined || hops === UNREACHABLE ? null : hops;
  };
  return {
    label: metadata.nodes[node]?.label ?? '',
    place: nodePlace(metadata, node),
    tokens: tokenCounts[position.frame * n + node]!,
    nearest: nearestNodes(points, K, columns, node, NEAREST_SHOWN).map(({ node: other, distance }) => ({
      node: other,
      label: metadata.nodes[other]!.label,
      distance,
      hops: hopsTo(other),
    })),
    between: position.between,
  };
}
