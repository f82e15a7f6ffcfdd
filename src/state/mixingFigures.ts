/** The mixing null's figures at one frame, to be held against the recording's own. */
import { graphModes, leadingModeCount } from '../core/geometry/graphModes.ts';
import { inducedEdges } from '../core/geometry/inducedGraph.ts';
import { columnSpan, subspaceR2 } from '../core/geometry/subspaceR2.ts';
import { cursorMeasures } from './cursorMeasures.ts';
import type { MixingGhost } from './evidenceTypes.ts';
import type { MixingFigures } from './findings.ts';
import { contextGraphIndex, preparedGraphs } from './preparedGraphs.ts';

/**
 * Energy along the graph of the walk in the shown components, and R2 of their span with that graph's slowest modes: the
 * induced graph's where nodes are missing. R2 is for a pair: NaN when three are shown.
 *
 * @param frame of the null, the same as the recording's: both have the same windows
 */
export function mixingFigures(ghost: MixingGhost, frame: number, axes: readonly number[]): MixingFigures {
  const { info, analysis } = ghost;
  const g = contextGraphIndex(info.metadata);
  const measures = cursorMeasures(ghost, { frame, fraction: 0, between: false, clamped: false }, axes);
  const { nodes, components: K, scores, tokenCounts } = analysis;
  const edges = preparedGraphs(info.metadata)[g]?.edges;
  const present = Int32Array.from([...Array(nodes).keys()].filter((i) => tokenCounts[frame * nodes + i]! > 0));
  const shown = axes.filter((axis) => axis < K);
  if (edges === undefined || present.length < 3 || shown.length !== 2) return { shownEnergy: measures.graphs[g]?.shownEnergy ?? NaN, r2: NaN };
  const points = Float64Array.from({ length: present.length * K }, (_, at) => scores[(frame * nodes + present[Math.floor(at / K)]!) * K + (at % K)]!);
  const modes = graphModes(present.length, inducedEdges(edges, present, nodes));
  const leading = modes.vectors.subarray(0, leadingModeCount(modes) * present.length);
  return { shownEnergy: measures.graphs[g]!.shownEnergy, r2: subspaceR2(columnSpan(points, K, shown), leading) };
}
