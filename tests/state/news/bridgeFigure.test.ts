import { describe, expect, it } from 'vitest';
import { protocolBridge, readBridgeCosines } from '../../../src/core/news/bridge.ts';
import { bridgeProjection, readProjectionStates, type ProjectionSettings } from '../../../src/core/news/bridgeProjection.ts';
import { newsStatistics } from '../../../src/core/news/statistics.ts';
import { openStatesFile, statesOutline } from '../../../src/core/news/statesFile.ts';
import { bridgeFinding } from '../../../src/state/news/bridgeFinding.ts';
import { bridgeLayer, bridgePanel, bridgeProtocol, plannedBridges, targetsOn } from '../../../src/state/news/bridgeFigure.ts';
import { sequenceExtent } from '../../../src/state/figures/projection.ts';
import type { AnalysisClient } from '../../../src/worker/pool/client.ts';
import { planted, statesSource } from '../../core/news/helpers/newsFixtures.ts';

const results = planted();
const outline = statesOutline(results);
const settings: ProjectionSettings = { protocol: 'naive', layer: 3, points: 'news', basis: 'joint', from: 'origin', centre: 'frame', states: 'coordinates', components: 4 };

function finished<T>(steps: Generator<unknown, T>): T {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

const opened = () => openStatesFile(statesSource('news-synthetic/planted.json'), outline);

async function projected(change: Partial<ProjectionSettings> = {}) {
  return finished(bridgeProjection(await readProjectionStates(await opened(), { ...settings, ...change }), results.news));
}

/** Answers the jobs of the bridge as a worker does. */
const client = {
  run: async (kind: string, input: { readonly protocol: string; readonly contrasts: readonly Float64Array[] }) => {
    if (kind === 'newsStatistics') return finished(newsStatistics({ columns: [], contrasts: input.contrasts }));
    const file = await opened();
    return finished(protocolBridge(input.protocol, outline.states.bridgeLayers, await readBridgeCosines(file, input.protocol)));
  },
} as unknown as Pick<AnalysisClient, 'run'>;

const tools = { signal: new AbortController().signal, report: () => undefined };
const question = { source: { kind: 'file', file: new Blob([]), name: 'planted.safetensors' } as const, outline };

describe('the bridge as a panel', () => {
  it('has a frame a checkpoint and a point a news, named by what the news is about', async () => {
    const { result, points } = bridgePanel(results, await projected());
    expect(result.analysis.frames.map(({ context }) => context)).toEqual([0, 1, 2, 4]);
    expect(points.map(({ label }) => label)).toEqual(['alder', 'birch', 'cedar', 'downs', 'ember', 'fjord']);
    expect(result.info.metadata.graphs).toEqual([]);
  });

  it('names a question by its place among those of its news', async () => {
    const { points } = bridgePanel(results, await projected({ points: 'questions' }));
    expect(points.slice(0, 3).map(({ label }) => label)).toEqual(['alder 1', 'alder 2', 'birch 1']);
  });

  it('takes the targets into the axis range without a step that reaches them', async () => {
    const projection = await projected();
    const scaled = { ...projection, ownContext: projection.ownContext.map((value) => 100 * value) };
    const panel = bridgePanel(results, scaled);
    const largest = Math.max(...targetsOn(panel, [0, 1]).map(Math.abs));
    expect(sequenceExtent(panel.result.analysis, [0, 1])).toBeCloseTo(largest, 3);
    expect(panel.result.analysis.frames).toHaveLength(4);
  });

  it('shows training reach the planted targets at the last checkpoint, less what moves all alike', async () => {
    const panel = bridgePanel(results, await projected());
    const { scores, components: K, nodes } = panel.result.analysis;
    const targets = targetsOn(panel, [0, 1]);
    for (let i = 0; i < nodes; i++) for (const k of [0, 1]) expect(scores[(3 * nodes + i) * K + k]).toBeCloseTo(targets[i * 2 + k]!, 2);
  });
});

describe('what of the bridge is asked for', () => {
  it('is the chosen protocol and layer where they are kept, else the first and a tested one', () => {
    expect([bridgeProtocol(results, 'naive.own'), bridgeProtocol(results, 'selfqa')]).toEqual(['naive.own', 'naive']);
    expect(bridgeLayer(results, 0)).toBe(0);
    expect(results.states!.bridgeLayers).toContain(bridgeLayer(results, 99));
    expect(bridgeProtocol({ states: null }, null)).toBeNull();
  });
});

describe('the planned tests of the bridge', () => {
  it('find the planted half, and leave out what has no cosine', async () => {
    const tests = await plannedBridges(client, results, question, tools);
    expect(tests.map(({ protocol }) => protocol)).toEqual(['naive']);
    expect(tests[0]!.values!.matchedMean.mean).toBeCloseTo(0.5, 2);
    // Of two others in its block, a news meets minus one and one half with the one, and zero outside.
    expect(tests[0]!.contrast.p).toBeCloseTo(2 / 64, 12);
  });

  it('decide the sentence, which otherwise only describes', async () => {
    const file = await opened();
    const bridge = finished(protocolBridge('naive', outline.states.bridgeLayers, await readBridgeCosines(file, 'naive')));
    const tests = await plannedBridges(client, results, question, tools);
    expect(bridgeFinding(results, bridge, tests)!.headline).toMatch(/^Training on the news itself moves the answer where the news in context would: cosine 0\.50/);
    const failed = tests.map((test) => ({ ...test, contrast: { ...test.contrast, holm: 0.2 } }));
    expect(bridgeFinding(results, bridge, failed)!.headline).toMatch(/does not move/);
    expect(bridgeFinding(results, bridge, [])!.sentence).toMatch(/not among the planned tests\.$/);
  });

  it('say so where training moves all news alike', async () => {
    const file = await opened();
    const bridge = finished(protocolBridge('naive.own', outline.states.bridgeLayers, await readBridgeCosines(file, 'naive.own')));
    expect(bridgeFinding(results, bridge, null)!.headline).toMatch(/alike/);
  });
});
