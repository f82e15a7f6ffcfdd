/** Real nulls and averaging bands of the synthetic recording, by the core itself. */
import type { LayerNulls, AveragingBand } from '../../src/core/nulls/types.ts';
import { layerNulls } from '../../src/core/nulls/layerNulls.ts';
import { averagingBand, averagingDraws } from '../../src/core/nulls/averagingBand.ts';
import type { AnalysisSettings } from '../../src/core/analysis/settings.ts';
import { runToEnd } from '../../src/core/linalg/steps.ts';
import { memoryByteSource } from '../../src/core/recording/byteSource.ts';
import { openRecording } from '../../src/core/recording/readRecording.ts';
import type { PanelResult } from '../../src/state/panels/analysisStore.ts';
import { syntheticRecording, type SyntheticOptions } from './syntheticRecording.ts';

export async function syntheticControls(options: SyntheticOptions, settings: AnalysisSettings, permutations = 199): Promise<LayerNulls> {
  const { info, readLayer } = await openRecording(memoryByteSource('synthetic', syntheticRecording(options)));
  const { nodes, segments, graphs, model } = info.metadata;
  const input = { residual: await readLayer(settings.layer), counts: info.counts, segments, nodes: nodes.length, hiddenSize: model.hiddenSize, graphs };
  return runToEnd(layerNulls(input, settings, { permutations, seed: 1 }));
}

export function syntheticBand({ info, analysis }: PanelResult, draws = 39): AveragingBand {
  const { segments, nodes, graphs, model, task } = info.metadata;
  const walks = { tokens: info.tokens, segments, length: task.length, nodes: nodes.length, hiddenSize: model.hiddenSize, graphs };
  return averagingBand(analysis, runToEnd(averagingDraws(walks, analysis.settings, { draws, seed: 1 })));
}
