import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EnergyControls, LayerControls } from '../../src/core/analysis/controlsTypes.ts';
import { cursorMeasures } from '../../src/state/cursorMeasures.ts';
import { idleSlot } from '../../src/state/evidenceStore.ts';
import { chanceOf, pText } from '../../src/state/findingChance.ts';
import { componentsName, findingOf, type FindingInput } from '../../src/state/findings.ts';
import { focusFinding } from '../../src/state/focusFinding.ts';
import { mixingFigures } from '../../src/state/mixingFigures.ts';
import { framePosition } from '../../src/state/projection.ts';
import { syntheticResult } from '../helpers/syntheticAnalysis.ts';
import { syntheticControls, syntheticMixing } from '../helpers/syntheticControls.ts';

const OPTIONS = { nodes: 9, segments: 6, segmentLength: 40 } as const;
const AXES = [0, 1];
const real = await syntheticResult(OPTIONS);
const embedding = await syntheticResult(OPTIONS, { layer: 0 });
const { settings } = real.analysis;
const controls = await syntheticControls(OPTIONS, settings);
const embeddingControls = await syntheticControls(OPTIONS, embedding.analysis.settings);
const mixing = syntheticMixing(real.info, settings);
const last = framePosition(real.analysis, null);
const { metadata } = real.info;

function input(change: Partial<FindingInput> = {}): FindingInput {
  return { metadata, measures: cursorMeasures(real, last, AXES), axes: AXES, controls, mixing: { shownEnergy: 2, r2: 0.4 }, embedding: null, shuffled: null, ...change };
}

/** The controls with other figures of the shown energy in every frame. */
function withShown(change: Partial<{ [K in keyof EnergyControls]: number }>): LayerControls {
  const shownEnergy: Partial<Record<keyof EnergyControls, Float64Array | Int32Array>> = {};
  for (const [name, value] of Object.entries(change) as [keyof EnergyControls, number][]) {
    shownEnergy[name] = controls.shownEnergy[name].map(() => value);
  }
  return { ...controls, shownEnergy: { ...controls.shownEnergy, ...(shownEnergy as Partial<EnergyControls>) } };
}

