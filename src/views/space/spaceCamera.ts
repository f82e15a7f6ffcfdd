import { OrbitControls } from 'three/examples/jsm/controls/OrbitControls.js';
import { Vector3, type PerspectiveCamera } from 'three';

/** Vertical field of view in degrees of a picture at least as wide as high. */
const FIELD = 37;
export const HOME = new Vector3(2.75, 1.55, 4.4);
const NEAREST = 0.8;
const FARTHEST = 14;
const KEY_TURN = 0.12;
const KEY_ZOOM = 1.25;

/** Keeps the whole box in view in tall pictures as well, without moving the camera. */
export function fitField(camera: PerspectiveCamera, width: number, height: number): void {
  const aspect = width / Math.max(1, height);
  const half = Math.tan((FIELD * Math.PI) / 360);
  camera.aspect = aspect;
  camera.fov = aspect >= 1 ? FIELD : (360 / Math.PI) * Math.atan(half / aspect);
  camera.updateProjectionMatrix();
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

  /** Handles `+`, `-`, `0` and Shift+arrows; true when the key was one of them. */
  key(event: KeyboardEvent): boolean {
    const arm = this.camera.position.clone().sub(this.controls.target);
    if (event.key === '+' || event.key === '=') arm.setLength(Math.max(NEAREST, arm.length() / KEY_ZOOM));
    else if (event.key === '-' || event.key === '_') arm.setLength(Math.min(FARTHEST, arm.length() * KEY_ZOOM));
    else if (event.key === '0') {
      this.reset();
      return true;
    } else if (event.shiftKey && event.key === 'ArrowLeft') arm.applyAxisAngle(this.camera.up, -KEY_TURN);
    else if (event.shiftKey && event.key === 'ArrowRight') arm.applyAxisAngle(this.camera.up, KEY_TURN);
    else if (event.shiftKey && event.key === 'ArrowUp') tilt(arm, this.camera.up, KEY_TURN);
    else if (event.shiftKey && event.key === 'ArrowDown') tilt(arm, this.camera.up, -KEY_TURN);
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
