/** A sample recording analysed and put on a stage of its own, as far as exports look at one. */
import { openAsBlob } from 'node:fs';
import path from 'node:path';
import { analyseLayer, type LayerInput } from '../../src/core/analysis/analyseLayer.ts';
import { layerLoadings, type LayerLoadings } from '../../src/core/analysis/layerLoadings.ts';
import type { AnalysisSettings, BasisSpec } from '../../src/core/analysis/settings.ts';
import { kernelFrames } from '../../src/core/kernel/kernelFrames.ts';
import { runToEnd } from '../../src/core/linalg/steps.ts';
import { openRecording, type OpenRecording } from '../../src/core/recording/readRecording.ts';
import { createAnalysisStore, type PanelResult } from '../../src/state/panels/analysisStore.ts';
import { createEvidenceStore } from '../../src/state/evidence/evidenceStore.ts';
import type { Explorer } from '../../src/state/explorer.ts';
import { createViewStore } from '../../src/state/view/viewStore.ts';
import { defaultView, type ViewState } from '../../src/state/view/viewFields.ts';
import { blobByteSource } from '../../src/worker/io/blobs.ts';
import { idleSlot } from '../../src/state/panels/slots.ts';

export const fixtures = path.resolve(import.meta.dirname, '..', '..', 'fixtures');

export interface Sample {
  readonly recording: OpenRecording;
  readonly input: LayerInput<Float32Array>;
  readonly result: PanelResult;
  readonly loadings: LayerLoadings;
}

/** @param file under fixtures */
export async function sample(file: string, layer: number, basis: BasisSpec): Promise<Sample> {
  const recording = await openRecording(blobByteSource(await openAsBlob(path.join(fixtures, file)), file));
  const { metadata, counts } = recording.info;
  const input: LayerInput<Float32Array> = { residual: await recording.readLayer(layer), counts, nodes: metadata.nodes.length, hiddenSize: metadata.model.hiddenSize, segments: metadata.segments, windows: metadata.windows, graphs: metadata.graphs };
  const settings: AnalysisSettings = { layer, window: { kind: 'last', tokens: 50 }, weighting: 'tokens', basis, components: 5, axes: [0, 1] };
  const analysis = runToEnd(analyseLayer(input, settings, kernelFrames));
  return { recording, input, result: { recordingId: metadata.id, info: recording.info, analysis }, loadings: runToEnd(layerLoadings(input, settings, kernelFrames)) };
}

/** The stores that an export reads, with these results side by side. */
export function stageOf(results: readonly PanelResult[], view: Partial<ViewState> = {}): Explorer {
  const analysis = createAnalysisStore();
  analysis.setState({ slots: results.map((value) => ({ ...idleSlot, key: '', status: 'ready', value })) });
  const panels = results.map(({ recordingId }) => ({ recordingId, layer: null, axes: [0, 1, 2] as const }));
  return { view: createViewStore({ ...defaultView, panels, ...view }), analysis, evidence: createEvidenceStore() } as unknown as Explorer;
}
