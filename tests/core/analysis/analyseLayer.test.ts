import { describe, expect, it } from 'vitest';
import { analyseLayer, type LayerInput } from '../../../src/core/analysis/analyseLayer.ts';
import { distancesFromPoints } from '../../../src/core/geometry/squaredDistances.ts';
import type { AnalysisSettings, BasisSpec, LayerAnalysis } from '../../../src/core/analysis/settings.ts';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { driftingRing, jointSettings, withoutNode } from '../helpers/driftingRing.ts';
import { product, randomOrthogonal, relativeError } from '../helpers/randomRows.ts';

const analyse = (input: LayerInput<Float32Array>, change: Partial<AnalysisSettings> = {}): LayerAnalysis =>
  runToEnd(analyseLayer(input, { ...jointSettings, ...change }));

const bases: BasisSpec[] = [{ kind: 'joint' }, { kind: 'reference', frame: 5 }, { kind: 'aligned', frame: 5 }, { kind: 'raw' }];
const ofFrame = <T extends Float32Array | Float64Array>(array: T, frame: number, width: number): T => array.subarray(frame * width, (frame + 1) * width) as T;

/** Input with every activation turned, scaled and shifted alike. */
function moved(input: LayerInput<Float32Array>, factor: number, shift: number): LayerInput<Float32Array> {
  const d = input.hiddenSize;
  const turned = product(Float64Array.from(input.residual), randomOrthogonal(3, d), d);
  return { ...input, residual: Float32Array.from(turned, (value, at) => value * factor + shift * (at % d)) };
}

describe.each(bases.map((basis) => [basis.kind, basis] as const))('every frame of a layer, basis %s', (kind, basis) => {
  const input = driftingRing();
  const result = analyse(input, { basis });
  const { components: K, nodes: n, frames } = result;

  it('has arrays of the promised sizes', () => {
    const F = 6;
    expect({ F: frames.length, n, K }).toEqual({ F, n: 8, K: 4 });
    expect(result.scores).toHaveLength(F * n * K);
    expect(result.tokenCounts).toHaveLength(F * n);
    for (const array of [result.totalVariance, result.participationRatio, result.procrustesResidual]) expect(array).toHaveLength(F);
    for (const array of [result.ownVariance, result.basisVariance, result.degenerate]) expect(array).toHaveLength(F * K);
    for (const array of [result.energy, result.distanceCorrelation]) expect(array).toHaveLength(2 * F);
    expect(result.basisEigenvalues).toHaveLength(K);
  });

  it('has scores whose variance along every axis is the basis variance', () => {
    for (let f = 0; f < frames.length; f++) {
      const scores = ofFrame(result.scores, f, n * K);
      for (let k = 0; k < K; k++) {
        const column = scores.filter((_, at) => at % K === k);
        expect(column.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 4);
        expect(column.reduce((sum, value) => sum + value * value, 0) / (n - 1)).toBeCloseTo(result.basisVariance[f * K + k]!, 4);
      }
    }
  });

  it('never shows more variance than the own PCA of the frame', () => {
    for (let f = 0; f < frames.length; f++) {
      let shown = 0;
      let own = 0;
      for (let k = 0; k < K; k++) {
        shown += result.basisVariance[f * K + k]!;
        own += result.ownVariance[f * K + k]!;
        expect(shown).toBeLessThanOrEqual(own * (1 + 1e-9));
      }
      expect(own).toBeLessThanOrEqual(result.totalVariance[f]! * (1 + 1e-9));
    }
  });

  it('keeps its measures and point distances when all activations are turned, scaled and shifted', () => {
    const other = analyse(moved(input, 4, 2), { basis });
    expect(relativeError(other.energy.filter((value) => !Number.isNaN(value)), result.energy.filter((value) => !Number.isNaN(value)))).toBeLessThan(1e-5);
    expect(relativeError(other.participationRatio, result.participationRatio)).toBeLessThan(1e-5);
    for (let f = 0; f < frames.length; f++) {
      const distances = (analysis: LayerAnalysis) => distancesFromPoints(ofFrame(analysis.scores, f, n * K), K, [0, 1]);
      expect(relativeError(distances(other), distances(result).map((value) => value * 16))).toBeLessThan(1e-4);
    }
  });

  it('relabels its points with the nodes', () => {
    const order = [3, 6, 0, 7, 1, 5, 2, 4];
    const rows = <T extends Float32Array | Int32Array>(array: T, width: number): T => {
      const out = array.slice() as T;
      for (let row = 0; row * width < array.length; row++) {
        const from = Math.floor(row / n) * n + order[row % n]!;
        out.set(array.subarray(from * width, (from + 1) * width), row * width);
      }
      return out;
    };
    const label = (node: number): number => order.indexOf(node);
    const relabelled = {
      ...input,
      residual: rows(input.residual, input.hiddenSize),
      counts: rows(input.counts, 1),
      graphs: input.graphs.map(({ edges }) => ({ edges: edges.map(([a, b]) => [label(a), label(b)] as const) })),
    };
    const other = analyse(relabelled, { basis });
    expect(relativeError(other.scores, rows(result.scores, K))).toBeLessThan(1e-5);
    expect(relativeError(other.energy.subarray(0, 6), result.energy.subarray(0, 6))).toBeLessThan(1e-9);
  });

  it('marks a missing node and nothing else as NaN, and never reads its values', () => {
    const holed = withoutNode(withoutNode(input, 3, 2), 2, 2);
    const other = analyse(holed, { basis });
    for (let f = 0; f < 6; f++) {
      for (let i = 0; i < n; i++) {
        const missing = f === 3 && i === 2;
        expect(other.tokenCounts[f * n + i] === 0).toBe(missing);
        for (let k = 0; k < K; k++) expect(Number.isNaN(other.scores[(f * n + i) * K + k])).toBe(missing);
      }
    }
    expect(other.energy[3]).toBeGreaterThan(0);
  });

  it('gives NaN measures and no error where fewer than two nodes are present', () => {
    let lonely = input;
    for (let node = 1; node < n; node++) lonely = withoutNode(lonely, 0, node);
    const other = analyse(lonely, { basis, window: { kind: 'last', tokens: 10 } });
    expect(other.totalVariance[0]).toBeNaN();
    expect(other.participationRatio[0]).toBeNaN();
    expect(other.energy[0]).toBeNaN();
    expect(other.distanceCorrelation[0]).toBeNaN();
    expect([...ofFrame(other.ownVariance, 0, K), ...ofFrame(other.basisVariance, 0, K)].every(Number.isNaN)).toBe(true);
    expect([...other.scores.subarray(0, K)]).toEqual([0, 0, 0, 0]);
    expect(other.scores[K]).toBeNaN();
    expect(other.totalVariance[1]).toBeGreaterThan(0);
  });

  it('is the same to the last bit when run again', () => {
    expect(analyse(input, { basis })).toEqual(result);
    expect(kind).toBe(result.settings.basis.kind);
  });
});

