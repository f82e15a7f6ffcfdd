import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { bridgeProjection, type BridgeProjection, type ProjectionSettings, readProjectionStates } from '../../../src/core/news/bridgeProjection.ts';
import { openStatesFile, statesOutline } from '../../../src/core/news/statesFile.ts';
import { shipped, statesSource } from './helpers/newsFixtures.ts';

const PLANTED = 'news-synthetic/planted.json';
const settings: ProjectionSettings = { protocol: 'naive', layer: 2, points: 'questions', basis: 'joint', from: 'states', centre: 'frame', states: 'coordinates', components: 8 };

async function project(change: Partial<ProjectionSettings> = {}, path = PLANTED): Promise<BridgeProjection> {
  const results = shipped(path);
  const file = await openStatesFile(statesSource(path), statesOutline(results));
  return runToEnd(bridgeProjection(await readProjectionStates(file, { ...settings, ...change }), results.news));
}

/** Position of point p, in frame f or a target. */
const point = ({ components: K }: BridgeProjection, positions: Float64Array, p: number) => [...positions.subarray(p * K, (p + 1) * K)];
const frame = ({ frames, points, components: K }: BridgeProjection, f: number) => frames.subarray(f * points.length * K, (f + 1) * points.length * K);
const minus = (a: readonly number[], b: readonly number[]) => a.map((value, k) => value - b[k]!);
const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, k) => sum + value * b[k]!, 0);
const norm = (a: readonly number[]) => Math.sqrt(dot(a, a));

describe('bridgeProjection', () => {
  it('moves every question along the direction of its own context, by the planted shares', async () => {
    // k is the hidden size, so that nothing is lost but half precision.
    const found = await project({ centre: 'start', from: 'origin', components: 8 });
    expect(found.points).toHaveLength(12);
    expect(found.points[3]).toEqual({ news: 'birch', question: 'birch-2' });
    expect(found.steps).toEqual([0, 1, 2, 4]);
    const [, ...shares] = [0, 0.25, 0.5, 1];
    for (let p = 0; p < 12; p++) {
      const target = point(found, found.ownContext, p);
      expect(norm(target)).toBeCloseTo(1, 2);
      expect(point(found, frame(found, 0), p).every((value) => Math.abs(value) < 1e-9)).toBe(true);
      shares.forEach((share, at) => {
        const moved = point(found, frame(found, at + 1), p);
        // Along its own context by the share, and by as much along the push that all news share.
        expect(dot(moved, target)).toBeCloseTo(share, 2);
        expect(norm(moved)).toBeCloseTo(share * Math.SQRT2, 2);
      });
    }
  });

  it('shows the target of another news where that news would move, and its adapter', async () => {
    const found = await project({ centre: 'start', from: 'origin' });
    // Birch is the other news of alder, whose adapter birch's questions were read under.
    const [alder, birch] = [point(found, found.ownContext, 0), point(found, found.ownContext, 2)];
    expect(dot(point(found, found.otherContext, 0), birch)).toBeCloseTo(1, 2);
    expect(dot(point(found, found.otherAdapter, 2), alder)).toBeCloseTo(1, 2);
    expect(dot(point(found, found.otherAdapter, 2), birch)).toBeCloseTo(0, 2);
  });

  it('leaves out what moves all points alike where every frame has a centre of its own', async () => {
    const found = await project({ from: 'origin' });
    const moved = point(found, frame(found, 3), 0);
    const target = point(found, found.ownContext, 0);
    minus(moved, target).forEach((value) => expect(value).toBeCloseTo(0, 2));
    for (let f = 0; f < 4; f++) {
      for (let k = 0; k < found.components; k++) {
        let sum = 0;
        for (let p = 0; p < 12; p++) sum += frame(found, f)[p * found.components + k]!;
        expect(sum).toBeCloseTo(0, 9);
      }
    }
  });

  it('places points at their own states, and takes the mean of a news', async () => {
    const questions = await project({ basis: 'reference', components: 3 });
    const news = await project({ basis: 'reference', components: 3, points: 'news' });
    expect(news.points.map(({ news: id, question }) => [id, question])).toEqual(['alder', 'birch', 'cedar', 'downs', 'ember', 'fjord'].map((id) => [id, null]));
    const [first, second] = [point(questions, frame(questions, 0), 0), point(questions, frame(questions, 0), 1)];
    expect(norm(minus(first, second))).toBeGreaterThan(0.1);
    // The means of two questions each have the same displacements, so the same axes up to the sign that is fixed.
    point(news, frame(news, 0), 0).forEach((value, k) => expect(value).toBeCloseTo((first[k]! + second[k]!) / 2, 6));
  });

  it('gives shares of variance that descend and, with all axes, sum to one', async () => {
    const { explained, components } = await project();
    expect(components).toBe(8);
    expect([...explained]).toEqual([...explained].sort((a, b) => b - a));
    expect(explained.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    // Six contexts about their mean span five directions.
    const reference = await project({ basis: 'reference' });
    expect(reference.explained.subarray(0, 5).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
  });

  it('shows whole states at the last checkpoint, which the coordinates agree with where they lose nothing', async () => {
    const results = shipped(PLANTED);
    const layer = results.states!.fullLayer!;
    const whole = await project({ states: 'full', layer, from: 'origin', basis: 'reference', components: 5 });
    const kept = await project({ layer, from: 'origin', basis: 'reference', components: 5 });
    expect(whole.steps).toEqual([0, 4]);
    const distances = (found: BridgeProjection, f: number) =>
      Array.from({ length: 11 }, (_, p) => norm(minus(point(found, frame(found, f), p), point(found, frame(found, f), p + 1))));
    distances(whole, 1).forEach((distance, at) => expect(distance).toBeCloseTo(distances(kept, 3)[at]!, 2));
  });

  it('projects the shipped states of Gemma, every checkpoint of them', async () => {
    const found = await project({ protocol: 'paraphrase', layer: 16, components: 3 }, 'news-runs/gemma-270m.json');
    expect(found.points.length).toBe(125);
    expect(found.steps).toEqual([0, 1, 2, 4, 8, 16]);
    expect(found.frames.length).toBe(6 * 125 * 3);
    expect([...found.frames, ...found.ownContext, ...found.otherContext].every(Number.isFinite)).toBe(true);
  });

  it.each<[string, Partial<ProjectionSettings>]>([
    ['no adapters of nobody', { protocol: 'nobody' }],
    ['layer 9', { layer: 9 }],
    ['not kept whole', { states: 'full', layer: 0 }],
  ])('says %s', async (words, change) => {
    await expect(project(change)).rejects.toThrow(words);
    await expect(project(change)).rejects.toBeInstanceOf(RangeError);
  });
});
