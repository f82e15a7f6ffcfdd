/**
 * `npm run samples:table`: for every sample, what the explorer's own code measures at the end of the context, at the
 * layer it opens on, over the last 200 tokens, in the frame's own PCA (the basis papers print).
 * `npm run samples:table -- --layer last|first|LAYER` for another layer.
 */
import { openAsBlob, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { accuracyCurve } from '../src/core/analysis/accuracyCurve.ts';
import { analyseLayer } from '../src/core/analysis/analyseLayer.ts';
import { frameMeasures } from '../src/core/analysis/frameMeasures.ts';
import { prepareGraph } from '../src/core/analysis/preparedGraph.ts';
import { openRecording } from '../src/core/recording/readRecording.ts';
import type { RecordingMetadata } from '../src/core/recording/types.ts';
import { readCatalog } from '../src/state/recordings/readCatalog.ts';
import { defaultLayer } from '../src/state/recordings/contexts.ts';
import { blobByteSource } from '../src/worker/io/blobs.ts';

const WINDOW = 200;
const fixtures = path.resolve(import.meta.dirname, '..', 'fixtures');
const { values } = parseArgs({ options: { layer: { type: 'string' } } });

function chosenLayer(metadata: RecordingMetadata): number {
  const { layers } = metadata;
  if (values.layer === undefined) return defaultLayer(metadata);
  if (values.layer === 'first') return layers[0]!;
  if (values.layer === 'last') return layers.at(-1)!;
  return Number(values.layer);
}

async function measureAtEnd(file: string): Promise<string[]> {
  const recording = await openRecording(blobByteSource(await openAsBlob(file), path.basename(file)));
  const { metadata, counts, accuracy } = recording.info;
  const layer = chosenLayer(metadata);
  const residual = await recording.readLayer(layer);
  const steps = analyseLayer(
    { residual, counts, nodes: metadata.nodes.length, hiddenSize: metadata.model.hiddenSize, segments: metadata.segments, graphs: metadata.graphs },
    { layer, window: { kind: 'last', tokens: WINDOW }, weighting: 'tokens', basis: { kind: 'raw' }, components: 2, axes: [0, 1] },
  );
  let step = steps.next();
  while (!step.done) step = steps.next();
  const analysis = step.value;
  const frame = analysis.frames.length - 1;
  const { start, context } = analysis.frames[frame]!;
  const graphs = metadata.graphs.map((graph) => prepareGraph(graph, metadata.nodes.length));
  const shown = frameMeasures(analysis, graphs, frame, [0, 1]);
  const own = metadata.graphs.findIndex((graph) => graph.role === 'context');
  const { mean } = accuracyCurve(accuracy, metadata.task.length, [{ start, end: context }]);
  const figure = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? '-' : value.toFixed(2));
  return [
    metadata.id, String(metadata.nodes.length), metadata.task.sampler, String(context), String(layer), figure(mean[0]),
    figure(analysis.energy[own * analysis.frames.length + frame]), figure(shown.shownEnergy[own]),
    figure(shown.shownDistanceCorrelation[own]), figure(shown.explainedInFrame[0]! + shown.explainedInFrame[1]!),
  ];
}

const catalogFile = path.join(fixtures, 'catalog.json');
const reading = readCatalog(JSON.parse(readFileSync(catalogFile, 'utf8')), 'fixtures/catalog.json');
if (!reading.ok) throw new Error(`${reading.failure.message} ${reading.failure.remedy}`);
console.log(`| sample | nodes | sampler | context | layer | accuracy, last ${WINDOW} | energy, full d | energy, own PC1-2 | Spearman, own PC1-2 | variance in own PC1-2 |`);
console.log('|---|---|---|---|---|---|---|---|---|---|');
for (const entry of reading.catalog.entries) console.log(`| ${(await measureAtEnd(path.join(fixtures, entry.file))).join(' | ')} |`);
