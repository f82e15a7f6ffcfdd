import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ProjectionSettings } from '../../src/core/news/bridgeProjection.ts';
import { efficiencyData } from '../../src/core/news/efficiency.ts';
import { MAX_NEWS_BYTES } from '../../src/core/news/limits.ts';
import { statesOutline } from '../../src/core/news/statesFile.ts';
import { AnalysisService } from '../../src/worker/service.ts';
import type { Outcome, RecordingSource } from '../../src/worker/protocol.ts';
import { planted } from '../core/news/helpers/newsFixtures.ts';
import { serveRecording } from '../helpers/recordingServer.ts';

const json = readFileSync(new URL('../../fixtures/news-synthetic/planted.json', import.meta.url));
const ignore = () => undefined;
const service = new AnalysisService();
const local = (bytes: Uint8Array, name: string): RecordingSource => ({ kind: 'file', file: new Blob([new Uint8Array(bytes)]), name });

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.failure.code}: ${outcome.failure.message}`);
  return outcome.value;
}

function failureOf(outcome: Outcome<unknown>) {
  if (outcome.ok) throw new Error('the job succeeded');
  return outcome.failure;
}

describe('the job newsResults', () => {
  it('reads a local file', async () => {
    expect(valueOf(await service.run(1, 'newsResults', { source: local(json, 'planted.json') }, 'panel', ignore))).toEqual(planted());
  });

  it.each(['ranges', 'whole'] as const)('reads an address of a server that sends %s', async (way) => {
    const server = await serveRecording(json);
    try {
      const source = { kind: 'url', url: server.url(way), name: 'planted.json', expectedBytes: json.length } as const;
      expect(valueOf(await service.run(2, 'newsResults', { source }, 'panel', ignore))).toEqual(planted());
    } finally {
      await server.close();
    }
  });

  it('names file and field of what it cannot read', async () => {
    const broken = new TextEncoder().encode(json.toString().replace('"id": "planted"', '"id": ""'));
    expect(failureOf(await service.run(3, 'newsResults', { source: local(broken, 'mine.json') }, 'panel', ignore))).toMatchObject({ code: 'invalid', file: 'mine.json', field: 'id' });
    expect(failureOf(await service.run(4, 'newsResults', { source: local(new Uint8Array(MAX_NEWS_BYTES + 1), 'big.json') }, 'panel', ignore))).toMatchObject({ code: 'too-large', file: 'big.json' });
  });
});

describe('the job newsStatistics', () => {
  it('gives intervals and tests, and says how far it is', async () => {
    const progress: unknown[] = [];
    const input = { columns: [Float64Array.of(1, 2, 3)], contrasts: [Float64Array.of(1, 1, 1)] };
    const { columns, contrasts } = valueOf(await service.run(5, 'newsStatistics', input, 'panel', (step) => progress.push(step)));
    expect(columns).toMatchObject([{ count: 3, mean: 2 }]);
    expect(contrasts).toEqual([{ count: 3, mean: 1, low: 1, high: 1, p: 0.25, holm: 0.25 }]);
    expect(progress.at(-1)).toEqual({ what: 'analysing', done: 2, total: 2 });
  });
});

const states = readFileSync(new URL('../../fixtures/news-synthetic/planted.safetensors', import.meta.url));
const results = planted();
const outline = statesOutline(results);
const source = local(states, 'planted.safetensors');
const projection: ProjectionSettings = { protocol: 'naive', layer: 2, points: 'news', basis: 'joint', from: 'states', centre: 'frame', states: 'coordinates', components: 3 };

describe('the jobs newsBridge and newsProjection', () => {
  it('read the states beside the results, which a worker can do without what it kept', async () => {
    for (const one of [service, new AnalysisService()]) {
      const bridge = valueOf(await one.run(10, 'newsBridge', { source, outline, protocol: 'naive' }, 'panel', ignore));
      expect(bridge.checkpoints.at(-1)!.tested!.matchedMean.mean).toBeCloseTo(0.5, 3);
      const picture = valueOf(await one.run(11, 'newsProjection', { source, outline, news: results.news, projection }, 'panel', ignore));
      expect([picture.points.length, picture.steps]).toEqual([6, [0, 1, 2, 4]]);
    }
  });

  it('read the file once, and answer more than once', async () => {
    const server = await serveRecording(states);
    try {
      const url = { kind: 'url', url: server.url('ranges'), name: 'planted.safetensors', expectedBytes: null } as const;
      const first = valueOf(await service.run(12, 'newsBridge', { source: url, outline, protocol: 'naive' }, 'panel', ignore));
      const asked = server.requests().length;
      expect(valueOf(await service.run(13, 'newsBridge', { source: url, outline, protocol: 'naive' }, 'panel', ignore))).toEqual(first);
      expect(server.requests().length).toBe(asked);
    } finally {
      await server.close();
    }
  });

  it('refuse states that are not those of the results', async () => {
    const other = states.slice();
    other[other.length - 1]! ^= 1;
    const failure = failureOf(await service.run(14, 'newsBridge', { source: local(other, 'mine.safetensors'), outline, protocol: 'naive' }, 'panel', ignore));
    expect(failure).toMatchObject({ file: 'mine.safetensors', field: 'states.sha256' });
    expect(failure.message).toContain('do not belong together');
    const cut = failureOf(await service.run(15, 'newsProjection', { source: local(states.subarray(0, 5000), 'mine.safetensors'), outline, news: results.news, projection }, 'panel', ignore));
    expect(cut).toMatchObject({ code: 'truncated', file: 'mine.safetensors' });
  });

  it('say what was asked that the file does not hold', async () => {
    const failure = failureOf(await service.run(16, 'newsProjection', { source, outline, news: results.news, projection: { ...projection, layer: 9 } }, 'panel', ignore));
    expect(failure.code).toBe('invalid');
    expect(failure.message).toContain('layer 9');
  });
});

describe('the job newsEfficiency', () => {
  it('gives every model its own answer and says why there is no trend', async () => {
    const data = efficiencyData(results, 'naive', 'tokens');
    if ('refused' in data) throw new Error(data.refused);
    const { models, trend } = valueOf(await service.run(20, 'newsEfficiency', { models: [data], share: 0.5 }, 'panel', ignore));
    expect(models[0]).toMatchObject({ share: 0.5, reaching: 1 });
    expect(trend).toHaveProperty('refused');
  });
});

describe('the job newsDerived', () => {
  it('derives everything, of the states only where they are given', async () => {
    const sections = async (beside: RecordingSource | null) => new Set(valueOf(await service.run(30, 'newsDerived', { results, states: beside }, 'panel', ignore)).map(({ section }) => section));
    expect(await sections(source)).toEqual(new Set(['condition', 'contrast', 'bridge', 'efficiency']));
    expect(await sections(null)).toEqual(new Set(['condition', 'contrast', 'efficiency']));
  });
});
