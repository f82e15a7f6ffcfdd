import { describe, expect, it } from 'vitest';
import { interleaved, type Budget } from '../../bench/interleaved.ts';

const budget: Budget = { warmUp: 1, fewest: 2, most: 4, patienceMs: 100 };

/** Contestants that take `ms` each by a clock of their own, and a record of who ran. */
function contest(ms: Readonly<Record<string, number>>) {
  const ran: string[] = [];
  let clock = 0;
  const contestants = Object.entries(ms).map(([by, each]) => ({
    by,
    once: () => {
      ran.push(by);
      clock += each;
      return Promise.resolve(each + ran.length);
    },
  }));
  return { contestants, ran, now: () => clock };
}

describe('repeats in turn', () => {
  it('alternate, and leave the warm-up out of the times', async () => {
    const { contestants, ran, now } = contest({ a: 1, b: 2 });
    const timings = await interleaved(contestants, budget, now);
    expect(ran.join('')).toBe('ab'.repeat(5));
    expect(timings).toEqual([{ by: 'a', ms: [4, 6, 8, 10] }, { by: 'b', ms: [6, 8, 10, 12] }]);
  });

  it('stop when the patience is over, but not before the fewest', async () => {
    const slow = contest({ a: 60, b: 60 });
    expect((await interleaved(slow.contestants, budget, slow.now)).map(({ ms }) => ms.length)).toEqual([2, 2]);
    const slower = contest({ a: 6000, b: 1 });
    expect((await interleaved(slower.contestants, budget, slower.now)).map(({ ms }) => ms.length)).toEqual([2, 2]);
  });

  it('warm up no longer than a fifth of the patience', async () => {
    const { contestants, ran, now } = contest({ a: 15 });
    await interleaved(contestants, { ...budget, warmUp: 9 }, now);
    expect(ran).toHaveLength(2 + budget.most);
  });

  it('pass a failure on', async () => {
    const failing = { by: 'a', once: () => Promise.reject(new Error('wrong answer')) };
    await expect(interleaved([failing], budget)).rejects.toThrow('wrong answer');
  });
});
