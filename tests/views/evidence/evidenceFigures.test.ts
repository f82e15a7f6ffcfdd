import { describe, expect, it } from 'vitest';
import { graphEigenvectors } from '../../../src/state/figures/spectralGhost.ts';
import { endsOf, pictureLayout } from '../../../src/views/evidence/Eigenvectors.tsx';
import { frameAtOrBefore } from '../../../src/views/evidence/useFocusEvidence.ts';
import { formatP } from '../../../src/views/evidence/EnergyNullTable.tsx';
import { layerCurves, MEASURE_IDS, measureSeries, replicateBand } from '../../../src/views/evidence/measureSeries.ts';
import { verdictText } from '../../../src/views/evidence/FindingLine.tsx';
import { syntheticResult } from '../helpers/syntheticResult.ts';

const result = syntheticResult({ kind: 'grid', rows: 3, cols: 3 });

describe('the measures of a recording over its contexts', () => {
  it('have one point for every frame, in order', () => {
    const contexts = result.analysis.frames.map(({ context }) => context);
    for (const id of MEASURE_IDS) expect(measureSeries(result, id, 0, [0, 1]).map(({ context }) => context)).toEqual(contexts);
  });

  it('say that words on their way to the grid come closer along it in the shown components', () => {
    const energy = measureSeries(result, 'shownEnergy', 0, [0, 1]);
    expect(energy.at(-1)!.value).toBeLessThan(energy[0]!.value);
    const correlation = measureSeries(result, 'shownCorrelation', 0, [0, 1]);
    expect(correlation.at(-1)!.value).toBeGreaterThan(0.8);
  });

  it('are not defined along a graph that the recording does not have', () => {
    expect(measureSeries(result, 'energy', 7, [0, 1]).every(({ value }) => Number.isNaN(value))).toBe(true);
  });
});

describe('the curves of a chart', () => {
  it('colour the measures of one layer, and the layers when there are several', () => {
    const one = layerCurves([{ layer: 3, result }], ['energy', 'shownEnergy'], 0, [0, 1], 'PC 1-2', []);
    expect(one.map(({ label, colour }) => [label, colour])).toEqual([['full d', 1], ['PC 1-2', 2]]);
    const two = layerCurves([{ layer: 3, result }, { layer: 5, result }], ['energy', 'shownEnergy'], 0, [0, 1], 'PC 1-2', []);
    expect(two.map(({ colour, dashed }) => [colour, dashed])).toEqual([[1, false], [1, true], [2, false], [2, true]]);
    expect(new Set(two.map(({ id }) => id)).size).toBe(4);
  });

  it('carry the spread of the replicates of the shown layer only', () => {
    const { layer } = result.analysis.settings;
    const other = { ...syntheticResult({ kind: 'grid', rows: 3, cols: 3 }, { seed: 8 }), recordingId: 'other' };
    const curves = layerCurves([{ layer, result }, { layer: layer + 1, result }], ['energy'], 0, [0, 1], 'PC 1-2', [result, other]);
    expect(curves[0]!.band!.points.length).toBe(result.analysis.frames.length);
    expect(curves[0]!.band!.label).toMatch(/2 replicates/);
    expect(curves[1]!.band).toBeUndefined();
  });
});

describe('a band over replicates', () => {
  const a = [{ context: 10, value: 1 }, { context: 20, value: 3 }, { context: 30, value: 1 }];
  const b = [{ context: 10, value: 2 }, { context: 20, value: NaN }];

  it('holds every replicate where all have the context', () => {
    expect(replicateBand([a, b])[0]).toEqual({ context: 10, low: 1, high: 2 });
    expect(replicateBand([a, b]).map(({ context }) => context)).toEqual([10, 20]);
  });

  it('is not drawn where fewer than two have a value, nor for one recording alone', () => {
    expect(replicateBand([a, b])[1]!.low).toBeNaN();
    expect(replicateBand([a])).toEqual([]);
  });
});

