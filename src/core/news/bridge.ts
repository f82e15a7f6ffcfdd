/**
 * The bridge between context and weights: cosines of *tuning* (own adapter less the adapter of the news before) and *context*
 * (own news in context less other news in context), as the states file holds them for every pair of news (docs/news-format.md).
 * Matched is a news with itself, mismatched the mean of its row without itself: what any context and any tuning share.
 */
import { mapSteps } from '../linalg/steps.ts';
import { bootstrapEstimate, type NewsEstimate, ResampleDraws } from './statistics.ts';
import type { StatesFile } from './statesFile.ts';
import type { BridgeEntry } from './types.ts';

/** Cosines of one layer, or their mean over several, means over seeds; one value a news. */
export interface BridgeValues {
  /** n ids, in the order of the entries. News whose displacement is zero in a layer have no cosine and are left out. */
  readonly news: readonly string[];
  /** [n] */
  readonly matched: Float64Array;
  /** [n] */
  readonly mismatched: Float64Array;
}

/** One layer at one checkpoint. */
export interface BridgeLayer {
  readonly layer: number;
  readonly matched: NewsEstimate;
  readonly mismatched: NewsEstimate;
}

/** The mean over the layers that were chosen before the runs, at one checkpoint. */
export interface TestedBridge extends BridgeValues {
  readonly matchedMean: NewsEstimate;
  readonly mismatchedMean: NewsEstimate;
  /** N ids: rows and columns of `matrix`. */
  readonly ids: readonly string[];
  /** [N, N] row-major: tuning of row i with context of column j, mean over seeds; NaN where there is no cosine. */
  readonly matrix: Float64Array;
  /** News of which the own context is the best match of the row, of those in `news`; a mean over seeds need not be whole. */
  readonly ownIsBest: number;
}

export interface BridgeCheckpoint {
  readonly step: number;
  /** Ascending as in the file: all layers at the last checkpoint, `bridgeLayers` before. */
  readonly layers: readonly BridgeLayer[];
  /** null where the file names no `bridgeLayers`, or not all of them are there. */
  readonly tested: TestedBridge | null;
}

export interface ProtocolBridge {
  readonly protocol: string;
  readonly seeds: readonly number[];
  readonly bridgeLayers: readonly number[];
  /** Ascending by step. */
  readonly checkpoints: readonly BridgeCheckpoint[];
}

/** One seed's cosines at one checkpoint. */
interface SeedCosines {
  readonly entry: BridgeEntry;
  /** [layers, n, n] */
  readonly cosines: Float32Array;
}

/** Everything about one protocol; without entries there are no checkpoints. Rejects as `StatesFile.readBridge` does. */
export async function readBridgeCosines(file: StatesFile, protocol: string, signal?: AbortSignal): Promise<readonly SeedCosines[]> {
  const found: SeedCosines[] = [];
  for (const entry of file.outline.states.bridge) {
    if (entry.protocol === protocol) found.push({ entry, cosines: await file.readBridge(entry, signal) });
  }
  return found;
}

/** What the cosines of a protocol say, at every checkpoint. Yields between pieces of work. */
export function* protocolBridge(
  protocol: string,
  bridgeLayers: readonly number[],
  cosines: readonly SeedCosines[],
  draws = new ResampleDraws(),
): Generator<{ readonly done: number; readonly total: number }, ProtocolBridge> {
  const steps = [...new Set(cosines.map(({ entry }) => entry.step))].sort((a, b) => a - b);
  const seeds = [...new Set(cosines.map(({ entry }) => entry.seed))].sort((a, b) => a - b);
  const checkpoints: BridgeCheckpoint[] = [];
  for (const step of steps) {
    const ofStep = cosines.filter(({ entry }) => entry.step === step);
    checkpoints.push(yield* mapSteps(checkpointBridge(step, bridgeLayers, ofStep, draws), () => ({ done: checkpoints.length, total: steps.length })));
  }
  yield { done: steps.length, total: steps.length };
  return { protocol, seeds, bridgeLayers, checkpoints };
}

