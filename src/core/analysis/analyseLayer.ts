/** One layer of one recording: every context frame, its own geometry and its place in the chosen basis. */
import type { LayerValues } from '../recording/encodedLayer.ts';
import type { SegmentMeans } from '../recording/windowMeans.ts';
import { recordedFrames } from '../recording/windowMeans.ts';
import type { RecordingGraph, WindowKind } from '../recording/types.ts';
import { analyseFrames, type AnalysisProgress } from './analyseFrames.ts';
import { plainFrames } from './frameReader.ts';
import type { FrameEngine } from './frameSource.ts';
import { prepareGraph } from './preparedGraph.ts';
import { settingsFault } from './settingsFault.ts';
import type { AnalysisSettings, LayerAnalysis } from './types.ts';

export type { AnalysisProgress };

/** `residual` [S, n, d], encoded or not, and `counts` [S, n], row-major; cells with count 0 are never read. */
export interface LayerInput<Values extends LayerValues = LayerValues> extends SegmentMeans<Values> {
  /** S + 1 boundaries in tokens. */
  readonly segments: readonly number[];
  /** Absent: `segments`. `fixed`: the settings' window and weighting do not apply. */
  readonly windows?: WindowKind | undefined;
  readonly graphs: readonly Pick<RecordingGraph, 'edges'>[];
}

/**
 * Yields every few milliseconds of work so that the caller can report progress, stop or let others run; returns the
 * analysis. Frames with fewer than two present nodes have NaN measures. Throws RangeError on settings that do not fit
 * the recording and on activations that are not finite.
 */
export function* analyseLayer(
  input: LayerInput,
  settings: AnalysisSettings,
  engine: FrameEngine = plainFrames,
): Generator<AnalysisProgress, LayerAnalysis> {
  const { nodes } = input;
  const frames = recordedFrames(input.segments, settings.window, input.windows);
  const fault = settingsFault(settings, frames.length);
  if (fault !== null) throw new RangeError(fault);
  const graphs = [];
  for (const graph of input.graphs) {
    graphs.push(prepareGraph(graph, nodes));
    yield { done: 0, total: 3 * frames.length };
  }
  const source = engine(input, frames, settings.weighting);
  try {
    return yield* analyseFrames(source, { nodes, graphs }, settings);
  } finally {
    source.release();
  }
}
