/** One layer of one recording: every context frame, its own geometry and its place in the chosen basis. */
import type { PcaParts } from '../linalg/gramPca.ts';
import { mapSteps } from '../linalg/steps.ts';
import type { LayerValues } from '../recording/encodedLayer.ts';
import type { RecordingGraph, WindowKind } from '../recording/types.ts';
import { recordedFrames, type SegmentMeans } from '../recording/windowMeans.ts';
import { frameBases, projectFrames, referencePca, type ShownBasis } from './bases.ts';
import { ownGeometry, type OwnGeometry } from './frameMeasures.ts';
import { type FrameEngine, type FrameSource, plainFrames } from './frameSource.ts';
import { type PreparedGraph, prepareGraph } from './preparedGraph.ts';
import { type AnalysisSettings, type BasisSpec, type LayerAnalysis, settingsFault } from './settings.ts';

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

// The frames of one layer, wherever they come from: each in its own geometry and in the basis chosen for all.

/** Work done, in frames visited; `total` counts every pass over the frames. */
export interface AnalysisProgress {
  readonly done: number;
  readonly total: number;
}

export interface FrameShape {
  /** n. */
  readonly nodes: number;
  readonly graphs: readonly PreparedGraph[];
}

/**
 * Yields every few milliseconds of work; returns the analysis. The settings must fit (settingsFault). Throws RangeError
 * on activations that are not finite.
 */
export function* analyseFrames(
  reader: FrameSource,
  { nodes, graphs }: FrameShape,
  settings: AnalysisSettings,
): Generator<AnalysisProgress, LayerAnalysis> {
  const F = reader.frames.length;
  const total = 3 * F;
  const own: OwnGeometry[] = [];
  for (let f = 0; f < F; f++) {
    own.push(yield* mapSteps(ownGeometry(reader.read(f), graphs, settings.components, partsOf(settings.basis, f)), () => ({ done: f, total })));
    yield { done: f + 1, total };
  }
  const shown = yield* chooseBasis(reader, own, nodes, settings);
  return collect(settings, reader, own, shown, graphs.length);
}

/** What the basis needs of a frame's own PCA. */
function partsOf(basis: BasisSpec, frame: number): PcaParts {
  if (basis.kind === 'raw' || basis.kind === 'aligned') return 'scores';
  return basis.kind === 'reference' && basis.frame === frame ? 'loadings' : 'variances';
}

function* chooseBasis(
  reader: FrameSource,
  own: readonly OwnGeometry[],
  nodes: number,
  { basis, components, axes }: AnalysisSettings,
): Generator<AnalysisProgress, ShownBasis> {
  const F = own.length;
  const total = 3 * F;
  if (basis.kind === 'raw') return frameBases(own, nodes, null);
  if (basis.kind === 'aligned') return frameBases(own, nodes, { frame: basis.frame, axes });
  let done = F;
  const pca =
    basis.kind === 'joint'
      ? yield* mapSteps(reader.joint(components), () => ({ done: Math.min(++done, 2 * F), total }))
      : referencePca(own, basis.frame);
  done = 2 * F;
  return yield* mapSteps(projectFrames(reader, nodes, pca), () => ({ done: ++done, total }));
}

function collect(
  settings: AnalysisSettings,
  reader: FrameSource,
  own: readonly OwnGeometry[],
  shown: ShownBasis,
  graphs: number,
): LayerAnalysis {
  const F = own.length;
  const K = shown.components;
  const nodes = own[0]!.tokenCounts.length;
  const tokenCounts = new Int32Array(F * nodes);
  const ownVariance = new Float64Array(F * K);
  const perGraph = (measure: (geometry: OwnGeometry) => readonly number[]): Float64Array =>
    Float64Array.from({ length: graphs * F }, (_, at) => measure(own[at % F]!)[Math.floor(at / F)]!);
  own.forEach((geometry, f) => {
    tokenCounts.set(geometry.tokenCounts, f * nodes);
    if (geometry.pca === null) ownVariance.fill(NaN, f * K, (f + 1) * K);
    else ownVariance.set(geometry.pca.eigenvalues.subarray(0, Math.min(K, geometry.pca.components)), f * K);
  });
  return {
    settings,
    frames: reader.frames,
    nodes,
    ...shown,
    tokenCounts,
    totalVariance: Float64Array.from(own, ({ pca }) => pca?.totalVariance ?? NaN),
    ownVariance,
    participationRatio: Float64Array.from(own, (geometry) => geometry.participationRatio),
    energy: perGraph((geometry) => geometry.energy),
    distanceCorrelation: perGraph((geometry) => geometry.distanceCorrelation),
  };
}
