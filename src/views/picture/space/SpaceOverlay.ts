/** Words over the 3D picture: node labels and axis titles as SVG text, where the camera puts them. */
import { Vector3, type PerspectiveCamera } from 'three';
import type { Box } from '../box.ts';
import { LabelLayer, type LabelPicture, type PlacedLabel } from '../labels/labelLayer.ts';
import type { LabelPlaces } from '../labels/labelPlaces.ts';
import { reused } from '../reused.ts';
import type { SpaceDrawing } from './SpaceDrawing.ts';
import { AxisTitles } from './axisTitles.ts';
import { toScreen } from './spaceCamera.ts';
import type { SpaceMoment } from './spaceMoment.ts';

const LABEL_SIZE = 13;
const COMPACT_LABEL_SIZE = 12;
const COMPACT = 320;
/** Labels of far nodes are this much fainter than those of near ones. */
const DEPTH_FADE = 0.4;
/** Smallest radius in pixels that a label keeps clear of. */
const LEAST_RADIUS = 3;

export class SpaceOverlay {
  /** [n, 2] pixels of the last drawing; NaN for nodes that are missing or behind the camera. */
  screen = new Float64Array(0);
  blocked: readonly Box[] = [];
  #radii = new Float64Array(0);
  #opacities = new Float64Array(0);
  #labelSize = 0;
  #bounds: Box = { left: 0, top: 0, right: 0, bottom: 0 };
  readonly #picture = reused<LabelPicture>();
  readonly #allBlocked: Box[] = [];
  readonly #point = new Vector3();
  readonly #labels: LabelLayer;
  readonly #titles: AxisTitles;

  constructor(private readonly svg: SVGSVGElement) {
    const layer = (name: string) => svg.querySelector<SVGGElement>(`[data-layer="${name}"]`)!;
    this.#titles = new AxisTitles(layer('titles'));
    this.#labels = new LabelLayer(layer('labels'), layer('leaders'));
  }

  /** Draws the words of a moment; returns how many labels found no room. */
  draw({ moment, titles: ends }: SpaceDrawing, camera: PerspectiveCamera, width: number, height: number): number {
    this.#fit(width, height);
    this.#project(moment, camera, width, height);
    this.#allBlocked.length = 0;
    for (let i = 0; i < this.blocked.length; i++) this.#allBlocked.push(this.blocked[i]!);
    this.#titles.draw(moment, ends, camera, width, height, this.#allBlocked);
    const picture = this.#picture;
    picture.content = moment.content;
    picture.bounds = this.#bounds;
    picture.screen = this.screen;
    picture.radii = this.#radii;
    picture.opacities = this.#opacities;
    picture.emphasis = moment.emphasis;
    picture.blocked = this.#allBlocked;
    return this.#labels.draw(picture, this.#labelSize);
  }

  /** Where the labels of the last drawing lie. */
  readonly labels = (): readonly PlacedLabel[] => this.#labels.placed();

  /** The same around their nodes, and for another drawing to keep. */
  get labelPlaces(): LabelPlaces | null {
    return this.#labels.places;
  }

  keepLabels(recordingId: string, places: LabelPlaces | null): void {
    this.#labels.keep(recordingId, places);
  }

  clear(): void {
    for (const layer of this.svg.querySelectorAll('[data-layer]')) layer.replaceChildren();
  }

  #fit(width: number, height: number): void {
    if (this.#bounds.right !== width || this.#bounds.bottom !== height) this.#bounds = { left: 0, top: 0, right: width, bottom: height };
    const size = Math.min(width, height) < COMPACT ? COMPACT_LABEL_SIZE : LABEL_SIZE;
    if (size === this.#labelSize) return;
    this.#labelSize = size;
    this.svg.style.setProperty('--label-size', `${size}px`);
  }

  /** Pixels, radii and opacities of all nodes. */
  #project({ content, positions, radius }: SpaceMoment, camera: PerspectiveCamera, width: number, height: number): void {
    const { nodes } = content;
    if (this.#radii.length !== nodes) {
      this.screen = new Float64Array(nodes * 2);
      this.#radii = new Float64Array(nodes);
      this.#opacities = new Float64Array(nodes);
    }
    const distance = camera.position.length();
    const focal = height / (2 * Math.tan((camera.fov * Math.PI) / 360));
    for (let i = 0; i < nodes; i++) {
      const depth = this.#point.fromArray(positions.xyz, i * 3).distanceTo(camera.position) || distance;
      const near = Math.min(1, Math.max(0, (distance + 1 - depth) / 2));
      const seen = toScreen(this.#point, camera, width, height);
      this.screen[i * 2] = seen ? this.#point.x : NaN;
      this.screen[i * 2 + 1] = seen ? this.#point.y : NaN;
      this.#radii[i] = Math.max(LEAST_RADIUS, (radius * focal) / Math.max(0.1, depth)) + 1;
      this.#opacities[i] = positions.presence[i]! * (1 - DEPTH_FADE * (1 - near));
    }
  }
}
