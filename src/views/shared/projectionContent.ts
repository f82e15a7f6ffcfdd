/** What a projection draws apart from the moment: one panel's data and choices, computed once per change, not per frame. */
import type { RecordingGraph } from '../../core/recording/types.ts';
import type { PanelResult } from '../../state/analysisStore.ts';
import type { Axes, Flips } from '../../state/viewStore.ts';
import { tokenCountsKnown } from '../../state/tokenCountsKnown.ts';
import { contextGraph, neighboursOf } from './contextGraph.ts';
import { positionColours, rimColour, tokenColour } from './nodeColour.ts';
import type { ThemeColours } from './useThemeColours.ts';

export interface ProjectionChoices {
  readonly axes: Axes;
  readonly flips: Flips;
  readonly colour: 'position' | 'tokens';
  readonly showEdges: boolean;
  readonly showLabels: boolean;
  readonly showTrail: boolean;
  readonly references: readonly string[];
}

export interface ProjectionContent extends ProjectionChoices {
  readonly result: PanelResult;
  readonly theme: ThemeColours;
  readonly nodes: number;
  readonly labels: readonly string[];
  readonly context: RecordingGraph | null;
  readonly neighbours: readonly (readonly number[])[];
  /** The graphs to draw, context graph first when wanted. */
  readonly graphs: readonly RecordingGraph[];
  /** Colours by position on the graph, one per node. */
  readonly colours: readonly string[];
  readonly rims: readonly string[];
  /** Most tokens behind any point of the sequence: the end of the tokens scale. */
  readonly mostTokens: number;
}

export function projectionContent(result: PanelResult, choices: ProjectionChoices, theme: ThemeColours): ProjectionContent {
  const { metadata } = result.info;
  const nodes = metadata.nodes.length;
  const context = contextGraph(metadata);
  const references = metadata.graphs.filter((graph) => graph !== context && choices.references.includes(graph.id));
  const colours = positionColours(metadata, theme.scheme);
  return {
    ...choices,
    colour: tokenCountsKnown(result.info) ? choices.colour : 'position',
    result,
    theme,
    nodes,
    labels: metadata.nodes.map((node) => node.label),
    context,
    neighbours: neighboursOf(context, nodes),
    graphs: choices.showEdges && context !== null ? [context, ...references] : references,
    colours,
    rims: colours.map((colour) => rimColour(colour, theme.scheme)),
    mostTokens: result.analysis.tokenCounts.reduce((most, count) => Math.max(most, count), 0),
  };
}

/** Fill and outline of a node at a recorded frame. */
export function nodePaint(content: ProjectionContent, node: number, frame: number): { fill: string; rim: string } {
  if (content.colour === 'position') return { fill: content.colours[node]!, rim: content.rims[node]! };
  const tokens = content.result.analysis.tokenCounts[frame * content.nodes + node]!;
  const fill = tokenColour(tokens, content.mostTokens, content.theme.scheme);
  return { fill, rim: rimColour(fill, content.theme.scheme) };
}
