/** Warnings, in words, that shown axes rest on nearly repeated eigenvalues. */
import { accuracyCurve, type AccuracyCurve, recordedAccuracy } from '../../core/analysis/accuracyCurve.ts';
import { frameMeasures } from '../../core/analysis/frameMeasures.ts';
import type { LayerAnalysis } from '../../core/analysis/settings.ts';
import type { RecordingInfo } from '../../core/recording/types.ts';
import { KeptValues } from '../base/keptValues.ts';
import { preparedGraphs } from '../graphs/preparedGraphs.ts';
import type { PanelResult } from '../panels/analysisStore.ts';
import type { FramePosition } from './projection.ts';
import { wordList } from '../../core/recording/words.ts';

/** Runs of components whose neighbouring eigenvalues nearly repeat, each as [first, last], 0-based. */
export function degenerateRuns(analysis: LayerAnalysis, frame: number): readonly (readonly [first: number, last: number])[] {
  const { components: K, degenerate } = analysis;
  const runs: (readonly [number, number])[] = [];
  let first = 0;
  for (let k = 0; k < K; k++) {
    if (degenerate[frame * K + k] === 1 && k < K - 1) continue;
    if (k > first) runs.push([first, k]);
    first = k + 1;
  }
  return runs;
}

/** One sentence for every run that a shown component belongs to; what it means depends on whether all of the run is shown. */
export function degenerateNotes(analysis: LayerAnalysis, frame: number, axes: readonly number[]): readonly string[] {
  return degenerateRuns(analysis, frame)
    .filter(([first, last]) => axes.some((k) => k >= first && k <= last))
    .map(([first, last]) => {
      const run = Array.from({ length: last - first + 1 }, (_, i) => first + i);
      const all = run.every((k) => axes.includes(k));
      const effect = all
        ? 'the shown space is fixed, but its axes may turn freely'
        : 'they may turn into one another, so what is shown of them depends on chance';
      return `Components ${wordList(run.map((k) => k + 1))} have nearly equal eigenvalues: ${effect}.`;
    });
}

// Every figure the measures panel prints for one panel at its cursor. They belong to recorded frames: between two of
// them these are the earlier one's, and `between` says so.

/** One graph of the recording against one frame. NaN where a figure is not defined. */
export interface GraphMeasures {
  readonly id: string;
  readonly title: string;
  readonly role: 'context' | 'reference';
  /** Normalised Dirichlet energy in full d: 1 = neighbours no closer than any pair. */
  readonly energy: number;
  /** The same within the shown components. */
  readonly shownEnergy: number;
  /** Spearman rho of activation distance with shortest-path distance, in full d. */
  readonly distanceCorrelation: number;
  readonly shownDistanceCorrelation: number;
}

export interface CursorMeasures {
  readonly frame: number;
  /** The cursor stands between two recorded contexts and these figures are the earlier one's. */
  readonly between: boolean;
  /** Context in tokens of the frame that the figures belong to. */
  readonly context: number;
  /** The averaging window, [start, end) in tokens; empty where the file has fixed it and does not say how far it reaches. */
  readonly window: { readonly start: number; readonly end: number };
  /** Tokens averaged in the window, over all sequences and nodes; see `tokenCountsKnown`. */
  readonly tokens: number;
  /** Mean rule-following accuracy over the window; NaN where all of it is masked. */
  readonly accuracy: number;
  /** Unmasked positions behind the accuracy, over all sequences; rows, where the file gives a mean for every context. */
  readonly accuracyPositions: number;
  /** In the order of the recording's graphs. */
  readonly graphs: readonly GraphMeasures[];
  /** Variance in the shown components / what the same components of the frame's own PCA hold. */
  readonly capturedVariance: number;
  readonly participationRatio: number;
  /** Share of the frame's variance along each shown component. */
  readonly explained: readonly number[];
  /** Share of the basis' own variance along each shown component; NaN in a per-frame basis. */
  readonly explainedInBasis: readonly number[];
  /** NaN unless the basis is aligned. */
  readonly procrustesResidual: number;
  /** Sentences on shown axes that may turn freely into a neighbour; empty when there is nothing to warn of. */
  readonly notes: readonly string[];
  /** Indices of nodes that do not occur in the window. */
  readonly missing: readonly number[];
}

/** Measures of the frames that were last asked for: several parts of the page ask for the same. */
const kept = new WeakMap<PanelResult, KeptValues<CursorMeasures>>();
const FRAMES_KEPT = 64;

/** @param axes shown components, 0-based: two in the plane, three in space */
export function cursorMeasures(result: PanelResult, { frame, between }: FramePosition, axes: readonly number[]): CursorMeasures {
  const known = kept.get(result) ?? new KeptValues<CursorMeasures>(FRAMES_KEPT);
  kept.set(result, known);
  const key = `${frame} ${axes.join()}`;
  const measures = known.get(key) ?? measuresOf(result, frame, axes);
  known.set(key, measures);
  return between ? { ...measures, between } : measures;
}

function measuresOf({ info, analysis }: PanelResult, frame: number, axes: readonly number[]): CursorMeasures {
  const { metadata } = info;
  const { start, context } = analysis.frames[frame]!;
  const F = analysis.frames.length;
  const shown = frameMeasures(analysis, preparedGraphs(metadata), frame, axes);
  const accuracy = windowAccuracy(info, frame, start, context);
  const counts = analysis.tokenCounts.subarray(frame * analysis.nodes, (frame + 1) * analysis.nodes);
  return {
    frame,
    between: false,
    context,
    window: { start, end: context },
    tokens: counts.reduce((sum, count) => sum + count, 0),
    ...accuracy,
    graphs: metadata.graphs.map(({ id, title, role }, g) => ({
      id,
      title,
      role,
      energy: analysis.energy[g * F + frame]!,
      shownEnergy: shown.shownEnergy[g]!,
      distanceCorrelation: analysis.distanceCorrelation[g * F + frame]!,
      shownDistanceCorrelation: shown.shownDistanceCorrelation[g]!,
    })),
    capturedVariance: shown.capturedVariance,
    participationRatio: analysis.participationRatio[frame]!,
    explained: shown.explainedInFrame,
    explainedInBasis: shown.explainedInBasis,
    procrustesResidual: analysis.procrustesResidual[frame]!,
    notes: degenerateNotes(analysis, frame, axes),
    missing: [...counts.keys()].filter((node) => counts[node] === 0),
  };
}

/** Over the window; a frame whose window the file has fixed is a segment of its own. */
function windowAccuracy(info: RecordingInfo, frame: number, start: number, end: number): Pick<CursorMeasures, 'accuracy' | 'accuracyPositions'> {
  const { metadata } = info;
  const pick = ({ mean, positions }: AccuracyCurve, at: number) => ({ accuracy: mean[at]!, accuracyPositions: positions[at]! });
  if (metadata.windows === 'fixed') return pick(recordedAccuracy(info), frame);
  return pick(accuracyCurve(info.accuracy, metadata.task.length, [{ start, end }]), 0);
}
