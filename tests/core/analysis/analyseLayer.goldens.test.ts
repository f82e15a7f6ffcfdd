/** numpy and scipy say the same: tests/goldens/make_goldens.py, to 1e-6 relative, signs included. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { analyseLayer } from '../../../src/core/analysis/analyseLayer.ts';
import { plainFrames } from '../../../src/core/analysis/frameSource.ts';
import { frameMeasures } from '../../../src/core/analysis/frameMeasures.ts';
import { prepareGraph } from '../../../src/core/analysis/preparedGraph.ts';
import type { BasisSpec, LayerAnalysis } from '../../../src/core/analysis/settings.ts';
import { JOINT_TOLERANCE } from '../../../src/core/kernel/kernelJoint.ts';
import { kernelFrames } from '../../../src/core/kernel/kernelFrames.ts';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { relativeError } from '../helpers/randomRows.ts';
import { sampleBytes, sampleLayer } from '../helpers/sampleLayer.ts';

interface GoldenFrame {
  readonly frame: number;
  readonly context: number;
  readonly present: number[];
  readonly ownVariance: number[];
  readonly totalVariance: number;
  readonly participationRatio: number;
  readonly energy: number;
  readonly distanceCorrelation: number;
  readonly shownEnergy: number;
  readonly capturedVariance: number;
  readonly raw: number[][];
  readonly aligned: number[][];
  readonly procrustesResidual: number;
  readonly joint: number[][];
  readonly reference: number[][];
}

interface Golden {
  readonly recording: string;
  readonly sha256: string;
  readonly layer: number;
  readonly windowTokens: number;
  readonly components: number;
  readonly axes: number[];
  readonly jointEigenvalues: number[];
  readonly jointTotalVariance: number;
  readonly referenceEigenvalues: number[];
  readonly frames: GoldenFrame[];
}

const TOLERANCE = 1e-6;
const golden = (name: string): Golden => JSON.parse(readFileSync(new URL(`../../goldens/${name}.json`, import.meta.url), 'utf8')) as Golden;

function presentScores(analysis: LayerAnalysis, frame: GoldenFrame): number[] {
  const { nodes, components: K, scores } = analysis;
  return frame.present.flatMap((node) => [...scores.subarray((frame.frame * nodes + node) * K, (frame.frame * nodes + node + 1) * K)]);
}

const slice = (array: Float64Array, frame: number, width: number): Float64Array => array.subarray(frame * width, (frame + 1) * width);

const recordings = ['gemma3-270m-grid4x4-a', 'gemma3-270m-ring12-a'];
/** The kernel keeps rows in single precision: fewer digits of what double precision gives to the last one. */
const engines = [
  { how: 'in plain TypeScript', engine: plainFrames, digits: 7, residual: 1e-12 },
  { how: 'by the kernel', engine: kernelFrames, digits: 6, residual: JOINT_TOLERANCE },
];

describe.each(recordings.flatMap((name) => engines.map((engine) => ({ name, ...engine }))))('$name $how against numpy', ({ name, engine, digits, residual }) => {
  const expected = golden(name);
  const { components, axes, layer } = expected;
  const analyses = new Map<string, LayerAnalysis>();
  const last = expected.frames[expected.frames.length - 1]!.frame;
  let graph: ReturnType<typeof prepareGraph>;

  beforeAll(async () => {
    const input = await sampleLayer(name, layer);
    graph = prepareGraph(input.graphs[0]!, input.nodes);
    const bases: BasisSpec[] = [{ kind: 'joint' }, { kind: 'raw' }, { kind: 'reference', frame: last }, { kind: 'aligned', frame: last }];
    for (const basis of bases) {
      const settings = { layer, window: { kind: 'last', tokens: expected.windowTokens }, weighting: 'tokens', basis, components, axes } as const;
      analyses.set(basis.kind, runToEnd(analyseLayer(input, settings, engine)));
    }
  });

  it('was made from the sample as it is now', () => {
    expect(createHash('sha256').update(sampleBytes(name)).digest('hex')).toBe(expected.sha256);
  });

  it.each(['joint', 'reference', 'raw', 'aligned'] as const)('%s scores', (kind) => {
    for (const frame of expected.frames) {
      const want = frame[kind];
      const scores = presentScores(analyses.get(kind)!, frame);
      for (let k = 0; k < components; k++) {
        const column = scores.filter((_, at) => at % components === k);
        expect(relativeError(column, want.map((row) => row[k]!))).toBeLessThan(TOLERANCE);
      }
    }
  });

  it('variances of the frames and of the bases', () => {
    const joint = analyses.get('joint')!;
    expect(relativeError(joint.basisEigenvalues, expected.jointEigenvalues)).toBeLessThan(TOLERANCE);
    expect(joint.basisTotalVariance / expected.jointTotalVariance - 1).toBeCloseTo(0, digits + 1);
    expect(relativeError(analyses.get('reference')!.basisEigenvalues, expected.referenceEigenvalues)).toBeLessThan(TOLERANCE);
    for (const frame of expected.frames) {
      for (const [k, value] of frame.ownVariance.entries()) {
        expect(slice(joint.ownVariance, frame.frame, components)[k]! / value - 1).toBeCloseTo(0, 6);
      }
      expect(joint.totalVariance[frame.frame]! / frame.totalVariance - 1).toBeCloseTo(0, digits + 1);
      expect(joint.participationRatio[frame.frame]).toBeCloseTo(frame.participationRatio, 6);
    }
  });

  it('energies, correlations, captured variance and Procrustes residuals', () => {
    const joint = analyses.get('joint')!;
    for (const frame of expected.frames) {
      const shown = frameMeasures(joint, [graph], frame.frame, axes);
      expect(joint.frames[frame.frame]!.context).toBe(frame.context);
      expect(joint.energy[frame.frame]).toBeCloseTo(frame.energy, digits);
      expect(joint.distanceCorrelation[frame.frame]).toBeCloseTo(frame.distanceCorrelation, digits);
      expect(shown.shownEnergy[0]).toBeCloseTo(frame.shownEnergy, 6);
      expect(shown.capturedVariance).toBeCloseTo(frame.capturedVariance, digits);
      expect(analyses.get('aligned')!.procrustesResidual[frame.frame]).toBeCloseTo(frame.procrustesResidual, digits);
    }
  });

  it('decompositions that say they converged', () => {
    for (const { basisConverged, basisResidual } of analyses.values()) {
      expect(basisConverged).toBe(true);
      expect(basisResidual).toBeLessThan(residual);
    }
  });
});
