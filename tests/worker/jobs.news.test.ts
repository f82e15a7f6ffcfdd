import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MAX_NEWS_BYTES } from '../../src/core/news/limits.ts';
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
