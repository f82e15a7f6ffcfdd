/** The loadings behind the scores of one layer: what the pictures' axes are made of in the dimensions of the activations. */
import { recordedFrames } from '../recording/windowMeans.ts';
import type { AnalysisProgress, LayerInput } from './analyseLayer.ts';
import { alignmentOf, type Alignment } from './bases.ts';
import { type FrameEngine, type FrameSource, plainFrames } from './frameSource.ts';
import { ownGeometry, type OwnGeometry } from './frameMeasures.ts';
import { type AnalysisSettings, settingsFault } from './settings.ts';
import { mapSteps } from '../linalg/steps.ts';

export interface LayerLoadings {
  /** K, as in the analysis of the same settings. */
  readonly components: number;
  /** d. */
  readonly hiddenSize: number;
  /** False: [K, d], one basis for all frames. True: [F, K, d], zero beyond a frame's own rank. */
  readonly perFrame: boolean;
  /** Row-major, signs fixed as in the analysis; scores are the centred means times these, transposed. */
  readonly values: Float64Array;
}

/** Throws RangeError as analyseLayer does. Yields every few milliseconds of work. */
export function* layerLoadings(
  input: LayerInput,
  settings: AnalysisSettings,
  engine: FrameEngine = plainFrames,
): Generator<AnalysisProgress, LayerLoadings> {
  const frames = recordedFrames(input.segments, settings.window, input.windows);
  const fault = settingsFault(settings, frames.length);
  if (fault !== null) throw new RangeError(fault);
  const source = engine(input, frames, settings.weighting);
  try {
    return yield* loadingsOf(source, input.hiddenSize, settings);
  } finally {
    source.release();
  }
}

function* loadingsOf(source: FrameSource, hiddenSize: number, { basis, components, axes }: AnalysisSettings): Generator<AnalysisProgress, LayerLoadings> {
  const total = source.frames.length;
  if (basis.kind === 'joint') {
    let done = 0;
    const pca = yield* mapSteps(source.joint(components), () => ({ done: Math.min(++done, total), total }));
    return { components: pca.components, hiddenSize, perFrame: false, values: pca.loadings.slice() };
  }
  const ownOf = (f: number) => mapSteps(ownGeometry(source.read(f), [], components, 'loadings'), () => ({ done: f, total }));
  if (basis.kind === 'reference') {
    const { pca } = yield* ownOf(basis.frame);
    if (pca === null) return { components: 0, hiddenSize, perFrame: false, values: new Float64Array(0) };
    return { components: pca.components, hiddenSize, perFrame: false, values: pca.loadings.slice() };
  }
  const own: OwnGeometry[] = [];
  for (let f = 0; f < total; f++) {
    own.push(yield* ownOf(f));
    yield { done: f + 1, total };
  }
  return frameLoadings(own, hiddenSize, basis.kind === 'aligned' ? { frame: basis.frame, axes } : null);
}

function frameLoadings(own: readonly OwnGeometry[], d: number, alignment: Alignment | null): LayerLoadings {
  const K = own.reduce((most, { pca }) => Math.max(most, pca?.components ?? 0), 0);
  const values = new Float64Array(own.length * K * d);
  own.forEach((geometry, f) => {
    const mine = values.subarray(f * K * d, (f + 1) * K * d);
    if (geometry.pca !== null) mine.set(geometry.pca.loadings);
    const turn = alignment === null ? null : alignmentOf(own, geometry, alignment, K);
    if (turn === null || turn.rotation === null) return;
    const { shown, rotation } = turn;
    const before = shown.map((k) => mine.slice(k * d, (k + 1) * d));
    // Scores X L' turned to X L' Q are scores along the rows of Q' L.
    shown.forEach((k, column) => {
      for (let c = 0; c < d; c++) {
        let sum = 0;
        for (let row = 0; row < shown.length; row++) sum += rotation[row * shown.length + column]! * before[row]![c]!;
        mine[k * d + c] = sum;
      }
    });
  });
  return { components: K, hiddenSize: d, perFrame: true, values };
}
