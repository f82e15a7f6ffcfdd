/** What the page says of class means whose windows nobody knows: no tokens, no window sizes, no null that needs them. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyseLayer } from '../../../src/core/analysis/analyseLayer.ts';
import { layerNulls } from '../../../src/core/nulls/layerNulls.ts';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { memoryByteSource } from '../../../src/core/recording/byteSource.ts';
import { openRecording } from '../../../src/core/recording/readRecording.ts';
import { accuracyAbsence, accuracySeries } from '../../../src/state/figures/accuracy.ts';
import type { PanelResult } from '../../../src/state/panels/analysisStore.ts';
import { cursorMeasures } from '../../../src/state/figures/cursorMeasures.ts';
import { defaultLayer, tokenCountsKnown } from '../../../src/state/recordings/contexts.ts';
import { evidencePlan } from '../../../src/state/evidence/evidenceScheduler.ts';
import { createEvidenceStore } from '../../../src/state/evidence/evidenceStore.ts';
import { findingOf, focusFinding } from '../../../src/state/figures/finding.ts';
import { framePosition } from '../../../src/state/figures/projection.ts';
import { accuracyScaling } from '../../../src/state/evidence/scalingStudy.ts';
import { resultProvenance } from '../../../src/state/figures/measureTable.ts';
import { createViewStore } from '../../../src/state/view/viewStore.ts';
import { defaultView } from '../../../src/state/view/viewFields.ts';
import { plainPanel } from '../../../src/state/view/panelSpec.ts';
import { layerName, shortLayerName } from '../../../src/views/ui/names.ts';
import { provenanceRows } from '../../../src/views/evidence/Provenance.tsx';
import { describeNode } from '../../../src/views/picture/describeNode.ts';
import { idleSlot } from '../../../src/state/panels/slots.ts';
import { createEvidenceTools } from '../../../src/state/evidence/piece.ts';
import { createFakeClient } from '../../helpers/fakeClient.ts';
import { ResultCache } from '../../../src/state/panels/resultCache.ts';

const bytes = readFileSync(new URL('../../../fixtures/synthetic/ring6-class-means.safetensors', import.meta.url));
const { info, readLayer } = await openRecording(memoryByteSource('means', bytes));
const { metadata } = info;
const input = { residual: await readLayer(8), counts: info.counts, segments: metadata.segments, windows: metadata.windows, nodes: 6, hiddenSize: 8, graphs: metadata.graphs };
const settings = { layer: 8, window: { kind: 'last', tokens: 200 }, weighting: 'tokens', basis: { kind: 'joint' }, components: 4, axes: [0, 1] } as const;
const result: PanelResult = { recordingId: metadata.id, info, analysis: runToEnd(analyseLayer(input, settings)) };
const at = (context: number) => cursorMeasures(result, framePosition(result.analysis, context), [0, 1]);

function withoutAccuracy(): typeof info {
  const copy: { -readonly [K in keyof typeof info]: (typeof info)[K] } = { ...info };
  delete copy.contextAccuracy;
  return copy;
}

describe('accuracy that the file gives for every context', () => {
  it('is a point at each of them, with the spread of its rows', () => {
    const series = accuracySeries(info);
    expect(series.mean.map(({ context, value }) => [context, value])).toEqual([[100, NaN], [200, 0.375], [400, 0.875]]);
    expect(series.band[2]).toEqual({ context: 400, low: 0.75, high: 1 });
    expect(series.masked).toBe(false);
  });

  it('stands at the cursor, and where there is none that is said', () => {
    expect([at(400).accuracy, at(400).accuracyPositions]).toEqual([0.875, 2]);
    expect(at(100).accuracy).toBeNaN();
    expect(accuracyAbsence(info)).toBe('The file gives no accuracy for this context.');
    const without = withoutAccuracy();
    expect(accuracyAbsence(without)).toBe('This recording holds no accuracy.');
  });

  it('serves the scaling study', () => {
    expect(accuracyScaling('x', info)).toMatchObject({ contexts: [100, 200, 400] });
    const without = withoutAccuracy();
    expect(accuracyScaling('x', without)).toBeNull();
  });
});

describe('tokens and windows that nobody knows', () => {
  it('are not counted: a word is present or missing', () => {
    expect(tokenCountsKnown(info)).toBe(false);
    expect(tokenCountsKnown({ ...info, counts: info.counts.map((count) => count * 7) })).toBe(true);
    expect(describeNode(result, 0, 0)).not.toContain('token');
    expect(describeNode(result, 5, 0)).toContain('missing');
    expect(at(100).missing).toEqual([5]);
  });

  it('are not named: the window is fixed by the file in every export and row', () => {
    expect(resultProvenance(result, [0, 1])).toContainEqual(['window', 'fixed by the file']);
    expect(resultProvenance(result, [0, 1]).find(([name]) => name === 'sampler')).toEqual(['sampler', 'not stated']);
    const rows = Object.fromEntries(provenanceRows(metadata).map(({ name, value }) => [name, value]));
    expect(rows).toMatchObject({ Window: 'fixed by the file', Size: 'hidden size 8', Written: '2026-11-23', Sampler: 'not stated; 2 sequences of at least 400 tokens', Hook: 'not stated' });
    expect(rows).not.toHaveProperty('Prefix');
  });

  it('layers are numbers where nobody knows how many blocks there are', () => {
    expect([layerName(0, 0), shortLayerName(0, 0), layerName(8, 0)]).toEqual(['layer 0', 'layer 0', 'layer 8']);
    expect(defaultLayer({ layers: [4, 8], model: { layers: 0 } })).toBe(8);
  });
});

describe('evidence', () => {
  const tools = createEvidenceTools({ client: createFakeClient(), library: { open: () => Promise.reject(new Error('not run here')) }, results: new ResultCache() });
  const view = createViewStore({ ...defaultView, panels: [plainPanel(metadata.id)], tab: 'nulls' }).getState();
  const evidence = createEvidenceStore().getState();
  const planOf = (shown: PanelResult) => evidencePlan({
    tools, view, evidence,
    slot: { ...idleSlot, status: 'ready', key: 'k', value: shown },
    recordings: { catalog: { status: 'loading' }, catalogUrl: null, recordings: {} },
  });
  const plan = planOf(result);

  it('that needs tokens or windows is absent with its reason, the rest is drawn', () => {
    expect(plan.nulls).toMatchObject({ kind: 'run' });
    expect(plan.averagingBand).toMatchObject({ kind: 'absent', note: expect.stringContaining('fixed by the file') as string });
    expect(plan.baselines).toMatchObject({ kind: 'absent', note: expect.stringContaining('no sequences') as string });
    expect(plan.embedding).toMatchObject({ kind: 'absent', note: expect.stringContaining('which of its layers') as string });
  });

  it('has nothing to say of an embedding layer where the file holds a single layer', () => {
    const { embedding } = planOf({ ...result, info: { ...info, metadata: { ...metadata, layers: [8] } } });
    expect(embedding).toEqual({ kind: 'absent', note: null });
    const slot = { ...idleSlot, status: 'absent', note: null } as const;
    const said = focusFinding(result, framePosition(result.analysis, 400), [0, 1], { nulls: idleSlot, averagingBand: idleSlot, assignments: slot, baselines: slot, embedding: slot, shuffled: slot });
    expect([said.line, ...said.terms, ...said.doubts].join(' ')).not.toMatch(/embedding|null/);
  });

  it('is complete without the averaging null, and the finding speaks of no window size', () => {
    const nulls = runToEnd(layerNulls(input, { ...settings, basis: { kind: 'raw' } }, { permutations: 199, seed: 1 }));
    const finding = findingOf({ metadata, measures: at(400), axes: [0, 1], ownBasis: false, nulls, bands: null, assignments: [], behaviour: null, embedding: null, shuffled: null, absent: [] });
    expect(finding.complete).toBe(true);
    expect(finding.line).toMatch(/^At 400 tokens/);
    expect(finding.doubts.join(' ')).toContain('does not say which tokens its windows hold');
    expect([finding.line, ...finding.terms, ...finding.doubts].join(' ')).not.toMatch(/last \d+|not been drawn yet/);
  });
});
