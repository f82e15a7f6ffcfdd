/** Real nulls and averaging bands of the synthetic recording, by the core itself. */
import type { AveragingBands, LayerNulls } from '../../src/core/nulls/types.ts';
import { layerNulls } from '../../src/core/nulls/layerNulls.ts';
import { averagingBands } from '../../src/core/nulls/averagingBand.ts';
import type { AnalysisSettings } from '../../src/core/analysis/settings.ts';
import { runToEnd } from '../../src/core/linalg/steps.ts';
import { memoryByteSource } from '../../src/core/recording/byteSource.ts';
import { openRecording } from '../../src/core/recording/readRecording.ts';
import { syntheticRecording, type SyntheticOptions } from './syntheticRecording.ts';

export async function syntheticControls(options: SyntheticOptions, settings: AnalysisSettings, permutations = 199): Promise<LayerNulls> {
  const { info, readLayer } = await openRecording(memoryByteSource('synthetic', syntheticRecording(options)));
  const { nodes, segments, graphs, model } = info.metadata;
  const input = { residual: await readLayer(settings.layer), counts: info.counts, segments, nodes: nodes.length, hiddenSize: model.hiddenSize, graphs };
  return runToEnd(layerNulls(input, settings, { permutations, seed: 1 }));
}

/** With random word vectors alone: the synthetic embedding layer is left out. */
export async function syntheticBands(options: SyntheticOptions, settings: AnalysisSettings, draws = 39): Promise<AveragingBands> {
  const { info, readLayer } = await openRecording(memoryByteSource('synthetic', syntheticRecording(options)));
  const { nodes, segments, graphs, model, task } = info.metadata;
  const input = { residual: await readLayer(settings.layer), counts: info.counts, segments, nodes: nodes.length, hiddenSize: model.hiddenSize, graphs };
  return runToEnd(averagingBands({ ...input, tokens: info.tokens, length: task.length, embedding: null }, 0, settings, { draws, seed: 1 }));
}
