/** The sample recordings as the explorer's own code analyses them, for the commands that print what they say. */
import { openAsBlob, readFileSync } from 'node:fs';
import path from 'node:path';
import type { LayerInput } from '../src/core/analysis/analyseLayer.ts';
import type { AnalysisSettings } from '../src/core/analysis/settings.ts';
import { kernelFrames } from '../src/core/kernel/kernelFrames.ts';
import { runToEnd } from '../src/core/linalg/steps.ts';
import { averagingBands } from '../src/core/nulls/averagingBand.ts';
import { embeddingVectors } from '../src/core/nulls/averagingNull.ts';
import { layerNulls } from '../src/core/nulls/layerNulls.ts';
import type { AveragingBands, LayerNulls } from '../src/core/nulls/types.ts';
import { openRecording, type OpenRecording } from '../src/core/recording/readRecording.ts';
import { AVERAGING_DRAWS } from '../src/state/evidence/averaging.ts';
import { readCatalog } from '../src/state/recordings/readCatalog.ts';
import { blobByteSource } from '../src/worker/io/blobs.ts';

export const SEED = 1;
export const PERMUTATIONS = 999;
export const fixtures = path.resolve(import.meta.dirname, '..', 'fixtures');

const reading = readCatalog(JSON.parse(readFileSync(path.join(fixtures, 'catalog.json'), 'utf8')), 'fixtures/catalog.json');
if (!reading.ok) throw new Error(`${reading.failure.message} ${reading.failure.remedy}`);
export const entries = reading.catalog.entries;

export async function openSample(file: string): Promise<OpenRecording> {
  return openRecording(blobByteSource(await openAsBlob(path.join(fixtures, file)), file));
}

/** The page's own defaults, in the own PCA of each frame. */
export function settingsOf(layer: number): AnalysisSettings {
  return { layer, window: { kind: 'last', tokens: 200 }, weighting: 'tokens', basis: { kind: 'raw' }, components: 6, axes: [0, 1] };
}

export async function inputOf(recording: OpenRecording, layer: number): Promise<LayerInput<Float32Array>> {
  const { metadata, counts } = recording.info;
  return { residual: await recording.readLayer(layer), counts, nodes: metadata.nodes.length, hiddenSize: metadata.model.hiddenSize, segments: metadata.segments, graphs: metadata.graphs };
}

export const contextGraphOf = ({ info }: OpenRecording): number => info.metadata.graphs.findIndex(({ role }) => role === 'context');

/** Every context against relabelling. */
export async function sampleNulls(recording: OpenRecording, layer: number): Promise<LayerNulls> {
  return runToEnd(layerNulls(await inputOf(recording, layer), settingsOf(layer), { permutations: PERMUTATIONS, seed: SEED }, kernelFrames));
}

/** Every context against the averaging nulls. */
export async function sampleBands(recording: OpenRecording, layer: number): Promise<AveragingBands> {
  const { tokens, metadata } = recording.info;
  const input = await inputOf(recording, layer);
  const embedding = layer !== 0 && metadata.layers.includes(0) ? embeddingVectors(await inputOf(recording, 0)) : null;
  const walk = { ...input, tokens, length: metadata.task.length, embedding };
  return runToEnd(averagingBands(walk, contextGraphOf(recording), settingsOf(layer), { draws: AVERAGING_DRAWS, seed: SEED }, kernelFrames));
}