function* checkpointBridge(step: number, bridgeLayers: readonly number[], seeds: readonly SeedCosines[], draws: ResampleDraws): Generator<void, BridgeCheckpoint> {
  const has = (layer: number): boolean => seeds.every(({ entry }) => entry.layers.includes(layer));
  const layers: BridgeLayer[] = [];
  for (const layer of seeds[0]!.entry.layers.filter(has)) {
    const { matched, mismatched } = bridgeValues(seeds.map((seed) => meanMatrix(seed, [layer])));
    layers.push({ layer, matched: yield* bootstrapEstimate(matched, draws), mismatched: yield* bootstrapEstimate(mismatched, draws) });
  }
  if (bridgeLayers.length === 0 || !bridgeLayers.every(has)) return { step, layers, tested: null };
  const matrices = seeds.map((seed) => meanMatrix(seed, bridgeLayers));
  const values = bridgeValues(matrices);
  const tested: TestedBridge = {
    ...values,
    matchedMean: yield* bootstrapEstimate(values.matched, draws),
    mismatchedMean: yield* bootstrapEstimate(values.mismatched, draws),
    ...meanOverSeeds(matrices),
    ownIsBest: values.news.reduce((sum, id) => sum + ownIsBest(matrices, id), 0),
  };
  return { step, layers, tested };
}

/** [n, n] cosines of one seed, mean over layers. */
interface CosineMatrix {
  readonly news: readonly string[];
  readonly values: Float64Array;
}

function meanMatrix({ entry, cosines }: SeedCosines, layers: readonly number[]): CosineMatrix {
  const n = entry.news.length;
  const values = new Float64Array(n * n);
  for (const layer of layers) {
    const from = entry.layers.indexOf(layer) * n * n;
    for (let cell = 0; cell < values.length; cell++) values[cell] = values[cell]! + cosines[from + cell]! / layers.length;
  }
  return { news: entry.news, values };
}

/** Matched and mismatched cosine of the row of one news, or null where there is none. */
function rowOf({ news, values }: CosineMatrix, id: string): { readonly matched: number; readonly mismatched: number; readonly own: boolean } | null {
  const n = news.length;
  const i = news.indexOf(id);
  if (i < 0 || n < 2) return null;
  const row = values.subarray(i * n, (i + 1) * n);
  const sum = row.reduce((all, value) => all + value, 0);
  if (Number.isNaN(sum)) return null;
  const best = row.reduce((highest, value) => Math.max(highest, value), -Infinity);
  return { matched: row[i]!, mismatched: (sum - row[i]!) / (n - 1), own: row.indexOf(best) === i };
}

/** One value a news, the mean over the seeds that have it. */
function bridgeValues(matrices: readonly CosineMatrix[]): BridgeValues {
  const ids = [...new Set(matrices.flatMap(({ news }) => news))];
  const rows = ids.map((id) => matrices.map((matrix) => rowOf(matrix, id)).filter((row) => row !== null));
  const kept = [...ids.keys()].filter((at) => rows[at]!.length > 0);
  const mean = (at: number, what: 'matched' | 'mismatched'): number => rows[at]!.reduce((sum, row) => sum + row[what], 0) / rows[at]!.length;
  return {
    news: kept.map((at) => ids[at]!),
    matched: Float64Array.from(kept, (at) => mean(at, 'matched')),
    mismatched: Float64Array.from(kept, (at) => mean(at, 'mismatched')),
  };
}

/** Share of the seeds in which the own context is the best match of a news. */
function ownIsBest(matrices: readonly CosineMatrix[], id: string): number {
  const rows = matrices.map((matrix) => rowOf(matrix, id)).filter((row) => row !== null);
  return rows.filter(({ own }) => own).length / rows.length;
}

function meanOverSeeds(matrices: readonly CosineMatrix[]): Pick<TestedBridge, 'ids' | 'matrix'> {
  const ids = [...new Set(matrices.flatMap(({ news }) => news))];
  const N = ids.length;
  const sums = new Float64Array(N * N);
  const counts = new Float64Array(N * N);
  for (const { news, values } of matrices) {
    const places = news.map((id) => ids.indexOf(id));
    for (let cell = 0; cell < values.length; cell++) {
      if (Number.isNaN(values[cell])) continue;
      const at = places[Math.floor(cell / news.length)]! * N + places[cell % news.length]!;
      sums[at] = sums[at]! + values[cell]!;
      counts[at] = counts[at]! + 1;
    }
  }
  return { ids, matrix: sums.map((sum, at) => sum / counts[at]!) };
}
