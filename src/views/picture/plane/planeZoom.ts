import { select, zoom, zoomIdentity, type D3ZoomEvent, type ZoomBehavior } from 'd3';
import type { PlaneTransform } from './planeGeometry.ts';

const FARTHEST = 0.5;
const NEAREST = 60;
const KEY_ZOOM = 1.4;
const KEY_PAN = 60;

/** Wheel, pinch, drag, double-click and keys on the plane, kept by d3. Never touched by a step of the context. */
export class PlaneZoom {
  #behaviour: ZoomBehavior<SVGSVGElement, unknown>;
  transform: PlaneTransform = zoomIdentity;

  constructor(
    private readonly svg: SVGSVGElement,
    changed: () => void,
  ) {
    this.#behaviour = zoom<SVGSVGElement, unknown>()
      .scaleExtent([FARTHEST, NEAREST])
      .clickDistance(4)
      .on('zoom', (event: D3ZoomEvent<SVGSVGElement, unknown>) => {
        this.transform = event.transform;
        changed();
      });
    select(svg).call(this.#behaviour).on('dblclick.zoom', () => this.reset());
  }

  reset(): void {
    this.set(zoomIdentity);
  }

  set({ k, x, y }: PlaneTransform): void {
    this.#behaviour.transform(select(this.svg), zoomIdentity.translate(x, y).scale(k));
  }

  /** Handles `+`, `-`, `0` and Alt+arrows; true when the key was one of them. */
  key(event: KeyboardEvent): boolean {
    const svg = select(this.svg);
    if (event.altKey && !event.key.startsWith('Arrow')) return false;
    if (event.key === '+' || event.key === '=') this.#behaviour.scaleBy(svg, KEY_ZOOM);
    else if (event.key === '-' || event.key === '_') this.#behaviour.scaleBy(svg, 1 / KEY_ZOOM);
    else if (event.key === '0') this.reset();
    else if (event.altKey && event.key.startsWith('Arrow')) {
      const dx = event.key === 'ArrowLeft' ? 1 : event.key === 'ArrowRight' ? -1 : 0;
      const dy = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
      this.#behaviour.translateBy(svg, (dx * KEY_PAN) / this.transform.k, (dy * KEY_PAN) / this.transform.k);
    } else return false;
    return true;
  }

  dispose(): void {
    select(this.svg).on('.zoom', null);
  }
}