describe('the bases', () => {
  const input = driftingRing({ nodes: 7, segments: 5 });

  it('reference: its own frame is its own PCA, all of it captured', () => {
    const result = analyse(input, { basis: { kind: 'reference', frame: 2 } });
    const raw = analyse(input, { basis: { kind: 'raw' } });
    expect(relativeError(ofFrame(result.scores, 2, 28), ofFrame(raw.scores, 2, 28))).toBeLessThan(1e-6);
    expect(relativeError(result.basisEigenvalues, ofFrame(result.ownVariance, 2, 4))).toBeLessThan(1e-12);
    expect(result.basisTotalVariance).toBeCloseTo(result.totalVariance[2]!, 10);
  });

  it('aligned: turns only the shown axes, keeps distances within them and leaves the reference alone', () => {
    const raw = analyse(input, { basis: { kind: 'raw' } });
    const result = analyse(input, { basis: { kind: 'aligned', frame: 4 }, axes: [0, 2] });
    expect(ofFrame(result.scores, 4, 28)).toEqual(ofFrame(raw.scores, 4, 28));
    expect(result.procrustesResidual[4]).toBe(0);
    for (let f = 0; f < 4; f++) {
      expect(result.procrustesResidual[f]).toBeGreaterThan(0);
      for (let i = 0; i < 7; i++) {
        const at = (f * 7 + i) * 4;
        expect(result.scores[at + 1]).toBe(raw.scores[at + 1]);
        expect(result.scores[at + 3]).toBe(raw.scores[at + 3]);
        expect(Math.hypot(result.scores[at]!, result.scores[at + 2]!)).toBeCloseTo(Math.hypot(raw.scores[at]!, raw.scores[at + 2]!), 5);
      }
    }
  });

  it('aligned: frames that are rotated copies come out as one picture', () => {
    const still = driftingRing({ nodes: 6, segments: 3, noise: 0 });
    const block = 6 * still.hiddenSize;
    const residual = still.residual.slice();
    const first = Float64Array.from(still.residual.subarray(0, block));
    residual.set(first, 0);
    residual.set(product(first, randomOrthogonal(5, still.hiddenSize), still.hiddenSize), block);
    residual.set(product(first, randomOrthogonal(6, still.hiddenSize), still.hiddenSize), 2 * block);
    const result = analyse({ ...still, residual }, { basis: { kind: 'aligned', frame: 0 }, window: { kind: 'last', tokens: 10 } });
    for (const f of [1, 2]) {
      expect(result.procrustesResidual[f]).toBeLessThan(1e-5);
      for (let i = 0; i < 6; i++) for (const k of [0, 1]) expect(result.scores[(f * 6 + i) * 4 + k]).toBeCloseTo(result.scores[i * 4 + k]!, 4);
    }
  });

  it('raw: captures exactly its own variances', () => {
    const result = analyse(input, { basis: { kind: 'raw' } });
    expect(relativeError(result.basisVariance, result.ownVariance)).toBeLessThan(1e-10);
    expect(result.basisEigenvalues.every(Number.isNaN)).toBe(true);
    expect(result.basisTotalVariance).toBeNaN();
  });

  it('joint: eigenvalues are the pooled variances of the frames along the axes', () => {
    const result = analyse(input, {});
    for (let k = 0; k < 4; k++) {
      let sum = 0;
      for (let f = 0; f < 5; f++) sum += result.basisVariance[f * 4 + k]! * 6;
      expect(result.basisEigenvalues[k]).toBeCloseTo(sum / (35 - 1), 8);
    }
  });

  it('come back with fewer components where the data have fewer', () => {
    expect(analyse(driftingRing({ nodes: 3, segments: 2 }), { components: 10, basis: { kind: 'raw' } }).components).toBe(2);
    const flat = { ...input, residual: new Float32Array(input.residual.length).fill(0.1) };
    const result = analyse(flat);
    expect(result).toMatchObject({ components: 0, basisConverged: true });
    expect([...result.totalVariance]).toEqual([0, 0, 0, 0, 0]);
    expect([...result.energy, ...result.participationRatio, ...result.distanceCorrelation].every(Number.isNaN)).toBe(true);
  });

  it('flag a ring without noise as degenerate, since its two axes may turn freely', () => {
    const n = 8;
    const residual = Float32Array.from({ length: n * 4 }, (_, at) => {
      const angle = (2 * Math.PI * Math.floor(at / 4)) / n;
      return [Math.cos(angle), Math.sin(angle), 0, 0.1 * Math.cos(2 * angle)][at % 4]!;
    });
    const circle = { ...driftingRing(), residual, counts: new Int32Array(n).fill(1), segments: [0, 8], hiddenSize: 4 };
    for (const basis of [{ kind: 'joint' }, { kind: 'raw' }] as const) {
      expect([...analyse(circle, { basis, components: 3 }).degenerate]).toEqual([1, 0, 0]);
    }
  });

  it('large enough for the iterative decomposition agree with the direct one', () => {
    const large = driftingRing({ nodes: 30, segments: 9, hiddenSize: 260, seed: 4 });
    const iterated = analyse(large, { components: 10 });
    const direct = analyse(large, { components: 80 });
    expect(iterated.basisConverged).toBe(true);
    expect(relativeError(iterated.basisEigenvalues, direct.basisEigenvalues.subarray(0, 10))).toBeLessThan(1e-10);
    const same = direct.scores.filter((_, at) => at % 80 < 10);
    expect(relativeError(iterated.scores, same)).toBeLessThan(1e-6);
  });
});

