/** One panel's numbers as arrays for numpy. T contexts, n nodes, K components, d dimensions, G graphs, E edges. */
import type { LayerLoadings } from '../analysis/layerLoadings.ts';
import type { LayerAnalysis } from '../analysis/settings.ts';
import type { RecordingMetadata } from '../recording/types.ts';
import type { NamedArray, NpyArray } from './npz.ts';
import { MANIFEST_ARRAY } from './readManifest.ts';

/** Measures of the chosen frames; per graph in metadata order. NaN = not defined. */
export interface MeasureSeries {
  /** [T] */
  readonly tokens: Int32Array;
  readonly accuracy: Float64Array;
  readonly capturedVariance: Float64Array;
  readonly participationRatio: Float64Array;
  readonly procrustesResidual: Float64Array;
  /** [T, G] row-major */
  readonly energy: Float64Array;
  readonly shownEnergy: Float64Array;
  readonly distanceCorrelation: Float64Array;
  readonly shownDistanceCorrelation: Float64Array;
}

export interface FigureData {
  readonly metadata: RecordingMetadata;
  readonly analysis: LayerAnalysis;
  /** The exported frames, ascending. */
  readonly frames: readonly number[];
  readonly loadings: LayerLoadings;
  readonly measures: MeasureSeries;
}

/** Rows of the chosen frames out of an [F, width] array. */
export function framesOf<T extends Float64Array | Float32Array | Int32Array>(values: T, width: number, frames: readonly number[]): T {
  const out = new (values.constructor as new (length: number) => T)(frames.length * width);
  frames.forEach((frame, at) => out.set(values.subarray(frame * width, (frame + 1) * width), at * width));
  return out;
}

/** The loadings of the chosen frames: [K, d], or [T, K, d] where every frame has its own. */
export function loadingsOf({ loadings, frames }: FigureData): { shape: readonly number[]; values: Float64Array } {
  const { components: K, hiddenSize: d, perFrame, values } = loadings;
  return perFrame ? { shape: [frames.length, K, d], values: framesOf(values, K * d, frames) } : { shape: [K, d], values };
}

/** @param manifest JSON text, kept as the array `manifest` */
export function figureArrays(data: FigureData, manifest: string): NamedArray[] {
  const { metadata, analysis, frames, measures } = data;
  const { nodes: n, components: K } = analysis;
  const T = frames.length;
  const G = metadata.graphs.length;
  const f8 = (shape: readonly number[], values: Float64Array): NpyArray => ({ type: 'f8', shape, values });
  const i4 = (shape: readonly number[], values: Int32Array): NpyArray => ({ type: 'i4', shape, values });
  const words = (values: readonly string[]): NpyArray => ({ type: 'U', shape: [values.length], values });
  const counts = framesOf(analysis.tokenCounts, n, frames);
  const edges = metadata.graphs.flatMap(({ edges: list }) => list);
  return [
    ['scores', { type: 'f4', shape: [T, n, K], values: framesOf(analysis.scores, n * K, frames) }],
    ['loadings', { type: 'f8', ...loadingsOf(data) }],
    ['explained_variance', f8([K], analysis.basisEigenvalues)],
    ['total_variance_of_basis', f8([], Float64Array.of(analysis.basisTotalVariance))],
    ['variance', f8([T, K], framesOf(analysis.basisVariance, K, frames))],
    ['own_variance', f8([T, K], framesOf(analysis.ownVariance, K, frames))],
    ['total_variance', f8([T], framesOf(analysis.totalVariance, 1, frames))],
    ['counts', i4([T, n], counts)],
    ['present', { type: 'b1', shape: [T, n], values: Uint8Array.from(counts, (count) => Number(count > 0)) }],
    ['contexts', i4([T], Int32Array.from(frames, (frame) => analysis.frames[frame]!.context))],
    ['window_starts', i4([T], Int32Array.from(frames, (frame) => analysis.frames[frame]!.start))],
    ['labels', words(metadata.nodes.map(({ label }) => label))],
    ['graphs', words(metadata.graphs.map(({ id }) => id))],
    ['edges', i4([edges.length, 2], Int32Array.from(edges.flat()))],
    ['edge_graphs', i4([edges.length], Int32Array.from(metadata.graphs.flatMap(({ edges: list }, g) => list.map(() => g))))],
    ['tokens', i4([T], measures.tokens)],
    ['accuracy', f8([T], measures.accuracy)],
    ['captured_variance', f8([T], measures.capturedVariance)],
    ['participation_ratio', f8([T], measures.participationRatio)],
    ['procrustes_residual', f8([T], measures.procrustesResidual)],
    ['energy', f8([T, G], measures.energy)],
    ['shown_energy', f8([T, G], measures.shownEnergy)],
    ['distance_correlation', f8([T, G], measures.distanceCorrelation)],
    ['shown_distance_correlation', f8([T, G], measures.shownDistanceCorrelation)],
    [MANIFEST_ARRAY, { type: 'U', shape: [], values: [manifest] }],
  ];
}