describe('the sentence', () => {
  it('names the context, the graph and the relabellings that a planted ring beats', () => {
    const { sentence, verdicts } = findingOf(input());
    expect(sentence).toMatch(/^At 240 tokens in PC 1-2 the words lie closer along Ring than in 199 of 199 relabellings; PC 1-2 hold 0\.\d\d of its two slowest modes/);
    expect(verdicts).toContainEqual({ name: 'relabelling', beaten: true });
  });

  it('claims nothing for random points', () => {
    const measures = cursorMeasures(embedding, framePosition(embedding.analysis, null), AXES);
    const { sentence, verdicts } = findingOf(input({ measures, controls: embeddingControls }));
    expect(sentence).toMatch(/no closer along Ring than relabelled ones do \(p = /);
    expect(verdicts.find(({ name }) => name === 'relabelling')).toEqual({ name: 'relabelling', beaten: false });
  });

  it('says that chance has not been drawn while it has not', () => {
    const { sentence, verdicts, complete } = findingOf(input({ controls: null }));
    expect(sentence).toMatch(/energy along Ring in PC 1-2 is \d\.\d\d .*has not been drawn yet\.$/);
    expect([verdicts, complete]).toEqual([[], false]);
  });

  it('says that the words lie apart where they do', () => {
    const apart = withShown({ p: 1, pAbove: 0.005, atMost: 199, draws: 199 });
    expect(findingOf(input({ controls: apart })).sentence).toContain('further apart along Ring than in 199 of 199 relabellings');
  });

  it('does not speak of modes of a pair that was not compared', () => {
    expect(findingOf(input({ axes: [0, 2] })).sentence).not.toContain('slowest modes');
  });

  it('calls missing words by their number when there are too few to tell', () => {
    const none = withShown({ p: NaN, pAbove: NaN, draws: 0, observed: NaN });
    const measures = { ...cursorMeasures(real, last, AXES), missing: [1, 2, 3] };
    const { sentence, doubts } = findingOf(input({ controls: none, measures }));
    expect(sentence).toMatch(/too few words occur to tell/);
    expect(doubts).toContainEqual('3 words do not occur in the window and are left out.');
  });

  it('never calls more beaten than was drawn, nor prints what is not a number, whatever the figures', () => {
    const figure = fc.oneof(fc.double({ min: 0, max: 3, noNaN: true }), fc.constant(NaN));
    const share = fc.oneof(fc.double({ min: 1 / 200, max: 1, noNaN: true }), fc.constant(NaN));
    fc.assert(
      fc.property(figure, share, share, fc.integer({ min: 0, max: 199 }), figure, figure, (energy, p, pAbove, atMost, mixed, r2) => {
        const measures = cursorMeasures(real, last, AXES);
        const graphs = measures.graphs.map((graph) => ({ ...graph, shownEnergy: energy }));
        const finding = findingOf(input({ measures: { ...measures, graphs }, controls: withShown({ p, pAbove, atMost, draws: 199 }), mixing: { shownEnergy: mixed, r2 } }));
        const text = [finding.sentence, ...finding.doubts].join(' ');
        expect(text).not.toMatch(/NaN|undefined|Infinity/);
        for (const [, beaten, draws] of text.matchAll(/(-?\d+) of (\d+) relabellings/g)) {
          expect(Number(beaten)).toBeGreaterThanOrEqual(0);
          expect(Number(beaten)).toBeLessThanOrEqual(Number(draws));
        }
        if (!(p <= 0.05)) expect(finding.sentence).not.toContain('lie closer');
      }),
      { seed: 4, numRuns: 300 },
    );
  });
});

describe('the doubts', () => {
  const text = (change: Partial<FindingInput>) => findingOf(input(change)).doubts.join(' ');

  it('name the mixing null when it does as well, and do not count it as beaten', () => {
    const does = { mixing: { shownEnergy: 0.01, r2: 0.9 } };
    expect(text(does)).toMatch(/The mixing null does as well: .* energy of 0\.01 and hold 0\.90 of the modes/);
    expect(findingOf(input(does)).verdicts).toContainEqual({ name: 'mixing null', beaten: false });
  });

  it('name the mixing null when it does not reach the figures', () => {
    expect(text({})).toMatch(/The mixing null does not reach this: .* energy of 2\.00/);
    expect(findingOf(input()).verdicts).toContainEqual({ name: 'mixing null', beaten: true });
  });

  it('say that the mixing null is missing while it is', () => {
    expect(text({ mixing: null })).toContain('The mixing null has not been drawn yet.');
    expect(findingOf(input({ mixing: null })).complete).toBe(false);
  });

  it('say when random graphs of the same degrees fit as well', () => {
    const same = { ...controls, shownRewired: { ...controls.shownRewired, low: controls.shownRewired.low.map(() => 0) } };
    expect(text({ controls: same })).toContain('it need not be this graph');
    expect(findingOf(input({ controls: same })).verdicts).toContainEqual({ name: 'same-degree graphs', beaten: false });
  });

  it('say when full d does not show what the components show', () => {
    const flat = { ...controls, energy: { ...controls.energy, p: controls.energy.p.map(() => 0.4), pAbove: controls.energy.p.map(() => 0.6) } };
    expect(text({ controls: flat })).toContain('In all dimensions together they lie no closer along it than chance (p = 0.40).');
  });

  it('tell what the embedding layer already gives', () => {
    expect(text({ embedding: { controls: embeddingControls, graph: 0 } })).toMatch(/The embedding layer has an energy of \d\.\d\d in its own PC 1-2: not closer than chance\./);
  });

  it('remind the reader that one frame is one frame wherever something is found', () => {
    expect(text({})).toContain('one frame of one recording');
  });
});

describe('the finding of a panel', () => {
  const ready = <T>(value: T) => ({ ...idleSlot, key: 'k', status: 'ready' as const, value });
  const result = { recordingId: 'synthetic-ring', title: '', layer: settings.layer, graphs: metadata.graphs, controls };
  const evidence = {
    controls: ready(result),
    mixing: ready({ recordingId: 'synthetic-ring', info: real.info, analysis: mixing, seed: 1 }),
    embedding: idleSlot,
    shuffled: idleSlot,
  };

  it('uses the controls and the mixing null of this very view', () => {
    expect(focusFinding(real, last, AXES, evidence)).toMatchObject({ complete: true });
  });

  it('uses none of another layer, window, axes or recording', () => {
    const other = (change: object) => ({ ...evidence, controls: ready({ ...result, controls: { ...controls, settings: { ...settings, ...change } } }) });
    for (const wrong of [{ layer: 0 }, { window: { kind: 'all' } }, { axes: [0, 2] }, { weighting: 'segments' }, { basis: { kind: 'raw' } }]) {
      expect(focusFinding(real, last, AXES, other(wrong))).toMatchObject({ complete: false, verdicts: [] });
    }
    expect(focusFinding({ ...real, recordingId: 'other' }, last, AXES, evidence).complete).toBe(false);
  });

  it('holds the mixing null at the same frame: its R2 lies between 0 and 1', () => {
    const figures = mixingFigures(evidence.mixing.value, last.frame, AXES);
    expect(figures.r2).toBeGreaterThan(0);
    expect(figures.r2).toBeLessThanOrEqual(1 + 1e-9);
    expect(figures.shownEnergy).toBeGreaterThan(0);
    expect(mixingFigures(evidence.mixing.value, last.frame, [0, 1, 2]).r2).toBeNaN();
  });
});

describe('words for figures', () => {
  it('components are counted from one, runs drawn together', () => {
    expect([[0, 1], [3, 2], [0, 2], [0, 1, 2], [4, 0, 2]].map(componentsName)).toEqual(['PC 1-2', 'PC 3-4', 'PC 1 and 3', 'PC 1-3', 'PC 1, 3 and 5']);
  });

  it('p never rounds to zero', () => {
    expect([0.0002, 0.001, 0.25, 1].map(pText)).toEqual(['< 0.001', '0.0010', '0.25', '1.0']);
  });

  it('chance without draws is not defined', () => {
    const { shownEnergy } = withShown({ draws: 0 });
    expect(chanceOf(shownEnergy, 0)).toEqual({ kind: 'undefined' });
  });
});
