import { describe, expect, it } from 'vitest';
import { analyseLayer } from '../../../src/core/analysis/analyseLayer.ts';
import { frameMeasures } from '../../../src/core/analysis/frameMeasures.ts';
import { prepareGraph } from '../../../src/core/analysis/preparedGraph.ts';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { driftingRing, jointSettings, withoutNode } from '../helpers/driftingRing.ts';

describe('measures within the shown axes', () => {
  const input = driftingRing({ segments: 8, noise: 0.05 });
  const graphs = input.graphs.map((graph) => prepareGraph(graph, input.nodes));
  const analysis = runToEnd(analyseLayer(input, { ...jointSettings, components: 7 }));

  it('follow the drift onto the circle: energy falls, correlation rises', () => {
    const [first, last] = [0, 7].map((frame) => frameMeasures(analysis, graphs, frame, [0, 1]));
    expect(last!.shownEnergy[0]).toBeLessThan(first!.shownEnergy[0]!);
    expect(last!.shownEnergy[0]).toBeLessThan(0.5);
    expect(last!.shownDistanceCorrelation[0]).toBeGreaterThan(Math.max(0.8, first!.shownDistanceCorrelation[0]!));
  });

  it('are undefined against a graph without edges', () => {
    const measures = frameMeasures(analysis, graphs, 3, [0, 1]);
    expect(measures.shownEnergy[1]).toBeNaN();
    expect(measures.shownDistanceCorrelation[1]).toBeNaN();
  });

  it('in all axes of its own PCA agree with full dimension', () => {
    const raw = runToEnd(analyseLayer(input, { ...jointSettings, components: 7, basis: { kind: 'raw' } }));
    const measures = frameMeasures(raw, graphs, 5, [0, 1, 2, 3, 4, 5, 6]);
    expect(measures.shownEnergy[0]).toBeCloseTo(raw.energy[5]!, 5);
    expect(measures.shownDistanceCorrelation[0]).toBeCloseTo(raw.distanceCorrelation[5]!, 5);
    expect(measures.capturedVariance).toBeCloseTo(1, 10);
    expect(measures.explainedInFrame.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
    expect(measures.explainedInBasis.every(Number.isNaN)).toBe(true);
  });

  it('share out the variance of a joint basis', () => {
    const measures = frameMeasures(analysis, graphs, 7, [0, 1]);
    expect(measures.explainedInBasis[0]).toBeCloseTo(analysis.basisEigenvalues[0]! / analysis.basisTotalVariance, 12);
    expect(measures.capturedVariance).toBeGreaterThan(0.8);
    expect(measures.capturedVariance).toBeLessThanOrEqual(1 + 1e-9);
  });

  it('are NaN for a frame of one node', () => {
    let lonely = input;
    for (let node = 1; node < 8; node++) lonely = withoutNode(lonely, 0, node);
    const result = runToEnd(analyseLayer(lonely, { ...jointSettings, window: { kind: 'last', tokens: 10 } }));
    const measures = frameMeasures(result, graphs, 0, [0, 1]);
    expect([...measures.shownEnergy, ...measures.shownDistanceCorrelation, measures.capturedVariance, ...measures.explainedInFrame].every(Number.isNaN)).toBe(true);
  });

  it('take a component beyond K as nothing', () => {
    const measures = frameMeasures(analysis, graphs, 7, [0, 99]);
    expect(measures.explainedInFrame[1]).toBe(0);
    expect(measures.shownEnergy[0]).toBeGreaterThan(0);
  });
});
