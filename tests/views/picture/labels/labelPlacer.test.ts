import { describe, expect, it } from 'vitest';
import { LabelField } from '../../../../src/views/picture/labels/labelField.ts';
import { LabelPlacer } from '../../../../src/views/picture/labels/labelPlacer.ts';
import { HIDDEN } from '../../../../src/views/picture/labels/labelPlaces.ts';

const around = { bounds: { left: 0, top: 0, right: 900, bottom: 600 }, blocked: [], edges: new Float64Array(0), centreX: 450, centreY: 300 };

/** A grid of 16 by 16 words that breathes. */
function moved(field: LabelField, time: number): void {
  for (let i = 0; i < field.length; i++) {
    field.x[i] = 60 + (i % 16) * 50 + 8 * Math.sin(time + i);
    field.y[i] = 40 + Math.floor(i / 16) * 34 + 8 * Math.cos(time + i);
  }
}

function grid(): LabelField {
  const field = new LabelField(256);
  field.radius.fill(4);
  field.width.fill(44);
  field.height.fill(17);
  field.wanted.fill(1);
  moved(field, 0);
  return field;
}

describe('LabelPlacer', () => {
  it('writes every drawing into the places of the first', () => {
    const placer = new LabelPlacer();
    const field = grid();
    placer.place(field, around, false);
    const { places } = placer;
    for (let frame = 1; frame <= 20; frame++) {
      moved(field, frame / 60);
      placer.place(field, around, true);
      expect(placer.places).toBe(places);
    }
    expect(places.filter((place) => place !== HIDDEN).length).toBeGreaterThan(60);
  });

  it('keeps nearly all labels where they are from frame to frame', () => {
    const placer = new LabelPlacer();
    const field = grid();
    placer.place(field, around, false);
    let changes = 0;
    for (let frame = 1; frame <= 60; frame++) {
      const before = placer.places.slice();
      moved(field, frame / 240);
      placer.place(field, around, true);
      changes += before.reduce((sum, place, i) => sum + Number(place !== placer.places[i]), 0);
    }
    expect(changes).toBeLessThan(0.05 * 60 * 256);
  });

  it('takes no notice of places that it is told to forget', () => {
    const [fresh, used] = [new LabelPlacer(), new LabelPlacer()];
    const field = grid();
    moved(field, 3);
    used.place(field, around, false);
    moved(field, 0);
    used.place(field, around, false);
    fresh.place(field, around, false);
    expect([...used.places]).toEqual([...fresh.places]);
  });
});
