/** Real controls and mixing nulls of the synthetic recording, by the core itself. */
import { analyseLayer } from '../../src/core/analysis/analyseLayer.ts';
import type { LayerControls } from '../../src/core/analysis/controlsTypes.ts';
import { layerControls } from '../../src/core/analysis/layerControls.ts';
import type { AnalysisSettings, LayerAnalysis } from '../../src/core/analysis/types.ts';
import { runToEnd } from '../../src/core/linalg/runToEnd.ts';
import { neighbourMixing } from '../../src/core/nulls/neighbourMixing.ts';
import { memoryByteSource } from '../../src/core/recording/byteSource.ts';
import { openRecording } from '../../src/core/recording/readRecording.ts';
import type { RecordingInfo } from '../../src/core/recording/types.ts';
import { syntheticRecording, type SyntheticOptions } from './syntheticRecording.ts';

export async function syntheticControls(options: SyntheticOptions, settings: AnalysisSettings, permutations = 199): Promise<LayerControls> {
  const { info, readLayer } = await openRecording(memoryByteSource('synthetic', syntheticRecording(options)));
  const { nodes, segments, graphs, model } = info.metadata;
  const input = { residual: await readLayer(settings.layer), counts: info.counts, segments, nodes: nodes.length, hiddenSize: model.hiddenSize, graphs };
  return runToEnd(layerControls(input, settings, { permutations, seed: 1 }));
}

export function syntheticMixing({ tokens, metadata }: RecordingInfo, settings: AnalysisSettings): LayerAnalysis {
  const { segments, nodes, graphs, model, task } = metadata;
  const mixed = neighbourMixing({ tokens, segments, length: task.length, nodes: nodes.length, hiddenSize: model.hiddenSize, seed: 1 });
  return runToEnd(analyseLayer({ ...mixed, segments, graphs }, settings));
}
