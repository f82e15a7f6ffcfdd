import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitsPicture, filmSize } from '../../../src/views/export/exportChoices.ts';
import { columnsOf, figureLayout } from '../../../src/views/export/figureMarkup.ts';
import { shortened } from '../../../src/views/export/figureWords.ts';

const sizes = fc.array(fc.record({ width: fc.integer({ min: 150, max: 900 }), height: fc.integer({ min: 120, max: 700 }) }), { minLength: 1, maxLength: 9 });
const byLetter = (text: string) => text.length;

describe('the layout of a figure', () => {
  it('keeps panels apart, below their headings, and inside the figure', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 4 }), (panels, columns) => {
        const { cells, width, height, heading, captionY } = figureLayout(panels, columns, () => 2);
        cells.forEach((cell, i) => {
          expect([cell.width, cell.height]).toEqual([panels[i]!.width, panels[i]!.height]);
          expect(cell.x).toBeGreaterThan(0);
          expect(cell.y - heading).toBeGreaterThan(0);
          expect(cell.x + cell.width).toBeLessThan(width);
          expect(cell.y + cell.height).toBeLessThan(captionY);
          for (const other of cells.slice(0, i)) {
            const apart = cell.x >= other.x + other.width || other.x >= cell.x + cell.width || cell.y - heading >= other.y + other.height;
            expect(apart).toBe(true);
          }
        });
        expect(captionY + 2 * 16).toBeLessThan(height);
      }),
    );
  });

  it('has as many columns as the stage has in its first row', () => {
    expect([columnsOf([]), columnsOf([100]), columnsOf([100, 101, 100]), columnsOf([100, 100, 100, 400, 400])]).toEqual([1, 1, 3, 3]);
  });
});

describe('sizes of pictures and films', () => {
  it('are bounded by side and by pixels', () => {
    expect(fitsPicture({ width: 8192, height: 4000 })).toBe(true);
    expect(fitsPicture({ width: 8193, height: 10 })).toBe(false);
    expect(fitsPicture({ width: 8000, height: 8000 })).toBe(false);
  });

  it('are even for films, in the proportions of the stage', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 2000 }), fc.integer({ min: 100, max: 2000 }), (width, height) => {
        const size = filmSize({ width, height }, 1280);
        expect(size.height % 2).toBe(0);
        expect(Math.abs(size.height / 1280 - height / width)).toBeLessThanOrEqual(1 / 1280 + 1e-12);
      }),
    );
  });
});

describe('words of a figure', () => {
  it('are cut with an ellipsis only where they do not fit', () => {
    expect(shortened('Ring of 16', 10, byLetter)).toBe('Ring of 16');
    expect(shortened('Ring of 16', 6, byLetter)).toBe('Ring…');
  });
});
