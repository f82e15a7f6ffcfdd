import { describe, expect, it } from 'vitest';
import { cellText, drawnLines, matrixLines, movedPlace, nextOrder } from '../../../src/views/news/matrixGrid.ts';
import { matrixFigure } from '../../../src/state/news/matrixFigure.ts';
import { defaultView } from '../../../src/state/view/viewFields.ts';
import { planted } from '../../core/news/helpers/newsFixtures.ts';

describe('lines of the matrix', () => {
  it('are the groups with their news below them', () => {
    const lines = matrixLines(matrixFigure(planted(), defaultView));
    expect(lines.map(({ kind, id }) => `${kind} ${id}`).slice(4, 7)).toEqual(['group group events', 'news cedar', 'news fjord']);
  });

  it('are drawn where they are in view and a little beyond, however many there are', () => {
    expect(drawnLines(0, 240, 24, 2000)).toEqual([0, 18]);
    expect(drawnLines(24_000, 240, 24, 2000)).toEqual([992, 1018]);
    expect(drawnLines(1e9, 240, 24, 10)).toEqual([10, 10]);
    expect(drawnLines(0, 240, 24, 3)).toEqual([0, 3]);
  });
});

describe('keys in the matrix', () => {
  const moved = (key: string, control = false) => movedPlace({ line: 5, column: 2 }, key, 20, 4, 8, control);

  it('go by cells, pages and to the ends, and stop at the borders', () => {
    expect(moved('ArrowUp')).toEqual({ line: 4, column: 2 });
    expect(moved('ArrowRight')).toEqual({ line: 5, column: 3 });
    expect(moved('PageDown')).toEqual({ line: 13, column: 2 });
    expect(moved('PageUp')).toEqual({ line: 0, column: 2 });
    expect(moved('Home')).toEqual({ line: 5, column: 0 });
    expect(moved('End', true)).toEqual({ line: 19, column: 3 });
    expect(movedPlace({ line: 19, column: 3 }, 'ArrowDown', 20, 4, 8, false)).toEqual({ line: 19, column: 3 });
    expect(moved('a')).toBeNull();
  });

  it('reach the heads above the first line', () => {
    expect(movedPlace({ line: 0, column: 1 }, 'ArrowUp', 20, 4, 8, false)).toEqual({ line: -1, column: 1 });
    expect(movedPlace({ line: -1, column: 1 }, 'ArrowUp', 20, 4, 8, false)).toEqual({ line: -1, column: 1 });
  });
});

it('sorts falling, rising, then by domain again', () => {
  const falling = nextOrder(null, 'naive');
  expect(falling).toEqual({ condition: 'naive', order: 'falling' });
  expect(nextOrder(falling, 'naive')).toEqual({ condition: 'naive', order: 'rising' });
  expect(nextOrder({ condition: 'naive', order: 'rising' }, 'naive')).toBeNull();
  expect(nextOrder(falling, 'none')).toEqual({ condition: 'none', order: 'falling' });
});

it('prints values in four characters at most', () => {
  expect([-1.34, -9.94, -9.96, -12.6, -0.04].map((value) => cellText(value, 'logp'))).toEqual(['−1.3', '−9.9', '−10', '−13', '0.0']);
  expect([0, 0.584, 1].map((value) => cellText(value, 'accuracy'))).toEqual(['0', '.58', '1']);
  expect(cellText(NaN, 'logp')).toBe('');
});
