/** Computes a figure's numbers again from its manifest and the recording, and compares. */
import { analyseLayer, type LayerInput } from '../../core/analysis/analyseLayer.ts';
import { layerNulls } from '../../core/nulls/layerNulls.ts';
import { averagingBands } from '../../core/nulls/averagingBand.ts';
import { layerLoadings, type LayerLoadings } from '../../core/analysis/layerLoadings.ts';
import type { AnalysisSettings } from '../../core/analysis/settings.ts';
import type { FigurePanel } from '../../core/export/manifest.ts';
import { kernelFrames } from '../../core/kernel/kernelFrames.ts';
import { runToEnd } from '../../core/linalg/steps.ts';
import { averagingNull, embeddingVectors } from '../../core/nulls/averagingNull.ts';
import type { OpenRecording } from '../../core/recording/readRecording.ts';
import type { PanelResult } from '../panels/analysisStore.ts';
import { cursorMeasures } from '../figures/cursorMeasures.ts';
import { manifestBands, manifestChance, manifestMeasures, manifestScores } from './exportPanel.ts';
import { recordedPosition } from '../figures/projection.ts';

/** One group of numbers, as stored and as computed again. */
export interface Comparison {
  readonly name: string;
  readonly values: number;
  /**
   * Largest difference, as a share of the largest number of the group where that is above 1; Infinity where one side is not
   * defined and the other is. Machines whose kernels round differently differ by some 1e-7.
   */
  readonly difference: number;
}

export interface RebuiltPanel {
  readonly result: PanelResult;
  readonly loadings: LayerLoadings;
  readonly measures: FigurePanel['measures'];
  readonly scores: FigurePanel['scores'];
  readonly comparisons: readonly Comparison[];
}

export function panelSettings(panel: FigurePanel): AnalysisSettings {
  const { layer, window, weighting, components } = panel;
  const basis = 'frame' in panel.basis ? { kind: panel.basis.kind, frame: panel.basis.frame } : panel.basis;
  // Where the file has fixed its windows no setting applies.
  return { layer, window: window.kind === 'fixed' ? { kind: 'all' } : window, weighting, components, basis, axes: panel.axes.map((axis) => axis - 1) };
}

/** Rejects with RecordingError or RangeError where the recording has no such layer or frame. */
export async function rebuildPanel(panel: FigurePanel, { info, readLayer }: OpenRecording): Promise<RebuiltPanel> {
  const settings = panelSettings(panel);
  const { metadata, tokens, counts } = info;
  const { segments, windows, graphs, nodes, model, task } = metadata;
  const sizes = { nodes: nodes.length, hiddenSize: model.hiddenSize, segments };
  const means =
    panel.averagingSeed === null
      ? { ...sizes, residual: await readLayer(panel.layer), counts }
      : averagingNull({ ...sizes, tokens, length: task.length, seed: panel.averagingSeed });
  const input: LayerInput = { ...means, segments, windows, graphs };
  const analysis = runToEnd(analyseLayer(input, settings, kernelFrames));
  if (panel.frame >= analysis.frames.length) throw new RangeError(`the figure shows frame ${panel.frame}; the recording has ${analysis.frames.length}`);
  const result: PanelResult = { recordingId: panel.data.recordingId, info, analysis };
  const position = recordedPosition(panel.frame, panel.between);
  const measures = manifestMeasures(cursorMeasures(result, position, settings.axes));
  const scores = manifestScores(result, panel.frame, settings.axes);
  const comparisons = [compare('scores', panel.scores, scores), compare('measures', panel.measures, measures)];
  const ids = graphs.map(({ id }) => id);
  if (panel.chance !== null) {
    const { permutations, seed } = panel.chance;
    const drawnIn: AnalysisSettings = panel.chance.basis === 'own' ? { ...settings, basis: { kind: 'raw' } } : settings;
    const nulls = runToEnd(layerNulls(input, drawnIn, { permutations, seed }, kernelFrames));
    comparisons.push(compare('relabellings', panel.chance, manifestChance(nulls, ids, panel.frame)));
  }
  if (panel.averagingNulls !== null) {
    const { draws, seed } = panel.averagingNulls;
    const embedding = panel.averagingNulls.nulls.some(({ vectors }) => vectors === 'embedding') ? embeddingVectors({ ...sizes, residual: await readLayer(0), counts }) : null;
    const own = graphs.findIndex(({ role }) => role === 'context');
    const bands = runToEnd(averagingBands({ ...input, tokens, length: task.length, embedding }, own, settings, { draws, seed }, kernelFrames));
    comparisons.push(compare('averaging nulls', panel.averagingNulls, manifestBands(bands, ids, panel.frame)));
  }
  return { result, loadings: runToEnd(layerLoadings(input, settings, kernelFrames)), measures, scores, comparisons };
}

/** Every number of one value beside the one at the same place of another; a place that only one has differs by Infinity. */
export function compare(name: string, stored: unknown, computed: unknown): Comparison {
  let values = 0;
  let difference = 0;
  let largest = 1;
  const visit = (a: unknown, b: unknown): void => {
    if (typeof a === 'number' || typeof b === 'number') {
      values++;
      if (typeof a === 'number') largest = Math.max(largest, Math.abs(a));
      difference = Math.max(difference, typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) : Infinity);
    } else if (typeof a === 'object' && a !== null && typeof b === 'object' && b !== null) {
      const [x, y] = [a as Record<string, unknown>, b as Record<string, unknown>];
      for (const key of new Set([...Object.keys(x), ...Object.keys(y)])) visit(x[key], y[key]);
    }
  };
  visit(stored, computed);
  return { name, values, difference: difference / largest };
}
