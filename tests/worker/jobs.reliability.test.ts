import { describe, expect, it } from 'vitest';
import { arrayBuffersOf } from '../../src/worker/transfer.ts';
import { AnalysisService } from '../../src/worker/service.ts';
import type { Outcome, Progress } from '../../src/worker/protocol.ts';
import { tinyApart, tinyFile } from '../core/helpers/tinyRecording.ts';

const settings = { layer: 2, window: { kind: 'all' }, pair: [0, 1] } as const;
const options = { draws: 99, seed: 1 };
const ignore = () => undefined;

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.failure.message);
  return outcome.value;
}

async function opened(bytes: Uint8Array) {
  const service = new AnalysisService();
  const { handle } = valueOf(await service.open(1, { kind: 'file', file: new Blob([Uint8Array.from(bytes)]), name: 'tiny' }, ignore));
  return { service, handle };
}

const apart = tinyApart();

describe('reliability of the worker', () => {
  it('has the frames and graphs of the recording, and hands its arrays over', async () => {
    const { service, handle } = await opened(tinyFile(apart.metadata, apart.tensors));
    const seen: Progress[] = [];
    const found = valueOf(await service.run(2, 'reliability', { handle, settings, options }, 'null', (progress) => seen.push(progress)));
    expect(found).toMatchObject({ settings, sequences: 2, splits: 1, graphs: 1 });
    expect(found.frames.map(({ context }) => context)).toEqual([4, 10]);
    expect(found.figures.pooled.energy.value).toHaveLength(2);
    expect(arrayBuffersOf(found).length).toBeGreaterThan(20);
    expect(seen.some(({ what }) => what === 'analysing')).toBe(true);
  });

  it('follows the graphs of the reader', async () => {
    const { service, handle } = await opened(tinyFile(apart.metadata, apart.tensors));
    const drawn = { id: 'mine', role: 'reference', title: 'Mine', directed: false, edges: [[0, 2]], layout: null } as const;
    valueOf(await service.setGraphs(2, handle, [drawn]));
    const { graphs, figures } = valueOf(await service.run(3, 'reliability', { handle, settings, options }, 'null', ignore));
    expect(graphs).toBe(2);
    expect(figures.pooled.energy.value).toHaveLength(4);
  });

  it('is refused in words for a file without sequences apart, and for another layer', async () => {
    const plain = await opened(tinyFile());
    const without = await plain.service.run(2, 'reliability', { handle: plain.handle, settings, options }, 'null', ignore);
    expect(without).toMatchObject({ ok: false, failure: { message: expect.stringContaining('--by-sequence') as string } });
    const { service, handle } = await opened(tinyFile(apart.metadata, apart.tensors));
    const other = await service.run(2, 'reliability', { handle, settings: { ...settings, layer: 0 }, options }, 'null', ignore);
    expect(other).toMatchObject({ ok: false, failure: { code: 'no-layer', field: 'residual_by_sequence.0' } });
  });

  it('stops when it is cancelled', async () => {
    const { service, handle } = await opened(tinyFile(apart.metadata, apart.tensors));
    const running = service.run(2, 'reliability', { handle, settings, options: { draws: 9999, seed: 1 } }, 'null', ignore);
    await service.cancel(2);
    expect(await running).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  });
});
