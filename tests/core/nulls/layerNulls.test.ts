import { describe, expect, it } from 'vitest';
import { analyseLayer, type LayerInput } from '../../../src/core/analysis/analyseLayer.ts';
import { frameMeasures } from '../../../src/core/analysis/frameMeasures.ts';
import { layerNulls } from '../../../src/core/nulls/layerNulls.ts';
import { prepareGraph } from '../../../src/core/analysis/preparedGraph.ts';
import type { AnalysisSettings } from '../../../src/core/analysis/settings.ts';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { seededNormal } from '../../../src/core/linalg/random.ts';
import { complete, harmonic, ring } from '../helpers/graphs.ts';

const N = 9;
const D = 12;
const settings: AnalysisSettings = { layer: 0, window: { kind: 'last', tokens: 10 }, weighting: 'tokens', basis: { kind: 'raw' }, components: 6, axes: [0, 1] };
const options = { permutations: 199, seed: 3 };

/** Three segments: noise, half a ring, all ring; word 8 is missing from the first. */
function growingRing(scale = 1): LayerInput {
  const normal = seededNormal(5);
  const circle = harmonic(N, 1);
  const residual = Float32Array.from({ length: 3 * N * D }, (_, at) => {
    const segment = Math.floor(at / (N * D));
    const node = Math.floor(at / D) % N;
    const c = at % D;
    return scale * ((c < 2 ? segment * 3 * circle[2 * node + c]! : 0) + normal());
  });
  const counts = new Int32Array(3 * N).fill(2);
  counts[N - 1] = 0;
  return { residual, counts, nodes: N, hiddenSize: D, segments: [0, 10, 20, 30], graphs: [{ edges: ring(N) }, { edges: ring(N, 2) }, { edges: complete(N) }] };
}

const nulls = (input = growingRing(), given = settings) => runToEnd(layerNulls(input, given, options));

describe('nulls of a layer', () => {
  it('observe what the analysis shows, in full dimension and in the shown plane', () => {
    const input = growingRing();
    const found = nulls(input);
    const analysis = runToEnd(analyseLayer(input, settings));
    const graphs = input.graphs.map((graph) => prepareGraph(graph, N));
    for (let f = 0; f < 3; f++) {
      const shown = frameMeasures(analysis, graphs, f, settings.axes);
      for (let g = 0; g < 3; g++) {
        expect(found.energy.observed[g * 3 + f]).toBeCloseTo(analysis.energy[g * 3 + f]!, 10);
        expect(found.shownEnergy.observed[g * 3 + f]).toBeCloseTo(shown.shownEnergy[g]!, 6);
      }
    }
  });

  it('find the planted ring, and not the ring of the other order', () => {
    const found = nulls();
    expect(found.energy.p[2]).toBeLessThan(0.02);
    expect(found.pairs.r2[2]).toBeGreaterThan(0.9);
    expect(found.pairs.p[2]).toBeLessThan(0.02);
    expect(found.pairs.r2[3 + 2]).toBeLessThan(0.1);
    expect(found.spectra[2]![0]!.p[0]).toBeLessThan(0.02);
    // The ring in steps of 2 has the planted circle as a rougher harmonic.
    expect(found.spectra[2]![1]!.p[0]).toBeGreaterThan(0.5);
    expect(found.energy.observed[2]).toBeLessThan(found.rewired.low[2]!);
  });

  it('with a missing word use the modes of the whole graph at the others', () => {
    const found = nulls();
    expect([...found.present]).toEqual([8, 9, 9]);
    expect(found.spectra.map((graphs) => graphs[0]!.complete)).toEqual([false, true, true]);
    expect(found.spectra[0]![0]!.multiplicity.reduce((sum, width) => sum + width, 0)).toBe(7);
  });

  it('do not change with the scale of the activations', () => {
    const before = nulls();
    const after = nulls(growingRing(4));
    expect(after.energy.p).toEqual(before.energy.p);
    before.energy.z.forEach((z, at) => (Number.isNaN(z) ? expect(after.energy.z[at]).toBeNaN() : expect(after.energy.z[at]).toBeCloseTo(z, 5)));
    before.pairs.r2.forEach((r2, at) => expect(after.pairs.r2[at]).toBeCloseTo(r2, 5));
  });

  it('are the same for the same seed, and differ in the draw for another', () => {
    expect(nulls()).toEqual(nulls());
    const other = runToEnd(layerNulls(growingRing(), settings, { ...options, seed: 4 }));
    expect(other.energy.mean[0]).not.toBe(nulls().energy.mean[0]);
    expect(other.energy.observed).toEqual(nulls().energy.observed);
  });

  it('of a graph that cannot be rewired say so and leave its rewired energies undefined', () => {
    const found = nulls();
    expect(found.rewiredRefusals.slice(0, 2)).toEqual([null, null]);
    expect(found.rewiredRefusals[2]).toContain('no double edge swap');
    expect(found.rewired.mean.subarray(6).every(Number.isNaN)).toBe(true);
    expect(found.rewired.mean.subarray(0, 6).every(Number.isFinite)).toBe(true);
  });

  it('compare as many pairs as the basis has', () => {
    expect(nulls().pairs.pairs).toEqual([[0, 1], [2, 3], [4, 5]]);
    expect(nulls(growingRing(), { ...settings, components: 3 }).pairs.pairs).toEqual([[0, 1]]);
  });

  it('of frames with one word or none are not defined', () => {
    const input = growingRing();
    input.counts.fill(0, 0, N);
    input.counts[4] = 1;
    const found = nulls(input);
    expect(found.present[0]).toBe(1);
    expect(found.spectra[0]).toEqual([null, null, null]);
    expect([found.energy.p[0], found.shownEnergy.p[0], found.pairs.r2[0]]).toEqual([NaN, NaN, NaN]);
    expect(found.energy.p[2]).toBeLessThan(0.02);
  });

  it('report progress that never falls and reaches its total', () => {
    const seen: { done: number; total: number }[] = [];
    for (const progress of layerNulls(growingRing(), settings, options)) seen.push(progress);
    expect(new Set(seen.map(({ total }) => total))).toEqual(new Set([12]));
    expect(seen.every(({ done }, i) => i === 0 || done >= seen[i - 1]!.done)).toBe(true);
    expect(seen.at(-1)).toEqual({ done: 12, total: 12 });
  });

  it('reject options out of range by value', () => {
    for (const [bad, said] of [[{ permutations: 0, seed: 1 }, 'permutations is 0'], [{ permutations: 9, seed: 0.5 }, 'seed is 0.5']] as const) {
      expect(() => runToEnd(layerNulls(growingRing(), settings, bad))).toThrow(said);
    }
  });
});
