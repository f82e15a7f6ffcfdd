import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { memoryByteSource } from '../../../src/core/recording/byteSource.ts';
import { FailureError } from '../../../src/worker/failure.ts';
import { hashBytes } from '../../../src/worker/kept/digests.ts';
import type { Progress } from '../../../src/worker/protocol.ts';
const ignore = () => undefined;

describe('hashing bytes', () => {
  const bytes = Uint8Array.from({ length: 3 * 2 ** 20 + 5 }, (_, i) => i % 251);

  it('says how far it is, in bytes, and ends at all of them', async () => {
    const progress: Progress[] = [];
    const onProgress = (done: number, total: number) => progress.push({ what: 'reading', done, total });
    const hex = await hashBytes(memoryByteSource('big', bytes), { signal: new AbortController().signal, turn: () => Promise.resolve(), onProgress });
    expect(hex).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(progress.at(-1)).toEqual({ what: 'reading', done: bytes.length, total: bytes.length });
  });

  it('stops between two pieces once it is cancelled', async () => {
    const controller = new AbortController();
    let turns = 0;
    const turn = () => {
      if (++turns === 2) controller.abort();
      return Promise.resolve();
    };
    const hashing = hashBytes(memoryByteSource('big', bytes), { signal: controller.signal, turn, onProgress: ignore });
    await expect(hashing).rejects.toSatisfy((error) => error instanceof FailureError && error.failure.code === 'cancelled');
    expect(turns).toBe(2);
  });
});
