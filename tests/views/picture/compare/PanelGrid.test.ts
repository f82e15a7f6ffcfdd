import { describe, expect, it } from 'vitest';
import { MIN_PANEL_WIDTH, panelLayout } from '../../../../src/views/picture/compare/PanelGrid.tsx';

const counts = [1, 2, 3, 4, 5, 6, 7, 8];

describe('the panels on the stage', () => {
  it('stand 1, 2, 2x2, 3x2 and 4x2 where there is room', () => {
    const shapes = counts.map((count) => panelLayout(count, 1000)).map(({ columns, rows }) => `${columns}x${rows}`);
    expect(shapes).toEqual(['1x1', '2x1', '2x2', '2x2', '3x2', '3x2', '4x2', '4x2']);
  });

  it('stand two abreast on a phone', () => {
    expect(panelLayout(7, 390)).toEqual({ columns: 2, rows: 4 });
    expect(panelLayout(1, 390)).toEqual({ columns: 1, rows: 1 });
  });

  it('all have a place, and are never narrower than they can be read', () => {
    for (const count of counts) {
      for (let width = 0; width <= 2000; width += 45) {
        const { columns, rows } = panelLayout(count, width);
        expect(columns * rows).toBeGreaterThanOrEqual(count);
        expect(columns * (rows - 1)).toBeLessThan(count);
        if (columns > 1) expect(width / columns).toBeGreaterThanOrEqual(MIN_PANEL_WIDTH);
      }
    }
  });
});
