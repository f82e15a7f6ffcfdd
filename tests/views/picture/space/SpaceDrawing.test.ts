import { Color, PerspectiveCamera, Vector3 } from 'three';
import { describe, expect, it } from 'vitest';
import { defaultView } from '../../../../src/state/view/viewFields.ts';
import { projectionContent } from '../../../../src/views/picture/projectionContent.ts';
import type { ThemeColours } from '../../../../src/views/picture/useThemeColours.ts';
import { SegmentBuffer } from '../../../../src/views/picture/space/segmentBuffer.ts';
import { GhostPoints } from '../../../../src/views/picture/space/GhostPoints.ts';
import { BOX } from '../../../../src/views/picture/space/SpaceBox.ts';
import { fitField, HOME } from '../../../../src/views/picture/space/spaceCamera.ts';
import { SpaceMoment } from '../../../../src/views/picture/space/spaceMoment.ts';
import { syntheticResult } from '../../helpers/syntheticResult.ts';

const theme: ThemeColours = {
  scheme: 'light', ink: '#000000', inkSoft: '#333333', paper: '#ffffff', line: '#dddddd', accent: '#0072b2', edge: '#999999', edgeReference: '#d55e00', focus: '#0072b2', missing: '#888888',
};
const content = projectionContent(syntheticResult({ kind: 'grid', rows: 4, cols: 4 }, { lateNodes: [3] }), { ...defaultView, axes: [0, 1, 2] }, theme);

describe('SpaceMoment', () => {
  it('keeps every frame inside the cube, with one scale for the whole sequence', () => {
    const moment = new SpaceMoment(content);
    let largest = 0;
    for (let frame = 0; frame < content.result.analysis.frames.length; frame++) {
      moment.moveTo({ frame, fraction: 0, between: false, clamped: false });
      for (const value of moment.positions.xyz) if (Math.abs(value) > largest) largest = Math.abs(value);
    }
    expect(largest).toBeCloseTo(1, 6);
  });

  it('leaves missing nodes without a position', () => {
    const moment = new SpaceMoment(content);
    moment.moveTo({ frame: 0, fraction: 0, between: false, clamped: false });
    expect(moment.positions.xyz[3 * 3]).toBeNaN();
    expect(moment.positions.presence[3]).toBe(0);
  });
});

describe('SegmentBuffer', () => {
  it('draws only what was added since the last begin', () => {
    const buffer = new SegmentBuffer(3, { width: 1, dashed: false });
    const black = new Color('#000000');
    buffer.begin();
    buffer.add(0, 0, 0, 1, 0, 0, black);
    buffer.add(0, 0, 0, 0, 1, 0, black);
    buffer.end();
    expect(buffer.object.geometry.instanceCount).toBe(2);
    buffer.begin();
    buffer.end();
    expect(buffer.object.visible).toBe(false);
    buffer.dispose();
  });

  it('refuses more segments than it has room for', () => {
    const buffer = new SegmentBuffer(1, { width: 1, dashed: false });
    const black = new Color('#000000');
    buffer.begin();
    buffer.add(0, 0, 0, 1, 0, 0, black);
    expect(() => buffer.add(0, 0, 0, 0, 1, 0, black)).toThrow(RangeError);
    buffer.dispose();
  });
});

describe('the camera', () => {
  it.each([
    [1600, 700, 24],
    [700, 700, 24],
    [390, 844, 24],
    [180, 170, 13],
  ])('sees the whole box from its home in a picture of %i by %i, at least %i pixels from its border', (width, height, margin) => {
    const camera = new PerspectiveCamera(30, 1, 0.05, 60);
    camera.position.copy(HOME);
    camera.lookAt(0, 0, 0);
    fitField(camera, width, height);
    camera.updateMatrixWorld();
    let nearest = Infinity;
    for (let corner = 0; corner < 8; corner++) {
      const point = new Vector3(corner & 1 ? BOX : -BOX, corner & 2 ? BOX : -BOX, corner & 4 ? BOX : -BOX).project(camera);
      nearest = Math.min(nearest, ((1 - Math.abs(point.x)) / 2) * width, ((1 - Math.abs(point.y)) / 2) * height);
    }
    expect(nearest).toBeGreaterThan(margin - 0.5);
    expect(nearest, 'no smaller than it needs to be').toBeLessThan(margin + 1.5);
  });
});

describe('the ghosts of another context', () => {
  const scene = () => {
    const moment = new SpaceMoment(content);
    moment.moveTo({ frame: 9, fraction: 0, between: false, clamped: false });
    return { moment, ghosts: new GhostPoints(16) };
  };

  it('show only while another context than the drawn one is pointed at', () => {
    const { moment, ghosts } = scene();
    ghosts.update(moment, null);
    expect(ghosts.object.visible).toBe(false);
    ghosts.update(moment, 9);
    expect(ghosts.object.visible).toBe(false);
    ghosts.update(moment, 4);
    expect(ghosts.object.visible).toBe(true);
    ghosts.dispose();
  });
});
