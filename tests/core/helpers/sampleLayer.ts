import { readFileSync } from 'node:fs';
import type { LayerInput } from '../../../src/core/analysis/analyseLayer.ts';
import { memoryByteSource } from '../../../src/core/recording/byteSource.ts';
import { openRecording } from '../../../src/core/recording/readRecording.ts';
import type { RecordingInfo } from '../../../src/core/recording/types.ts';

/** The bytes of a sample recording by its id. */
export function sampleBytes(id: string): Uint8Array {
  return readFileSync(new URL(`../../../fixtures/recordings/${id}.safetensors`, import.meta.url));
}

/** One layer of a sample, ready for analyseLayer. */
export async function sampleLayer(id: string, layer: number): Promise<LayerInput<Float32Array>> {
  const recording = await openRecording(memoryByteSource(id, sampleBytes(id)));
  const { metadata, counts } = recording.info;
  return {
    residual: await recording.readLayer(layer),
    counts,
    nodes: metadata.nodes.length,
    hiddenSize: metadata.model.hiddenSize,
    segments: metadata.segments,
    graphs: metadata.graphs,
  };
}

/** Everything of a sample but its activations. */
export async function sampleInfo(id: string): Promise<RecordingInfo> {
  return (await openRecording(memoryByteSource(id, sampleBytes(id)))).info;
}
