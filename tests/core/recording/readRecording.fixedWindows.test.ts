import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { recordedAccuracy } from '../../../src/core/analysis/accuracyCurve.ts';
import { analyseLayer } from '../../../src/core/analysis/analyseLayer.ts';
import type { AnalysisSettings, WindowSpec } from '../../../src/core/analysis/settings.ts';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { memoryByteSource } from '../../../src/core/recording/byteSource.ts';
import { openRecording } from '../../../src/core/recording/readRecording.ts';
import { recordedFrames } from '../../../src/core/recording/windowMeans.ts';
import { failureOf } from '../helpers/failureOf.ts';
import { float32, int32, tinyFile, tinyMetadata, tinyTensors, type Json, type TensorSpec } from '../helpers/tinyRecording.ts';

const fixture = readFileSync(new URL('../../../fixtures/synthetic/ring6-class-means.safetensors', import.meta.url));
const open = (bytes: Uint8Array) => openRecording(memoryByteSource('means.safetensors', bytes));

/** The tiny recording as class means: no tokens, no accuracy, sampler and sizes not stated. */
function fixedMetadata(): Json {
  const metadata = structuredClone(tinyMetadata());
  Object.assign(metadata['task'] as Json, { sampler: 'not-stated', sequences: 0, seeds: [] });
  Object.assign(metadata['model'] as Json, { layers: 0 });
  return { ...metadata, windows: 'fixed' };
}

function fixedTensors(more: Record<string, TensorSpec> = {}): Record<string, TensorSpec> {
  const means = Object.entries(tinyTensors()).filter(([name]) => name !== 'tokens' && name !== 'accuracy');
  return { ...Object.fromEntries(means), ...more };
}

describe('a recording whose windows are fixed', () => {
  it('opens without tokens and accuracy, and says so by leaving them empty', async () => {
    const { info } = await open(tinyFile(fixedMetadata(), fixedTensors()));
    expect(info.metadata.windows).toBe('fixed');
    expect([info.tokens.length, info.accuracy.length, info.contextAccuracy]).toEqual([0, 0, undefined]);
    expect(info.metadata.model.layers).toBe(0);
  });

  it('keeps what the recorder wrote: means, presence and the accuracy of every context', async () => {
    const { info, readLayer } = await open(fixture);
    expect(info.metadata.segments).toEqual([0, 100, 200, 400]);
    expect([...info.counts]).toEqual([1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1]);
    expect([...info.contextAccuracy!]).toEqual([NaN, 0.25, 0.75, NaN, 0.5, 1]);
    expect([...recordedAccuracy(info).mean]).toEqual([NaN, 0.375, 0.875]);
    expect([...recordedAccuracy(info).positions]).toEqual([0, 2, 2]);
    expect(await readLayer(8)).toHaveLength(3 * 6 * 8);
  });

  it('shows every context as its own segment, whatever window and weighting are asked for', async () => {
    const { info, readLayer } = await open(fixture);
    const { segments, windows, nodes, graphs, model } = info.metadata;
    const input = { residual: await readLayer(8), counts: info.counts, segments, windows, nodes: nodes.length, hiddenSize: model.hiddenSize, graphs };
    const scores = (window: WindowSpec, weighting: AnalysisSettings['weighting']) => {
      const settings: AnalysisSettings = { layer: 8, window, weighting, basis: { kind: 'joint' }, components: 3, axes: [0, 1] };
      const analysis = runToEnd(analyseLayer(input, settings));
      return { frames: analysis.frames, scores: [...analysis.scores], tokens: [...analysis.tokenCounts], energy: [...analysis.energy] };
    };
    const all = scores({ kind: 'all' }, 'tokens');
    expect(all).toEqual(scores({ kind: 'last', tokens: 1 }, 'segments'));
    expect(all).toEqual(scores({ kind: 'half' }, 'tokens'));
    expect(all.frames.map(({ context, firstSegment, endSegment }) => [context, firstSegment, endSegment])).toEqual([[100, 0, 1], [200, 1, 2], [400, 2, 3]]);
    expect(all.tokens).toEqual([...info.counts]);
  });

  it('has frames that begin where they end, for how far back they reach is not known', () => {
    expect(recordedFrames([0, 100, 400], { kind: 'all' }, 'fixed').map(({ start, context }) => [start, context])).toEqual([[100, 100], [400, 400]]);
    expect(recordedFrames([0, 100, 400], { kind: 'all' })[1]).toMatchObject({ start: 0, firstSegment: 0 });
  });

  it('may hold tokens whose windows nobody knows: counts are not held against them', async () => {
    const metadata = { ...tinyMetadata(), windows: 'fixed' };
    const counts = { dtype: 'I32', shape: [2, 4], bytes: int32([1, 1, 1, 1, 1, 1, 1, 1]) };
    const { info } = await open(tinyFile(metadata, { ...tinyTensors(), counts }));
    expect(info.tokens).toHaveLength(20);
  });
});

describe('what a fixed window does not excuse', () => {
  const row = (values: readonly number[], rows = 1): TensorSpec => ({ dtype: 'F32', shape: [rows, values.length / rows], bytes: float32(values) });

  it.each([
    ['a negative count', fixedTensors({ counts: { dtype: 'I32', shape: [2, 4], bytes: int32([1, 1, -1, 1, 1, 1, 1, 1]) } }), 'counts', 'counts[0, 2] is -1'],
    ['an accuracy beyond 1', fixedTensors({ context_accuracy: row([0.5, 1.5]) }), 'context_accuracy', 'context_accuracy[0, 1] is 1.5'],
    ['more rows of accuracy than sequences', fixedTensors({ context_accuracy: row([0.5, 0.5, 0.5, 0.5], 2) }), 'context_accuracy', '2 rows'],
    ['no row of accuracy', fixedTensors({ context_accuracy: { dtype: 'F32', shape: [0, 2], bytes: new Uint8Array() } }), 'context_accuracy', '0 rows'],
    ['accuracy of another number of contexts', fixedTensors({ context_accuracy: row([0.5, 0.5, 0.5]) }), 'context_accuracy', '[1,3]'],
  ])('%s is refused by name', async (_, tensors, field, told) => {
    const failure = await failureOf(tinyFile(fixedMetadata(), tensors));
    expect(failure.field).toBe(field);
    expect(failure.message).toContain(told);
  });

  it.each([
    ['task.sequences', { task: { sequences: 0 } }],
    ['task.sampler', { task: { sampler: 'not-stated' } }],
    ['model.layers', { model: { layers: 0 } }],
  ])('%s is stated where windows are made of segments', async (field, change) => {
    const metadata = structuredClone(tinyMetadata());
    for (const [key, value] of Object.entries(change)) Object.assign(metadata[key] as Json, value);
    const failure = await failureOf(tinyFile(metadata));
    expect(failure).toMatchObject({ code: 'invalid', field });
  });

  it('segments are not read without their tokens', async () => {
    const failure = await failureOf(tinyFile(tinyMetadata(), fixedTensors()));
    expect(failure).toMatchObject({ field: 'tokens', message: 'Tensor tokens is missing.' });
  });
});
