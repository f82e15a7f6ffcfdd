import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { layerReliability } from '../../../src/core/reliability/layerReliability.ts';
import type { RecordingGraph } from '../../../src/core/recording/types.ts';
import { LOW_RELIABILITY, reliabilityNote, sequenceFigures } from '../../../src/state/figures/reliability.ts';
import { sampleSequences } from '../../core/helpers/sampleSequences.ts';

const input = await sampleSequences('gemma3-270m-ring16-a', 15);
const settings = { layer: 15, window: { kind: 'last', tokens: 200 }, pair: [0, 1] } as const;
const reliability = runToEnd(layerReliability(input, settings, { draws: 99, seed: 1 }));
const graphs = [{ id: 'ring', title: 'Ring of 16', role: 'context', directed: false, edges: [], layout: null }] satisfies RecordingGraph[];
const result = { recordingId: 'ring16', layer: 15, graphs, reliability };

const table = (values: readonly number[]) => ({ value: Float64Array.from(values), low: new Float64Array(values.length), high: new Float64Array(values.length) });
const noteOf = (value: number) => reliabilityNote({ reliability: table([value]), sharedWords: Float64Array.of(4.5) }, 0);

describe('figures over sequences at a frame', () => {
  it('are those of the frame, every reading beside its measure', () => {
    const found = sequenceFigures(result, 1);
    expect(found).toMatchObject({ context: 20, sequences: 4, splits: 3, words: 16, draws: 99 });
    const [energy, pairEnergy, correlation, r2] = found.graphs[0]!.measures;
    expect(energy!.figures.map(({ reading, value }) => [reading, Number(value.toFixed(2))])).toEqual([['pooled', 0.5], ['offsetsRemoved', 0.67], ['acrossSequences', 0.72]]);
    expect(pairEnergy!.figures.map(({ reading }) => reading)).toEqual(['pooled', 'offsetsRemoved', 'heldOut']);
    expect(correlation!.figures.map(({ reading }) => reading)).toEqual(['pooled', 'offsetsRemoved', 'acrossSequences']);
    expect(r2!.figures.map(({ reading }) => reading)).toEqual(['pooled', 'offsetsRemoved', 'acrossSequences', 'heldOut']);
    expect(sequenceFigures(result, 15).graphs[0]!.measures[0]!.figures[0]!.value).toBeCloseTo(0.628, 3);
  });
});

describe('what a picture says of its reliability', () => {
  it('is nothing from the threshold on, and the figure below it', () => {
    expect(LOW_RELIABILITY).toBe(0.7);
    expect(noteOf(0.7)).toBeNull();
    expect(noteOf(0.98)).toBeNull();
    expect(noteOf(0.664)!.text).toBe('low reliability: 0.66');
    expect(noteOf(0.664)!.more).toContain('about 66 %');
    expect(noteOf(0.664)!.more).toContain('4.5 words');
  });

  it('never speaks of less than nothing', () => {
    expect(noteOf(-0.4)!.more).toContain('about 0 %');
  });

  it('says where nothing tells signal from chance', () => {
    expect(noteOf(NaN)!.text).toBe('reliability not known');
  });

  it('warns of the first contexts of the ring of 16, and of none from 50 tokens on', () => {
    const contexts = reliability.frames.flatMap(({ context }, frame) => (reliabilityNote(reliability, frame) === null ? [] : [context]));
    expect(contexts).toEqual([10, 20, 30, 40]);
  });
});
