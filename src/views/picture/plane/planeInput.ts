import { HIT_RADIUS, nearestNode, type PanelPointer } from '../pointing.ts';
import type { PlaneScene } from './PlaneScene.ts';

/** Pointer and keyboard of the plane, apart from zoom. Returns the function that takes the listeners away. */
export function listenToPlane(svg: SVGSVGElement, scene: PlaneScene, pointer: Pick<PanelPointer, 'hover' | 'togglePin' | 'key'>): () => void {
  const nodeAt = (event: MouseEvent): number | null => {
    const picture = scene.picture;
    if (picture === null) return null;
    const box = svg.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const { plot } = picture.geometry;
    if (x < plot.left || x > plot.right || y < plot.top || y > plot.bottom) return null;
    return nearestNode(picture.screen, 2, x, y, HIT_RADIUS);
  };
  const focusedNode = (target: EventTarget | null): number | null => {
    const mark = target instanceof Element ? target.closest('[data-layer="nodes"] > g') : null;
    return mark === null ? null : [...mark.parentElement!.children].indexOf(mark);
  };
  const controller = new AbortController();
  const listen = <K extends keyof SVGSVGElementEventMap>(type: K, handler: (event: SVGSVGElementEventMap[K]) => void) =>
    svg.addEventListener(type, handler, { signal: controller.signal });

  listen('pointermove', (event) => {
    if (event.pointerType === 'touch' || event.buttons !== 0) return;
    const node = nodeAt(event);
    svg.style.cursor = node === null ? '' : 'pointer';
    pointer.hover(node);
  });
  listen('pointerleave', () => pointer.hover(null));
  listen('click', (event) => {
    const node = nodeAt(event);
    if (node !== null) pointer.togglePin(node);
  });
  listen('focusin', (event) => {
    const node = focusedNode(event.target);
    if (node !== null) pointer.hover(node);
  });
  listen('focusout', () => pointer.hover(null));
  listen('keydown', (event) => {
    if (event.ctrlKey || event.metaKey) return;
    const node = focusedNode(event.target);
    const nodes = scene.picture?.content.nodes ?? 0;
    const next = node === null || nodes === 0 || event.altKey ? null : pointer.key(event, node, nodes);
    if (next !== null) {
      scene.nodeLayer.focus(next);
    } else if (!scene.zoom.key(event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  return () => controller.abort();
}