describe('the window', () => {
  it('weighs by tokens or by segments', () => {
    const input: LayerInput<Float32Array> = {
      residual: Float32Array.of(0, 1, 4, 1), counts: Int32Array.of(1, 1, 3, 1), nodes: 2, hiddenSize: 1, segments: [0, 2, 6], graphs: [],
    };
    const settings = { window: { kind: 'all' }, components: 1 } as const;
    // Means of node 0: (0 + 3 * 4) / 4 = 3 by tokens, (0 + 4) / 2 = 2 by segments; node 1 stays at 1.
    expect(analyse(input, settings).totalVariance[1]).toBeCloseTo(2, 12);
    expect(analyse(input, { ...settings, weighting: 'segments' }).totalVariance[1]).toBeCloseTo(0.5, 12);
    expect([...analyse(input, settings).tokenCounts]).toEqual([1, 1, 4, 2]);
  });
});

describe('as stepwise work', () => {
  it('reports progress that only grows, up to the total', () => {
    const work = analyseLayer(driftingRing(), jointSettings);
    let done = 0;
    let steps = 0;
    for (const progress of work) {
      expect(progress.done).toBeGreaterThanOrEqual(done);
      expect(progress.done).toBeLessThanOrEqual(progress.total);
      done = progress.done;
      steps++;
    }
    expect(done).toBe(18);
    expect(steps).toBeGreaterThan(18);
  });

  it('stops when told to', () => {
    const work = analyseLayer(driftingRing(), jointSettings);
    work.next();
    expect(work.return(undefined as never).done).toBe(true);
    expect(work.next().done).toBe(true);
  });
});

describe('refusals', () => {
  it.each<[Partial<AnalysisSettings>, RegExp]>([
    [{ components: 0 }, /components is 0/],
    [{ components: 2.5 }, /components is 2.5/],
    [{ axes: [0] }, /axes are \[0\]/],
    [{ axes: [1, 1] }, /axes are \[1, 1\]/],
    [{ axes: [0, -1] }, /axes are \[0, -1\]/],
    [{ basis: { kind: 'reference', frame: 6 } }, /basis.frame is 6; frames run from 0 to 5/],
    [{ basis: { kind: 'aligned', frame: -1 } }, /basis.frame is -1/],
    [{ window: { kind: 'last', tokens: 0 } }, /window.tokens is 0/],
    [{ window: { kind: 'last', tokens: NaN } }, /window.tokens is NaN/],
  ])('settings %j', (change, message) => {
    expect(() => analyse(driftingRing(), change)).toThrow(message);
  });

  it.each([NaN, Infinity])('%s in a cell that has tokens, in every basis', (value) => {
    const input = driftingRing();
    input.residual[5] = value;
    for (const basis of bases) expect(() => analyse(input, { basis })).toThrow(/not finite/);
  });
});
