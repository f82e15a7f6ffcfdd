import { describe, expect, it } from 'vitest';
import { LayerCache } from '../../../src/worker/kept/layerCache.ts';
import { BUDGET_MS, pump } from '../../../src/worker/turns/pump.ts';
import { Turnstile } from '../../../src/worker/turns/turnstile.ts';

describe('pumping a generator', () => {
  function* steps(count: number, onEnd: () => void = () => undefined): Generator<number, string> {
    try {
      for (let i = 0; i < count; i++) yield i;
      return 'end';
    } finally {
      onEnd();
    }
  }

  it('turns the event loop whenever the budget is spent, and not at every step', async () => {
    let time = 0;
    let turns = 0;
    const result = await pump(steps(40), {
      signal: new AbortController().signal,
      onStep: () => (time += BUDGET_MS / 4),
      now: () => time,
      turn: () => Promise.resolve(void (turns += 1)),
    });
    expect(result).toBe('end');
    expect(turns).toBe(10);
  });

  it('runs the clean-up of a generator it abandons', async () => {
    const controller = new AbortController();
    let ended = false;
    const running = pump(
      steps(10, () => (ended = true)),
      { signal: controller.signal, onStep: (i) => void (i === 3 && controller.abort()) },
    );
    await expect(running).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    expect(ended).toBe(true);
  });
});

describe('a turnstile', () => {
  it('lets one caller through at a time, in order, also after one that failed', async () => {
    const turnstile = new Turnstile();
    const { signal } = new AbortController();
    const log: string[] = [];
    const visit = (name: string, fails = false) =>
      turnstile.pass(async () => {
        log.push(`${name} in`);
        await new Promise((resolve) => setTimeout(resolve, 1));
        log.push(`${name} out`);
        if (fails) throw new Error(name);
      }, signal);
    await Promise.allSettled([visit('a'), visit('b', true), visit('c')]);
    expect(log).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
  });

  it('of some width lets that many through, and is idle when all have left', async () => {
    const turnstile = new Turnstile(2);
    let [inside, most] = [0, 0];
    const visit = () =>
      turnstile.pass(async () => {
        most = Math.max(most, ++inside);
        await new Promise((resolve) => setTimeout(resolve, 1));
        inside--;
      }, undefined);
    const visits = Array.from({ length: 5 }, visit);
    await turnstile.idle();
    expect([inside, most]).toEqual([0, 2]);
    await Promise.all(visits);
  });
});

describe('the layer cache', () => {
  const layer = (values: number) => ({ dtype: 'F32', bytes: new Uint8Array(4 * values) }) as const;

  it('never holds more than its limit, whatever is put in', () => {
    const cache = new LayerCache(100);
    for (const length of [5, 10, 20, 24, 3, 30, 1]) {
      cache.set('r', length, layer(length));
      expect(cache.bytes).toBeLessThanOrEqual(100);
    }
    expect(cache.get('r', 30)).toBeUndefined();
    expect(cache.get('r', 1)).toEqual(layer(1));
  });

  it('keeps what was used last', () => {
    const cache = new LayerCache(80);
    cache.set('r', 0, layer(10));
    cache.set('r', 1, layer(10));
    cache.get('r', 0);
    cache.set('r', 2, layer(10));
    expect([0, 1, 2].map((l) => cache.get('r', l) !== undefined)).toEqual([true, false, true]);
  });

  it('forgets a recording without touching one whose handle begins alike', () => {
    const cache = new LayerCache(1000);
    cache.set('r-1', 0, layer(1));
    cache.set('r-11', 0, layer(1));
    cache.drop('r-1');
    expect(cache.get('r-1', 0)).toBeUndefined();
    expect(cache.get('r-11', 0)).toBeDefined();
    expect(cache.bytes).toBe(4);
  });
});
