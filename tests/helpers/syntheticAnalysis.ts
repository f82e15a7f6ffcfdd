/** Real recordings and analyses for state tests: the synthetic file, opened and analysed by the core itself. */
import { analyseLayer } from '../../src/core/analysis/analyseLayer.ts';
import type { AnalysisSettings, LayerAnalysis } from '../../src/core/analysis/settings.ts';
import { memoryByteSource } from '../../src/core/recording/byteSource.ts';
import { openRecording } from '../../src/core/recording/readRecording.ts';
import type { RecordingInfo } from '../../src/core/recording/types.ts';
import type { PanelResult } from '../../src/state/panels/analysisStore.ts';
import { syntheticRecording, type SyntheticOptions } from './syntheticRecording.ts';

export async function syntheticInfo(options: SyntheticOptions = {}): Promise<RecordingInfo> {
  return (await openRecording(memoryByteSource('synthetic', syntheticRecording(options)))).info;
}

export async function syntheticResult(options: SyntheticOptions = {}, settings: Partial<AnalysisSettings> = {}): Promise<PanelResult> {
  const { info, readLayer } = await openRecording(memoryByteSource('synthetic', syntheticRecording(options)));
  const { nodes, segments, graphs, model, layers } = info.metadata;
  const layer = layers.at(-1)!;
  const input = { residual: await readLayer(layer), counts: info.counts, segments, nodes: nodes.length, hiddenSize: model.hiddenSize, graphs };
  const running = analyseLayer(input, {
    layer,
    window: { kind: 'last', tokens: 20 },
    weighting: 'tokens',
    basis: { kind: 'joint' },
    components: 4,
    axes: [0, 1],
    ...settings,
  });
  let next = running.next();
  while (!next.done) next = running.next();
  const analysis: LayerAnalysis = next.value;
  return { recordingId: info.metadata.id, info, analysis };
}
