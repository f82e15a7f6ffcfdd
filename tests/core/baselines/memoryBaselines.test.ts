import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedSeenOnce, expectedSeenTwice, memoryBaselines } from '../../../src/core/baselines/memoryBaselines.ts';
import type { Edge } from '../../../src/core/recording/types.ts';
import { seededIndex } from '../../../src/core/linalg/random.ts';
import { ring } from '../helpers/graphs.ts';

const open = (length: number): Float32Array => new Float32Array(length).fill(0.5);
const walk = { nodes: 4, graph: { edges: ring(4), directed: false }, sampler: 'random-walk' } as const;
const baselinesOf = (words: number[], accuracy = open(words.length), more: Partial<Parameters<typeof memoryBaselines>[0]> = {}) =>
  memoryBaselines({ ...walk, tokens: Int32Array.from(words), accuracy, length: words.length, ...more });

describe('memory baselines', () => {
  it('count an edge as seen in either direction, once and twice', () => {
    const { seenOnce, seenTwice, edges } = baselinesOf([0, 1, 0, 3, 2]);
    expect(edges).toBe(4);
    expect([...seenOnce]).toEqual([0, 0.25, 0.25, 0.5, 0.75]);
    expect([...seenTwice]).toEqual([0, 0, 0.25, 0.25, 0.25]);
  });

  it('of a directed graph tell the directions apart', () => {
    const graph = { edges: [[0, 1], [1, 2], [2, 0]] as Edge[], directed: true };
    const { seenOnce, bigram } = baselinesOf([0, 1, 2, 0, 2, 0], open(6), { nodes: 3, graph });
    [0, 1, 2, 3, 3, 3].forEach((seen, t) => expect(seenOnce[t]).toBeCloseTo(seen / 3, 6));
    // At the last 0 its successors so far are 1 and 2; only 1 is allowed.
    expect(bigram[5]).toBe(0.5);
  });

  it('recall the successors of the current word, and fall back on word counts before it has one', () => {
    const { bigram, unigram } = baselinesOf([0, 1, 2, 1, 0]);
    expect(unigram[0]).toBe(0);
    expect(bigram[1]).toBe(0.5);
    expect(bigram[2]).toBeCloseTo(1 / 3, 6);
    expect(bigram[3]).toBe(1);
    expect(unigram[3]).toBe(0.5);
  });

  it('are perfect recall after the first successor of a walk, since a walk makes only allowed steps', () => {
    const index = seededIndex(4);
    const words = [0];
    while (words.length < 200) words.push((words.at(-1)! + (index(2) === 0 ? 1 : 3)) % 4);
    const { bigram } = baselinesOf(words);
    const followed = new Set<number>();
    words.forEach((word, t) => {
      if (t > 0) followed.add(words[t - 1]!);
      if (followed.has(word)) expect(bigram[t]).toBe(1);
    });
  });

  it('of a lazy walk count staying as allowed, but not as an edge', () => {
    const { bigram, seenOnce } = baselinesOf([0, 0, 0], open(3), { sampler: 'lazy-walk' });
    expect([...bigram]).toEqual([1, 1, 1]);
    expect([...seenOnce]).toEqual([0, 0, 0]);
    expect([...baselinesOf([0, 0, 0]).bigram]).toEqual([0, 0, 0]);
  });

  it('are masked where accuracy is, but coverage never is', () => {
    const accuracy = Float32Array.of(0.5, NaN, 0.5, NaN);
    const { bigram, unigram, seenOnce } = baselinesOf([0, 1, 2, 3], accuracy);
    for (const values of [bigram, unigram]) expect([...values].map(Number.isNaN)).toEqual([false, true, false, true]);
    expect(seenOnce.every(Number.isFinite)).toBe(true);
  });

  it('start anew in every sequence', () => {
    const two = memoryBaselines({ ...walk, tokens: Int32Array.of(0, 1, 2, 3, 2, 1), accuracy: open(6), length: 3 });
    const second = baselinesOf([3, 2, 1]);
    expect(two.sequences).toBe(2);
    for (const name of ['seenOnce', 'seenTwice', 'iidOnce', 'iidTwice', 'bigram', 'unigram'] as const) expect(two[name].slice(3)).toEqual(second[name]);
  });

  it('do not depend on how the words are numbered', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3), { minLength: 1, maxLength: 30 }), fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4, maxLength: 4 }), (words, rename) => {
        const before = baselinesOf(words);
        const after = baselinesOf(words.map((word) => rename[word]!), open(words.length), { graph: { edges: ring(4).map(([a, b]): Edge => [rename[a]!, rename[b]!]), directed: false } });
        expect(after).toEqual(before);
      }),
      { seed: 3, numRuns: 80 },
    );
  });
});

describe('iid coverage', () => {
  it('is what drawing at random gives on average', () => {
    const index = seededIndex(8);
    let once = 0;
    let twice = 0;
    for (let run = 0; run < 4000; run++) {
      const sights = new Int32Array(12);
      for (let step = 0; step < 15; step++) sights[index(12)]!++;
      once += sights.filter((count) => count >= 1).length / 12 / 4000;
      twice += sights.filter((count) => count >= 2).length / 12 / 4000;
    }
    expect(expectedSeenOnce(12, 15)).toBeCloseTo(once, 2);
    expect(expectedSeenTwice(12, 15)).toBeCloseTo(twice, 2);
  });

  it('is 0 before the first step and not defined without edges', () => {
    expect([expectedSeenOnce(5, 0), expectedSeenTwice(5, 0), expectedSeenTwice(5, 1)]).toEqual([0, 0, expect.closeTo(0, 12)]);
    expect([expectedSeenOnce(0, 3), expectedSeenTwice(0, 3)]).toEqual([NaN, NaN]);
  });
});
