/** What a projection draws apart from the moment: one panel's data and choices, computed once per change, not per frame. */
import { useMemo } from 'react';
import type { RecordingGraph } from '../../core/recording/types.ts';
import { useAnalysis, useView } from '../../state/binding.tsx';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { tokenCountsKnown } from '../../state/recordings/contexts.ts';
import type { Axes, Flips } from '../../state/view/panelSpec.ts';
import { contextGraph, neighboursOf } from './contextGraph.ts';
import { positionColours, rimColour, tokenColour } from './nodeColour.ts';
import { type ThemeColours, useThemeColours } from './useThemeColours.ts';

export interface ProjectionChoices {
  readonly axes: Axes;
  readonly flips: Flips;
  readonly colour: 'position' | 'tokens';
  readonly showEdges: boolean;
  readonly showLabels: boolean;
  readonly showTrail: boolean;
  readonly references: readonly string[];
}

export interface NodePaint {
  readonly fill: string;
  readonly rim: string;
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
  /** By position on the graph, one per node. */
  readonly paints: readonly NodePaint[];
  /** By tokens behind a point, as far as they have been asked for. */
  readonly tokenPaints: Map<number, NodePaint>;
  /** Most tokens behind any point of the sequence: the end of the tokens scale. */
  readonly mostTokens: number;
}

export function projectionContent(result: PanelResult, choices: ProjectionChoices, theme: ThemeColours): ProjectionContent {
  const { metadata } = result.info;
  const nodes = metadata.nodes.length;
  const context = contextGraph(metadata);
  const references = metadata.graphs.filter((graph) => graph !== context && choices.references.includes(graph.id));
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
    paints: positionColours(metadata, theme.scheme).map((fill) => paintOf(fill, theme)),
    tokenPaints: new Map(),
    mostTokens: result.analysis.tokenCounts.reduce((most, count) => Math.max(most, count), 0),
  };
}

/** Fill and outline of a node at a recorded frame; made once for every colour, for it is asked at every drawing. */
export function nodePaint({ colour, paints, tokenPaints, result, nodes, mostTokens, theme }: ProjectionContent, node: number, frame: number): NodePaint {
  if (colour === 'position') return paints[node]!;
  const tokens = result.analysis.tokenCounts[frame * nodes + node]!;
  const known = tokenPaints.get(tokens);
  if (known !== undefined) return known;
  const paint = paintOf(tokenColour(tokens, mostTokens, theme.scheme), theme);
  tokenPaints.set(tokens, paint);
  return paint;
}

function paintOf(fill: string, { scheme }: ThemeColours): NodePaint {
  return { fill, rim: rimColour(fill, scheme) };
}

/** The content of a panel's projection, or null until its first result lands. Stable while nothing it shows changes. */
export function useProjectionContent(panel: number): ProjectionContent | null {
  const result = useAnalysis((state) => state.slots[panel]?.value ?? null);
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
