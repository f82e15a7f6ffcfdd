import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisTicks, clearOf, spreadNames, timelineScale, trackGeometry } from '../../../../src/views/picture/timeline/timelineScale.ts';

describe('the lanes of the timeline', () => {
  it('stand above one another on one axis', () => {
    const { lanes, bottom, top } = trackGeometry(2, 100);
    expect(lanes[0]!.top).toBe(top);
    expect(lanes[0]!.bottom).toBeLessThan(lanes[1]!.top);
    expect(lanes[1]!.bottom).toBe(bottom);
    expect(trackGeometry(1, 100).lanes).toEqual([{ top, bottom }]);
  });

  it('name their curves where they end, never one name over another', () => {
    const lane = { top: 6, bottom: 36 };
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 60, noNaN: true }), { minLength: 1, maxLength: 3 }), (ends) => {
        const places = spreadNames(ends, lane, 13).toSorted((a, b) => a - b);
        for (let i = 1; i < places.length; i++) expect(places[i]! - places[i - 1]!).toBeGreaterThanOrEqual(13 - 1e-9);
        for (const place of places) expect(place >= lane.top && place <= Math.max(lane.bottom, lane.top + 26)).toBe(true);
      }),
      { seed: 3 },
    );
    expect(spreadNames([10, 30], lane, 13)).toEqual([10, 30]);
  });

  it('make room on the axis for a marked context', () => {
    const scale = timelineScale(10, 450, 'linear', [22, 800]);
    const mark = { context: 204, x: scale.x(204), label: '204' };
    expect(clearOf(axisTicks(scale), [mark]).map(({ label }) => label)).not.toContain('200');
    expect(clearOf(axisTicks(scale), []).map(({ label }) => label)).toContain('200');
  });
});
