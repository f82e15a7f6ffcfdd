/**
 * One WebGL canvas for all 3D panels, behind them: browsers allow only some sixteen contexts at once, and every context
 * costs memory and a start. Each panel draws into its own part of it, so nothing is copied and no picture waits for another.
 */
import { Color, WebGLRenderer, type PerspectiveCamera, type Scene } from 'three';

export interface SpacePartEvents {
  /** The part has this size in CSS pixels from now on, and is to be drawn at once: a canvas that changes its size is empty. */
  resized(width: number, height: number): void;
  /** The graphics driver has taken the drawing away. */
  lost(): void;
}

/** The part of one panel. */
export interface SpacePart {
  /** Draws over the whole part. @param paper colour behind the scene */
  readonly render: (scene: Scene, camera: PerspectiveCamera, paper: Readonly<Color>) => void;
  /** The canvas goes with its last part. */
  readonly leave: () => void;
}

interface Place extends SpacePartEvents {
  readonly host: HTMLElement;
  /** CSS pixels from the left top of the canvas. */
  left: number;
  top: number;
  width: number;
  height: number;
}

const SHARPEST = 2;
/** Side in pixels that every WebGL 2 can draw, or nearly. */
const LARGEST = 8192;
const NOTHING = new Color('#000000');

const canvases = new WeakMap<HTMLElement, SpaceCanvas>();

/**
 * A part of the canvas behind the panels, as large as `host` and where it is.
 * @throws where there is no WebGL
 */
export function joinSpaceCanvas(backdrop: HTMLElement, host: HTMLElement, events: SpacePartEvents): SpacePart {
  const canvas = canvases.get(backdrop) ?? new SpaceCanvas(backdrop);
  canvases.set(backdrop, canvas);
  return canvas.join(host, events);
}

class SpaceCanvas {
  readonly #renderer: WebGLRenderer;
  readonly #places = new Set<Place>();
  readonly #observer = new ResizeObserver(() => this.#measure());
  #width = 0;
  #height = 0;

  constructor(private readonly backdrop: HTMLElement) {
    // Kept from frame to frame, so that a panel that is turned need not draw the others.
    this.#renderer = new WebGLRenderer({ antialias: true, alpha: true, preserveDrawingBuffer: true });
    this.#renderer.setScissorTest(true);
    const { domElement } = this.#renderer;
    domElement.addEventListener('webglcontextlost', (event) => {
      event.preventDefault();
      for (const place of [...this.#places]) place.lost();
    });
    backdrop.append(domElement);
  }

  join(host: HTMLElement, events: SpacePartEvents): SpacePart {
    const place: Place = { host, left: 0, top: 0, width: 0, height: 0, resized: (width, height) => events.resized(width, height), lost: () => events.lost() };
    this.#places.add(place);
    this.#observer.observe(host);
    return {
      render: (scene, camera, paper) => this.#render(place, scene, camera, paper),
      leave: () => this.#leave(place),
    };
  }

  #leave(place: Place): void {
    if (!this.#places.delete(place)) return;
    this.#observer.unobserve(place.host);
    if (this.#places.size > 0) return this.#clear(place);
    canvases.delete(this.backdrop);
    this.#observer.disconnect();
    this.#renderer.domElement.remove();
    this.#renderer.dispose();
    this.#renderer.forceContextLoss();
  }

  /** One panel that changes its size may move all others. */
  #measure(): void {
    const origin = this.backdrop.getBoundingClientRect();
    let width = 0;
    let height = 0;
    for (const place of this.#places) {
      const box = place.host.getBoundingClientRect();
      // Whole pixels, rounded alike on both sides of a line between two panels, so that it stays free.
      const right = Math.round(box.right - origin.left);
      const bottom = Math.round(box.bottom - origin.top);
      place.left = Math.round(box.left - origin.left);
      place.top = Math.round(box.top - origin.top);
      place.width = right - place.left;
      place.height = bottom - place.top;
      width = Math.max(width, right);
      height = Math.max(height, bottom);
    }
    if (width !== this.#width || height !== this.#height) {
      [this.#width, this.#height] = [width, height];
      this.#renderer.setPixelRatio(Math.min(SHARPEST, Math.max(1, devicePixelRatio), LARGEST / Math.max(1, width, height)));
      this.#renderer.setSize(width, height);
    } else this.#clearAll();
    for (const place of this.#places) place.resized(place.width, place.height);
  }

  #render(place: Place, scene: Scene, camera: PerspectiveCamera, paper: Readonly<Color>): void {
    this.#aim(place);
    this.#renderer.setClearColor(paper, 1);
    this.#renderer.render(scene, camera);
  }

  #clear(place: Place): void {
    this.#aim(place);
    this.#renderer.setClearColor(NOTHING, 0);
    this.#renderer.clear();
  }

  /** Parts may have left places that none has now. */
  #clearAll(): void {
    this.#renderer.setScissorTest(false);
    this.#renderer.setClearColor(NOTHING, 0);
    this.#renderer.clear();
    this.#renderer.setScissorTest(true);
  }

  /** WebGL counts from the bottom. */
  #aim({ left, top, width, height }: Place): void {
    const bottom = this.#height - top - height;
    this.#renderer.setViewport(left, bottom, width, height);
    this.#renderer.setScissor(left, bottom, width, height);
  }
}
