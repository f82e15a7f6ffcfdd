import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AnalysisService } from '../../src/worker/service.ts';
import type { RecordingSource } from '../../src/worker/protocol.ts';
import { serveRecording } from '../helpers/recordingServer.ts';

const ring8 = readFileSync(new URL('../../fixtures/synthetic/ring8-tiny.safetensors', import.meta.url));
const expected = createHash('sha256').update(ring8).digest('hex');
const ignore = () => undefined;

async function hashOf(source: RecordingSource): Promise<unknown> {
  const service = new AnalysisService();
  const opened = await service.open(1, source, ignore);
  if (!opened.ok) throw new Error(opened.failure.message);
  return service.run(2, 'hash', { handle: opened.value.handle }, 'panel', ignore);
}

describe('the hash of a recording', () => {
  it('is that of the bytes of a local file', async () => {
    const file = new Blob([new Uint8Array(ring8)]);
    expect(await hashOf({ kind: 'file', file, name: 'ring8' })).toEqual({ ok: true, value: expected });
  });

  it('is the same from an address read by ranges', async () => {
    const server = await serveRecording(ring8);
    try {
      const source = { kind: 'url', url: server.url('ranges'), name: 'ring8', expectedBytes: null } as const;
      expect(await hashOf(source)).toEqual({ ok: true, value: expected });
    } finally {
      await server.close();
    }
  });

  it('reads the bytes once, however often it is asked for', async () => {
    const slices: number[] = [];
    const file = new Blob([new Uint8Array(ring8)]);
    const counted = Object.assign(file, {
      slice: (start: number, end: number) => {
        slices.push(end - start);
        return Blob.prototype.slice.call(file, start, end);
      },
    });
    const service = new AnalysisService();
    const opened = await service.open(1, { kind: 'file', file: counted, name: 'ring8' }, ignore);
    const handle = opened.ok ? opened.value.handle : '';
    await service.run(2, 'hash', { handle }, 'panel', ignore);
    const after = slices.length;
    expect(await service.run(3, 'hash', { handle }, 'panel', ignore)).toEqual({ ok: true, value: expected });
    expect(slices.length).toBe(after);
  });

  it('says what went wrong when nothing is open under the handle', async () => {
    expect(await new AnalysisService().run(1, 'hash', { handle: 'none' }, 'panel', ignore)).toMatchObject({ ok: false, failure: { code: 'internal' } });
  });
});