it('finds the recorded frame at or before a context', () => {
  const frames = [{ context: 10 }, { context: 20 }, { context: 40 }];
  expect([5, 10, 19, 20, 39.9, 40, 99].map((context) => frameAtOrBefore(frames, context))).toEqual([0, 0, 0, 1, 1, 2, 2]);
  expect(frameAtOrBefore(frames, null)).toBe(2);
});

describe('a probability', () => {
  it('is printed to the decimals of its least value, never as less or as zero', () => {
    expect(formatP(1 / 5000, 4999)).toBe('0.0002');
    expect(formatP(3 / 5000, 4999)).toBe('0.0006');
    expect(formatP(1 / 1000, 999)).toBe('0.001');
    expect(formatP(1 / 100_000, 99_999)).toBe('0.00001');
  });

  it('tells every count of relabellings from its neighbours', () => {
    for (const draws of [99, 999, 4999]) {
      const printed = Array.from({ length: draws + 1 }, (_, k) => formatP((1 + k) / (1 + draws), draws));
      expect(new Set(printed).size).toBe(draws + 1);
      expect(printed.every((text) => Number(text) > 0)).toBe(true);
    }
  });

  it('has three decimals with few relabellings, and none where it is not defined', () => {
    expect(formatP(0.5, 1)).toBe('0.500');
    expect(formatP(1 / 3, 2)).toBe('0.333');
    expect(formatP(NaN, 999)).toBe('–');
  });
});

describe('the verdict under the stage', () => {
  it('names what is not beaten beside what is', () => {
    const text = verdictText([{ name: 'relabelling', beaten: true }, { name: 'same-degree graphs', beaten: true }, { name: 'averaging null', beaten: false }]);
    expect(text).toBe('Closer along the graph than relabelled nodes and same-degree graphs, but not than the averaging null.');
    expect(verdictText([{ name: 'averaging null', beaten: false }])).toBe('Not closer along the graph than the averaging null.');
  });

  it('names all dimensions where they say something else than the picture', () => {
    const both = (shown: boolean, full: boolean) => verdictText([{ name: 'relabelling', beaten: shown }, { name: 'relabelling in full d', beaten: full, ...(!full && { p: '0.20' }) }]);
    expect(both(true, true)).toBe('Closer along the graph than relabelled nodes.');
    expect(both(true, false)).toBe('Closer along the graph than relabelled nodes, but not than relabelled nodes in all dimensions (p = 0.20).');
    expect(both(false, true)).toBe('Closer along the graph than relabelled nodes in all dimensions, but not than relabelled nodes.');
    expect(both(false, false)).toBe('Not closer along the graph than relabelled nodes.');
    expect(verdictText([{ name: 'relabelling in full d', beaten: true }])).toContain('in all dimensions');
  });

  it('says nothing before a null is drawn', () => {
    expect(verdictText([])).toBeNull();
  });
});

describe('pictures of eigenvectors', () => {
  it('stand on the layout of the graph, centred and within the picture', () => {
    const layout = pictureLayout({ layout: [[0, 0], [4, 0], [4, 2]] }, 3);
    expect(layout).toEqual([[-1, -0.5], [1, -0.5], [1, 0.5]]);
  });

  it('stand on a circle where the graph has none', () => {
    for (const [x, y] of pictureLayout({ layout: null }, 7)) expect(Math.hypot(x, y)).toBeCloseTo(1, 12);
  });

  it('are the smoothest and the roughest, none twice', () => {
    expect(endsOf(10, 2, 3)).toEqual([0, 1, 7, 8, 9]);
    expect(endsOf(4, 3, 3)).toEqual([0, 1, 2, 3]);
  });

  it('are orthonormal, sum to zero and go from smooth to rough', () => {
    const vectors = graphEigenvectors(result.info.metadata, 0);
    expect(vectors.length).toBe(8);
    vectors.forEach((a, i) => {
      expect(a.values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 10);
      vectors.forEach((b, j) => {
        expect(a.values.reduce((sum, value, node) => sum + value * b.values[node]!, 0)).toBeCloseTo(i === j ? 1 : 0, 10);
      });
      if (i > 0) expect(a.eigenvalue).toBeGreaterThanOrEqual(vectors[i - 1]!.eigenvalue - 1e-12);
    });
  });
});
