/** The plain path is the oracle: the kernel must say the same of real and of drawn layers, to 1e-6 of the largest value. */
import { describe, expect, it } from 'vitest';
import { analyseLayer, type LayerInput } from '../../../src/core/analysis/analyseLayer.ts';
import { layerNulls } from '../../../src/core/nulls/layerNulls.ts';
import { layerLoadings } from '../../../src/core/analysis/layerLoadings.ts';
import type { AnalysisSettings, BasisSpec } from '../../../src/core/analysis/settings.ts';
import { kernelFrames } from '../../../src/core/kernel/kernelFrames.ts';
import { leaseKernel, returnKernel } from '../../../src/core/kernel/kernelInstance.ts';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { recordedFrames } from '../../../src/core/recording/windowMeans.ts';
import { driftingRing, jointSettings, withoutNode } from '../helpers/driftingRing.ts';
import { sampleLayer } from '../helpers/sampleLayer.ts';

const bases: BasisSpec[] = [{ kind: 'joint' }, { kind: 'reference', frame: 3 }, { kind: 'aligned', frame: 3 }, { kind: 'raw' }];
const inputs: Record<string, LayerInput<Float32Array>> = {
  'the grid sample': await sampleLayer('gemma3-270m-grid4x4-a', 15),
  'seven weekdays': await sampleLayer('gemma3-270m-weekdays-step3-a', 12),
  'more rows than dimensions': driftingRing({ nodes: 9, segments: 5, hiddenSize: 10 }),
  'an odd hidden size': driftingRing({ nodes: 7, segments: 4, hiddenSize: 37 }),
  'many rows': driftingRing({ nodes: 40, segments: 10, hiddenSize: 61, noise: 0.05 }),
  'a missing word': withoutNode(withoutNode(driftingRing({ hiddenSize: 21 }), 0, 2), 1, 2),
};

const settingsOf = (change: Partial<AnalysisSettings>): AnalysisSettings => ({ ...jointSettings, window: { kind: 'last', tokens: 200 }, ...change });

/** A rounding can turn the order of two distances, and that moves a rank correlation by a step. */
const RANK_STEP = 1e-4;

/** Every array and number of one against the other, each relative to the largest of its kind. */
function expectSame(actual: object, expected: object, tolerance: number): void {
  for (const [name, want] of Object.entries(expected) as [string, unknown][]) {
    const got = (actual as Record<string, unknown>)[name];
    // How an answer was reached may differ; that it was reached is asked for on its own.
    if (name === 'basisResidual') continue;
    if (ArrayBuffer.isView(want) || typeof want === 'number') {
      const [a, b] = [numbers(got), numbers(want)];
      expect(a.length, name).toBe(b.length);
      const scale = (name === 'distanceCorrelation' ? RANK_STEP / tolerance : 1) * b.reduce((most, value) => (Number.isNaN(value) ? most : Math.max(most, Math.abs(value))), 0);
      b.forEach((value, at) => {
        if (Number.isNaN(value)) expect(a[at], `${name}[${at}]`).toBeNaN();
        else expect(Math.abs(a[at]! - value), `${name}[${at}]: ${a[at]} for ${value}`).toBeLessThanOrEqual(tolerance * scale);
      });
    } else expect(got, name).toEqual(want);
  }
}

const numbers = (value: unknown): number[] => (typeof value === 'number' ? [value] : Array.from(value as Float64Array));

describe.each(Object.keys(inputs))('the kernel and the plain path on %s', (name) => {
  const input = inputs[name]!;
  // Beyond its plane a drawn ring is noise, whose axes any rounding turns.
  const components = input.hiddenSize > 100 ? 6 : 2;

  it.each(bases)('agree in basis $kind', (basis) => {
    const settings = settingsOf({ basis, components });
    expectSame(runToEnd(analyseLayer(input, settings, kernelFrames)), runToEnd(analyseLayer(input, settings)), 1e-6);
  });

  it('agree on segments weighted alike, and over the whole context', () => {
    const settings = settingsOf({ weighting: 'segments', window: { kind: 'all' }, components });
    expectSame(runToEnd(analyseLayer(input, settings, kernelFrames)), runToEnd(analyseLayer(input, settings)), 1e-6);
  });

  it.each(bases)('give scores that are the loadings times the means in basis $kind', (basis) => {
    const settings = settingsOf({ basis, components });
    const kernel = runToEnd(layerLoadings(input, settings, kernelFrames));
    expectSame(kernel, runToEnd(layerLoadings(input, settings)), 2e-6);
  });
});

describe('the kernel under controls', () => {
  it('gives the plain path its energies and its chances', () => {
    const settings = settingsOf({});
    const options = { permutations: 99, seed: 1 };
    const [kernel, plain] = [kernelFrames, undefined].map((engine) => runToEnd(layerNulls(inputs['the grid sample']!, settings, options, engine)));
    expectSame(kernel!.energy, plain!.energy, 1e-6);
    expectSame(kernel!.shownEnergy, plain!.shownEnergy, 1e-6);
  });
});

describe('frames in the memory of a kernel', () => {
  const input = driftingRing();
  const frames = recordedFrames(input.segments, { kind: 'last', tokens: 20 });

  it('cannot be read once released', () => {
    const source = kernelFrames(input, frames, 'tokens');
    source.read(0);
    source.release();
    expect(() => source.read(0)).toThrow('released');
  });

  it('do not change when another analysis goes on beside them', () => {
    const settings = settingsOf({ basis: { kind: 'joint' } });
    const expected = runToEnd(analyseLayer(input, settings, kernelFrames));
    const [one, other] = [analyseLayer(input, settings, kernelFrames), analyseLayer(driftingRing({ seed: 7, hiddenSize: 40 }), settings, kernelFrames)];
    let [mine, theirs] = [one.next(), other.next()];
    while (!mine.done) {
      mine = one.next();
      if (!theirs.done) theirs = other.next();
    }
    expect(mine.value).toEqual(expected);
  });

  it('are given back by an analysis that is broken off', () => {
    const settings = settingsOf({});
    const expected = runToEnd(analyseLayer(input, settings, kernelFrames));
    const running = analyseLayer(input, settings, kernelFrames);
    running.next();
    running.next();
    running.return(undefined as never);
    expect(runToEnd(analyseLayer(input, settings, kernelFrames))).toEqual(expected);
  });

  it('do not depend on what an earlier analysis left behind', () => {
    const odd = withoutNode(driftingRing({ nodes: 7, hiddenSize: 37 }), 3, 2);
    const settings = settingsOf({ basis: { kind: 'raw' }, window: { kind: 'last', tokens: 10 } });
    const expected = runToEnd(analyseLayer(odd, settings, kernelFrames));
    const kernel = leaseKernel()!;
    const bytes = kernel.byteLength - 65536;
    kernel.floats(65536, bytes / 4).fill(NaN);
    returnKernel(kernel);
    expect(runToEnd(analyseLayer(odd, settings, kernelFrames))).toEqual(expected);
  });

  it.each([Infinity, -Infinity, NaN])('are refused with the place of a value of %d', (value) => {
    const residual = input.residual.slice();
    residual[2 * 12 + 5] = value;
    expect(() => runToEnd(analyseLayer({ ...input, residual }, settingsOf({}), kernelFrames))).toThrow(/node 2, dimension 5/);
  });
});
