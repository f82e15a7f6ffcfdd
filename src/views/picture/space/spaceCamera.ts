/** The camera of a 3D panel: where it stands and what of space it puts where on the picture. */
import { Matrix4, type PerspectiveCamera, Vector3 } from 'three';
import { OrbitControls } from 'three/examples/jsm/controls/OrbitControls.js';
import type { Box } from '../box.ts';
import { BOX } from './SpaceBox.ts';

/** Turns a point of the box into pixels, in place (z is then its depth in [-1, 1]); false when it lies behind the camera. */
export function toScreen(point: Vector3, camera: PerspectiveCamera, width: number, height: number): boolean {
  point.project(camera);
  const seen = Math.abs(point.z) <= 1;
  point.x = ((point.x + 1) / 2) * width;
  point.y = ((1 - point.y) / 2) * height;
  return seen;
}

export const HOME = new Vector3(2.75, 1.55, 4.4);
/** Pixels left free around the box as seen from HOME; less in small pictures, where it would take too much of it. */
const MARGIN = 24;
const MARGIN_SHARE = 0.08;
const NEAREST = 0.8;
const FARTHEST = 14;
const KEY_TURN = 0.12;
const KEY_ZOOM = 1.25;

/** The box as seen from HOME, in slopes against the line to its middle: to the right and up. */
function homeOutline(): Box {
  const view = new Matrix4().lookAt(HOME, new Vector3(), new Vector3(0, 1, 0)).setPosition(HOME).invert();
  const corners = Array.from({ length: 8 }, (_, corner) =>
    new Vector3(corner & 1 ? BOX : -BOX, corner & 2 ? BOX : -BOX, corner & 4 ? BOX : -BOX).applyMatrix4(view),
  );
  const across = corners.map((at) => at.x / -at.z);
  const down = corners.map((at) => at.y / at.z);
  return { left: Math.min(...across), right: Math.max(...across), top: Math.min(...down), bottom: Math.max(...down) };
}

const OUTLINE = homeOutline();

/** Gives the camera the field and the shift in which, from HOME, the whole box stands in the middle of the picture. Sizes in CSS pixels. */
export function fitField(camera: PerspectiveCamera, width: number, height: number): void {
  const [w, h] = [Math.max(1, width), Math.max(1, height)];
  const margin = Math.min(MARGIN, MARGIN_SHARE * Math.min(w, h));
  const { left, right, top, bottom } = OUTLINE;
  const slope = Math.max((right - left) / (w - 2 * margin), (bottom - top) / (h - 2 * margin));
  camera.aspect = w / h;
  camera.fov = (360 / Math.PI) * Math.atan((slope * h) / 2);
  camera.setViewOffset(w, h, (left + right) / 2 / slope, (top + bottom) / 2 / slope, w, h);
}

/** Orbit, zoom and pan by pointer and keys. Nothing but the reader moves the camera. */
export class SpaceCamera {
  readonly controls: OrbitControls;

  constructor(
    readonly camera: PerspectiveCamera,
    element: HTMLElement,
    private readonly changed: () => void,
  ) {
    this.controls = new OrbitControls(camera, element);
    this.controls.enableDamping = !matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.controls.dampingFactor = 0.14;
    this.controls.minDistance = NEAREST;
    this.controls.maxDistance = FARTHEST;
    this.controls.addEventListener('change', changed);
  }

  reset(): void {
    this.controls.target.set(0, 0, 0);
    this.camera.position.copy(HOME);
    this.controls.update();
    this.changed();
  }

  /** Handles `+`, `-`, `0` and Alt+arrows; true when the key was one of them. */
  key(event: KeyboardEvent): boolean {
    if (event.altKey && !event.key.startsWith('Arrow')) return false;
    const arm = this.camera.position.clone().sub(this.controls.target);
    if (event.key === '+' || event.key === '=') arm.setLength(Math.max(NEAREST, arm.length() / KEY_ZOOM));
    else if (event.key === '-' || event.key === '_') arm.setLength(Math.min(FARTHEST, arm.length() * KEY_ZOOM));
    else if (event.key === '0') {
      this.reset();
      return true;
    } else if (event.altKey && event.key === 'ArrowLeft') arm.applyAxisAngle(this.camera.up, -KEY_TURN);
    else if (event.altKey && event.key === 'ArrowRight') arm.applyAxisAngle(this.camera.up, KEY_TURN);
    else if (event.altKey && event.key === 'ArrowUp') tilt(arm, this.camera.up, KEY_TURN);
    else if (event.altKey && event.key === 'ArrowDown') tilt(arm, this.camera.up, -KEY_TURN);
    else return false;
    this.camera.position.copy(this.controls.target).add(arm);
    this.controls.update();
    this.changed();
    return true;
  }

  dispose(): void {
    this.controls.removeEventListener('change', this.changed);
    this.controls.dispose();
  }
}

/** Raises the arm of the camera, stopping short of the poles. */
function tilt(arm: Vector3, up: Vector3, angle: number): void {
  const polar = arm.angleTo(up);
  const next = Math.min(Math.PI - 0.1, Math.max(0.1, polar - angle));
  arm.applyAxisAngle(new Vector3().crossVectors(up, arm).normalize(), next - polar);
}
