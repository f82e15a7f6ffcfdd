import { memoryByteSource } from '../../../src/core/recording/byteSource.ts';
import { openRecording } from '../../../src/core/recording/readRecording.ts';
import { sequenceCells } from '../../../src/core/recording/sequenceCells.ts';
import type { ReliabilityInput } from '../../../src/core/reliability/layerReliability.ts';
import { sampleBytes } from './sampleLayer.ts';

/** One layer of a sample with its sequences apart, ready for layerReliability. */
export async function sampleSequences(id: string, layer: number): Promise<ReliabilityInput> {
  const { info, readBySequence } = await openRecording(memoryByteSource(id, sampleBytes(id)));
  const { nodes, segments, graphs, model, task } = info.metadata;
  return {
    ...sequenceCells(info.tokens, task.length, segments, nodes.length),
    values: await readBySequence!(layer),
    sequences: task.sequences,
    nodes: nodes.length,
    hiddenSize: model.hiddenSize,
    segments,
    graphs,
  };
}
