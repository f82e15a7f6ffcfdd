import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../../src/core/linalg/steps.ts';
import { newsEfficiency } from '../../../src/core/news/efficiency.ts';
import { sizeFigure, sizeMarks, sizeQuestions } from '../../../src/state/news/sizeFigure.ts';
import { defaultView } from '../../../src/state/view/viewFields.ts';
import { sizeLayout } from '../../../src/views/news/sizeLayout.ts';
import { planted } from '../../core/news/helpers/newsFixtures.ts';

const results = planted();
const sized = (id: string, parameters: number) => ({ ...results, id, model: { ...results.model, id, parameters } });
const figure = sizeFigure([sized('a-model-of-a-long-name', 1e8), sized('another-of-a-long-name', 1.2e8), sized('far', 1e10)], { ...defaultView, newsAll: true });
const marks = sizeMarks(figure, sizeQuestions(figure).map((question) => runToEnd(newsEfficiency(question))));
const layout = (width: number) => sizeLayout(marks, width, (text) => text.length * 6, ({ model }) => model.data.model);

describe('places of sizes', () => {
  it('put what is not reached at the upper edge, and the rest on the axis', () => {
    const { places, box } = layout(600);
    expect(places).toHaveLength(6);
    for (const { mark, y, kind } of places) {
      expect(kind).toBe(mark.group.protocol === 'naive.own' ? 'not reached' : 'reached');
      if (kind === 'not reached') expect(y).toBe(box.above);
      else expect(y).toBeGreaterThan(box.top);
    }
  });

  it('stand beside one another for one model', () => {
    const { places } = layout(600);
    const xs = places.filter(({ mark }) => mark.parameters === 1e8).map(({ x }) => x);
    expect(new Set(xs).size).toBe(2);
  });

  it('give names that would meet rows of their own, inside the picture', () => {
    const { names } = layout(380);
    expect(names.map(({ row }) => row)).toEqual([0, 1, 0]);
    for (const { text, x } of names) expect(x + (text.length * 6) / 2).toBeLessThanOrEqual(380);
  });

  it('are drawn for one model and for none', () => {
    expect(sizeLayout(marks.slice(0, 1), 600, () => 60, () => 'one').places).toHaveLength(1);
    expect(sizeLayout([], 600, () => 60, () => 'none').places).toEqual([]);
  });
});
