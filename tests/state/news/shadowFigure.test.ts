import { describe, expect, it } from 'vitest';
import { shadowColumns, shadowFigure, shadowMarks } from '../../../src/state/news/shadowFigure.ts';
import { mean } from '../../../src/core/news/conditions.ts';
import { defaultView } from '../../../src/state/view/viewFields.ts';
import { planted, shipped } from '../../core/news/helpers/newsFixtures.ts';

const view = { ...defaultView, newsMeasure: 'accuracy' as const };

describe('the shadowing figure', () => {
  it('holds every prefix that was trained, with the planted means', () => {
    const { groups, untrained } = shadowFigure(planted(), view);
    expect(groups.map(({ id }) => id)).toEqual(['naive']);
    const [none, own, other, neutral] = groups[0]!.bars;
    expect([none, own].map((bar) => [mean(bar!.closed!.values), mean(bar!.open!.values)])).toEqual([[1, 1], [0.25, 1]]);
    expect([other, neutral].map((bar) => bar!.closed)).toEqual([null, null]);
    expect([untrained.closed, untrained.open].map((mark) => mean(mark!.values))).toEqual([0.25, 1]);
  });

  it('pairs prefixes of the same texts alone: another writer is another group', () => {
    const { groups } = shadowFigure(shipped('news-runs/gemma-270m.json'), view);
    const prefixes = Object.fromEntries(groups.map(({ id, bars }) => [id, bars.filter(({ closed }) => closed !== null).map(({ prefix }) => prefix)]));
    expect(prefixes).toMatchObject({ naive: ['none'], selfqa: ['none', 'own', 'other', 'neutral'] });
    expect(prefixes['selfqa.by-qwen15b']).toContain('none');
  });

  it('gives its columns in the order of their numbers', () => {
    const figure = shadowFigure(planted(), view);
    const columns = shadowColumns(figure);
    for (const { column, values } of shadowMarks(figure)) expect(columns[column]).toBe(values.values);
  });
});
