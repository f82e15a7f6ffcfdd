import { describe, expect, it, vi } from 'vitest';
import { lazyPart } from '../../../src/views/ui/lazyPart.ts';

const Part = () => null;

describe('a part whose code comes later', () => {
  it('is fetched once, however often it is asked for ahead of need', async () => {
    const load = vi.fn(() => Promise.resolve(Part));
    const part = lazyPart(load);
    part.preload();
    part.preload();
    await Promise.resolve();
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('is fetched anew after a failure ahead of need, which nobody hears of', async () => {
    const load = vi.fn<() => Promise<typeof Part>>().mockRejectedValueOnce(new Error('offline')).mockResolvedValue(Part);
    const part = lazyPart(load);
    part.preload();
    await vi.waitFor(() => {
      part.preload();
      expect(load).toHaveBeenCalledTimes(2);
    });
  });

  it('is another component after a failure, because a lazy one remembers it', () => {
    const part = lazyPart(() => Promise.resolve(Part));
    const before = part.component();
    expect(part.component()).toBe(before);
    part.renew();
    expect(part.component()).not.toBe(before);
  });
});
