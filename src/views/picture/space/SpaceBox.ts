import { Color, Group, Vector3 } from 'three';
import type { ThemeColours } from '../useThemeColours.ts';
import { SegmentBuffer } from './segmentBuffer.ts';

/** Half side of the box around the cube of positions. */
export const BOX = 1.12;
export const FLOOR = -BOX;
const CELLS = 8;
const HEAD = 0.045;
/** How far outside the box the titles stand. */
const TITLE_GAP = 0.17;

/** Floor grid, the origin's cross, and the three axes along those edges of the box that leave the view of the nodes free. */
export class SpaceBox {
  readonly object = new Group();
  /** Where the titles of the three axes belong. */
  readonly titles = [new Vector3(), new Vector3(), new Vector3()] as const;
  readonly #grid = new SegmentBuffer(2 * (CELLS + 1) + 3, { width: 1, dashed: false });
  readonly #axes = new SegmentBuffer(9, { width: 1.75, dashed: false });
  readonly #ink: Color;
  /** Signs of the camera's x and z that the axes were last laid for. */
  #facingX = 0;
  #facingZ = 0;

  constructor(theme: ThemeColours) {
    this.#ink = new Color(theme.missing);
    const line = new Color(theme.line);
    const cross = line.clone().lerp(this.#ink, 0.35);
    this.#grid.begin();
    for (let i = 0; i <= CELLS; i++) {
      const at = -BOX + (2 * BOX * i) / CELLS;
      this.#grid.add(at, FLOOR, -BOX, at, FLOOR, BOX, line);
      this.#grid.add(-BOX, FLOOR, at, BOX, FLOOR, at, line);
    }
    this.#grid.add(-BOX, 0, 0, BOX, 0, 0, cross);
    this.#grid.add(0, FLOOR, 0, 0, BOX, 0, cross);
    this.#grid.add(0, 0, -BOX, 0, 0, BOX, cross);
    this.#grid.end();
    this.object.add(this.#grid.object, this.#axes.object);
  }

  /** Moves the axes to the near edges of the floor and the vertical one to the left edge of the view. */
  face(camera: Vector3): void {
    const sx = camera.x >= 0 ? 1 : -1;
    const sz = camera.z >= 0 ? 1 : -1;
    if (sx === this.#facingX && sz === this.#facingZ) return;
    [this.#facingX, this.#facingZ] = [sx, sz];
    const [nearX, nearZ] = [sx * BOX, sz * BOX];
    const [sideX, sideZ] = sx * sz > 0 ? [-nearX, nearZ] : [nearX, -nearZ];
    this.#axes.begin();
    this.#arrow(new Vector3(-BOX, FLOOR, nearZ), new Vector3(BOX, FLOOR, nearZ), new Vector3(0, 0, 1));
    this.#arrow(new Vector3(sideX, FLOOR, sideZ), new Vector3(sideX, BOX, sideZ), new Vector3(sideX, 0, -sideZ).normalize());
    this.#arrow(new Vector3(nearX, FLOOR, -BOX), new Vector3(nearX, FLOOR, BOX), new Vector3(1, 0, 0));
    this.#axes.end();
    this.titles[0].set(0, FLOOR, nearZ + sz * TITLE_GAP);
    this.titles[1].set(sideX, BOX + TITLE_GAP * 0.6, sideZ);
    this.titles[2].set(nearX + sx * TITLE_GAP, FLOOR, 0);
  }

  #arrow(from: Vector3, to: Vector3, side: Vector3): void {
    const along = to.clone().sub(from).normalize();
    const add = (a: Vector3, b: Vector3) => this.#axes.add(a.x, a.y, a.z, b.x, b.y, b.z, this.#ink);
    add(from, to);
    for (const sign of [-1, 1]) add(to, to.clone().addScaledVector(along, -HEAD * 1.4).addScaledVector(side, sign * HEAD * 0.7));
  }

  dispose(): void {
    this.#grid.dispose();
    this.#axes.dispose();
  }
}
