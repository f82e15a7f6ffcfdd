import { HIT_RADIUS, nearestNode, type PanelPointer } from '../pointing.ts';
import type { SpaceCamera } from './spaceCamera.ts';

export interface SpaceTarget {
  readonly pointer: PanelPointer;
  /** [n, 2] pixels of the last drawing. */
  readonly screen: () => Float64Array | null;
  readonly camera: () => SpaceCamera | null;
}

/** A press that moves farther than this is a drag, not a click. Pixels. */
const CLICK_DISTANCE = 4;

/** Pointer and keyboard of the space apart from orbiting, which drags on `surface`. Returns the function that takes the listeners away. */
export function listenToSpace(host: HTMLElement, surface: HTMLElement, { pointer, screen, camera }: SpaceTarget): () => void {
  const controller = new AbortController();
  const listen = <K extends keyof HTMLElementEventMap>(type: K, handler: (event: HTMLElementEventMap[K]) => void) =>
    host.addEventListener(type, handler, { signal: controller.signal });
  const onPicture = (event: Event) => event.target === surface;
  const nodeAt = (event: MouseEvent): number | null => {
    const points = screen();
    if (points === null || !onPicture(event)) return null;
    const box = host.getBoundingClientRect();
    return nearestNode(points, 2, event.clientX - box.left, event.clientY - box.top, HIT_RADIUS);
  };
  let pressed: readonly [x: number, y: number] | null = null;

  listen('pointerdown', (event) => {
    pressed = [event.clientX, event.clientY];
  });
  listen('pointermove', (event) => {
    if (event.pointerType === 'touch' || event.buttons !== 0) return;
    const node = nodeAt(event);
    surface.style.cursor = node === null ? '' : 'pointer';
    pointer.hover(node);
  });
  listen('pointerleave', () => pointer.hover(null));
  listen('click', (event) => {
    const node = nodeAt(event);
    const moved = pressed === null ? 0 : Math.hypot(event.clientX - pressed[0], event.clientY - pressed[1]);
    if (node !== null && moved <= CLICK_DISTANCE) pointer.togglePin(node);
  });
  listen('dblclick', (event) => {
    if (onPicture(event)) camera()?.reset();
  });
  listen('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || camera()?.key(event) !== true) return;
    event.preventDefault();
    event.stopPropagation();
  });
  return () => controller.abort();
}
