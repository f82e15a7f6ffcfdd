/**
 * One panel as a manifest describes it: where its numbers come from, where it stands, its figures there, and the draws
 * of its averaging nulls.
 */
import { defined, type FigurePanel } from '../../core/export/manifest.ts';
import type { AveragingBand, AveragingBands, LayerNulls, NullTable } from '../../core/nulls/types.ts';
import { cursorMeasures, type CursorMeasures } from '../figures/cursorMeasures.ts';
import type { FramePosition } from '../figures/projection.ts';
import type { PanelResult } from '../panels/analysisStore.ts';
import type { Flips } from '../view/panelSpec.ts';

/** @param ids of the bands' graphs, in their order */
export function manifestBands(bands: AveragingBands, ids: readonly string[], frame: number): NonNullable<FigurePanel['averagingNulls']> {
  const F = bands.frames.length;
  const standing = (table: NullTable, at: number) => ({
    low: defined(table.low[at]!),
    high: defined(table.high[at]!),
    p: defined(table.p[at]!),
    pAbove: defined(table.pAbove[at]!),
    atMost: table.atMost[at]!,
    draws: table.draws[at]!,
  });
  const ofNull = ({ tokens, vectors, lags, weights, energy, shownEnergy, block, spectra, r2 }: AveragingBand) => ({
    tokens,
    vectors,
    weights: [...weights.subarray(frame * lags, (frame + 1) * lags)].map(defined),
    graphs: ids.map((id, g) => {
      const at = g * F + frame;
      const spectrum = spectra[frame]![g] ?? null;
      const shares = spectrum === null ? [] : Array.from(spectrum.share, (share, mode) => ({
        share, low: spectrum.low[mode]!, high: spectrum.high[mode]!, p: spectrum.p[mode]!, pAbove: spectrum.pAbove[mode]!,
      }));
      return { id, energy: standing(energy, at), shownEnergy: standing(shownEnergy, at), block: block[at]!, shares };
    }),
    pairs: bands.pairs.map(([a, b], pair): { axes: [number, number]; graphs: { id: string; low: number | null; high: number | null }[] } => ({
      axes: [a + 1, b + 1],
      graphs: ids.map((id, g) => {
        const at = (pair * bands.graphs + g) * F + frame;
        return { id, low: defined(r2.low[at]!), high: defined(r2.high[at]!) };
      }),
    })),
  });
  return { draws: bands.options.draws, seed: bands.options.seed, nulls: bands.nulls.map(ofNull) };
}

/** One panel as a manifest describes it: where its numbers come from, where it stands, and its figures there. */
export interface PanelFigure {
  /** Its panel on the stage. */
  readonly panel: number;
  readonly result: PanelResult;
  /** Shown components, 0-based. */
  readonly axes: readonly number[];
  readonly flips: Flips;
  /** Context in tokens that the panel stands at, possibly between recorded ones. */
  readonly context: number;
  readonly position: FramePosition;
  /** Ids of the drawn graphs. */
  readonly graphs: readonly string[];
  readonly overlayGraph: string | null;
  /** The panel shows the averaging null of this seed. */
  readonly averagingSeed: number | null;
  /** Relabellings of this very panel in the own PCA of each frame, where they have been drawn. */
  readonly nulls: LayerNulls | null;
  /** Draws of the averaging nulls for this very panel, where there are any. */
  readonly bands: AveragingBands | null;
}

function basisOf({ settings, frames }: PanelResult['analysis']): FigurePanel['basis'] {
  const { basis } = settings;
  if (basis.kind === 'joint' || basis.kind === 'raw') return { kind: basis.kind };
  return { kind: basis.kind, frame: basis.frame, referenceContext: frames[basis.frame]!.context };
}

/** The measures as numbers for JSON. */
export function manifestMeasures(measures: CursorMeasures): FigurePanel['measures'] {
  return {
    tokens: measures.tokens,
    accuracy: defined(measures.accuracy),
    capturedVariance: defined(measures.capturedVariance),
    participationRatio: defined(measures.participationRatio),
    procrustesResidual: defined(measures.procrustesResidual),
    explained: measures.explained.map(defined),
    explainedInBasis: measures.explainedInBasis.map(defined),
    graphs: measures.graphs.map(({ id, role, energy, shownEnergy, distanceCorrelation, shownDistanceCorrelation }) => ({
      id,
      role,
      energy: defined(energy),
      shownEnergy: defined(shownEnergy),
      distanceCorrelation: defined(distanceCorrelation),
      shownDistanceCorrelation: defined(shownDistanceCorrelation),
    })),
  };
}

/** What relabelling says of the energies at a frame. */
export function manifestChance(nulls: LayerNulls, ids: readonly string[], frame: number): FigurePanel['chance'] {
  const { energy, shownEnergy, options } = nulls;
  const F = nulls.frames.length;
  return {
    permutations: options.permutations,
    seed: options.seed,
    basis: nulls.settings.basis.kind === 'raw' ? ('own' as const) : ('panel' as const),
    graphs: ids.map((id, g) => ({
      id,
      energyZ: defined(energy.z[g * F + frame]!),
      energyP: defined(energy.p[g * F + frame]!),
      shownEnergyZ: defined(shownEnergy.z[g * F + frame]!),
      shownEnergyP: defined(shownEnergy.p[g * F + frame]!),
    })),
  };
}

/** [nodes][axes] of one frame; null for missing nodes and beyond the components there are. */
export function manifestScores({ analysis }: PanelResult, frame: number, axes: readonly number[]): FigurePanel['scores'] {
  const { nodes, components: K, scores } = analysis;
  return Array.from({ length: nodes }, (_, node) =>
    axes.map((k) => (k < K ? defined(scores[(frame * nodes + node) * K + k]!) : null)),
  );
}

/** @param sha256 of the recording's bytes, or null where it was left out */
export function manifestPanel(figure: PanelFigure, sha256: string | null): FigurePanel {
  const { result, axes, flips, context, position, graphs, overlayGraph, averagingSeed, nulls, bands } = figure;
  const { info, analysis, recordingId } = result;
  const { metadata } = info;
  const { settings } = analysis;
  const { model, task } = metadata;
  const { frame, between } = position;
  const measures = cursorMeasures(result, position, axes);
  const ids = metadata.graphs.map(({ id }) => id);
  return {
    data: { recordingId, title: metadata.title, bytes: info.byteLength, sha256 },
    model: { id: model.id, revision: model.revision, weights: model.weights },
    hook: metadata.hook.name,
    task: { kind: task.kind, sampler: task.sampler, seeds: [...task.seeds] },
    layer: settings.layer,
    window: metadata.windows === 'fixed' ? { kind: 'fixed' } : settings.window,
    weighting: settings.weighting,
    basis: basisOf(analysis),
    components: settings.components,
    axes: axes.map((axis) => axis + 1),
    flips: [...flips],
    averagingSeed,
    context,
    frame,
    frameContext: measures.context,
    averaged: [measures.window.start, measures.window.end],
    between,
    graphs: [...graphs],
    overlayGraph,
    measures: manifestMeasures(measures),
    chance: nulls === null ? null : manifestChance(nulls, ids, frame),
    averagingNulls: bands === null ? null : manifestBands(bands, ids, frame),
    nodes: metadata.nodes.map(({ label }) => label),
    scores: manifestScores(result, frame, axes),
  };
}
