import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisTicks, timelineScale } from '../../../../src/views/picture/timeline/timelineScale.ts';

const range = [22, 800] as const;

const timelines = fc.record({
  first: fc.integer({ min: 1, max: 50 }),
  more: fc.integer({ min: 1, max: 200_000 }),
  spacing: fc.constantFrom('linear' as const, 'log' as const),
  width: fc.integer({ min: 120, max: 2000 }),
});

describe('the timeline scale', () => {
  it('leads from a context to a pixel and back, in both spacings', () => {
    fc.assert(
      fc.property(timelines, fc.double({ min: 0, max: 1, noNaN: true }), ({ first, more, spacing, width }, share) => {
        const scale = timelineScale(first, first + more, spacing, [22, width]);
        const context = first + share * more;
        expect(scale.context(scale.x(context))).toBeCloseTo(context, 4 - Math.floor(Math.log10(first + more)));
      }),
      { seed: 1 },
    );
  });

  it('puts the last context at the right end and keeps pixels outside within the recorded contexts', () => {
    for (const spacing of ['linear', 'log'] as const) {
      const scale = timelineScale(10, 450, spacing, range);
      expect(scale.x(450)).toBeCloseTo(800);
      expect(scale.context(-100)).toBe(10);
      expect(scale.context(5000)).toBe(450);
    }
  });

  it('gives doublings equal room in log spacing', () => {
    const scale = timelineScale(10, 640, 'log', range);
    expect(scale.x(40) - scale.x(20)).toBeCloseTo(scale.x(640) - scale.x(320));
  });

  it('stands a single recorded context at the right end', () => {
    for (const spacing of ['linear', 'log'] as const) expect(timelineScale(30, 30, spacing, range).x(30)).toBeCloseTo(800);
  });
});

describe('the ticks of the timeline', () => {
  it('never let two labels touch, at any width, and always name the last context', () => {
    fc.assert(
      fc.property(timelines, ({ first, more, spacing, width }) => {
        const ticks = axisTicks(timelineScale(first, first + more, spacing, [22, width]));
        expect(ticks.at(-1)!.label).toBe(String(first + more));
        for (let i = 1; i < ticks.length; i++) {
          const room = ((ticks[i]!.label.length + ticks[i - 1]!.label.length) * 6.5) / 2;
          expect(ticks[i]!.x - ticks[i - 1]!.x).toBeGreaterThan(room);
        }
      }),
      { seed: 2 },
    );
  });

  it('name several contexts of an ordinary recording on a phone', () => {
    const labels = axisTicks(timelineScale(10, 450, 'linear', [22, 350])).map(({ label }) => label);
    expect(labels.length).toBeGreaterThanOrEqual(4);
    expect(labels[0]).toBe('0');
  });

  it('use 1, 2 and 5 in log spacing', () => {
    const labels = axisTicks(timelineScale(10, 450, 'log', range)).map(({ label }) => label);
    expect(labels).toEqual(['10', '20', '50', '100', '200', '450']);
  });
});
