import type { PerspectiveCamera, Vector3 } from 'three';

/** Turns a point of the box into pixels, in place (z is then its depth in [-1, 1]); false when it lies behind the camera. */
export function toScreen(point: Vector3, camera: PerspectiveCamera, width: number, height: number): boolean {
  point.project(camera);
  const seen = Math.abs(point.z) <= 1;
  point.x = ((point.x + 1) / 2) * width;
  point.y = ((1 - point.y) / 2) * height;
  return seen;
}
