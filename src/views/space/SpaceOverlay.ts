/** Words over the 3D picture: node labels and axis titles as SVG text, where the camera puts them. */
import { select, type Selection } from 'd3';
import { Vector3, type PerspectiveCamera } from 'three';
import type { Box } from '../shared/box.ts';
import { axisTitle } from '../shared/explainedVariance.ts';
import { LabelLayer, type PlacedLabel } from '../shared/labelLayer.ts';
import type { LabelPlaces } from '../shared/placeLabels.ts';
import { textWidth } from '../shared/textWidth.ts';
import type { SpaceDrawing } from './SpaceDrawing.ts';
import type { SpaceMoment } from './spaceMoment.ts';
import styles from './space.module.css';

interface AxisTitle {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

const LABEL_SIZE = 13;
const COMPACT_LABEL_SIZE = 12;
const COMPACT = 320;
const TITLE_SIZE = 12;
/** Labels of far nodes are this much fainter than those of near ones. */
const DEPTH_FADE = 0.4;

export class SpaceOverlay {
  /** [n, 2] pixels of the last drawing; NaN for nodes that are missing or behind the camera. */
  screen = new Float64Array(0);
  #depths = new Float64Array(0);
  #labelSize = LABEL_SIZE;
  readonly #point = new Vector3();
  readonly #labels: LabelLayer;
  readonly #titles: Selection<SVGGElement, unknown, null, undefined>;
  blocked: readonly Box[] = [];

  constructor(private readonly svg: SVGSVGElement) {
    const group = (layer: string) => select(svg).select<SVGGElement>(`[data-layer="${layer}"]`);
    this.#titles = group('titles');
    this.#labels = new LabelLayer(group('labels'), group('leaders'), () => ({
      font: `500 ${this.#labelSize}px ${getComputedStyle(svg).fontFamily}`,
      height: this.#labelSize + 4,
    }));
  }

  /** Draws the words of a moment; returns how many labels found no room. */
  draw({ moment, titles: ends }: SpaceDrawing, camera: PerspectiveCamera, width: number, height: number): number {
    this.#labelSize = Math.min(width, height) < COMPACT ? COMPACT_LABEL_SIZE : LABEL_SIZE;
    this.svg.style.setProperty('--label-size', `${this.#labelSize}px`);
    this.#project(moment, camera, width, height);
    const titles = this.#placeTitles(moment, ends, camera, width, height);
    const bounds: Box = { left: 0, top: 0, right: width, bottom: height };
    const distance = camera.position.length();
    const focal = height / (2 * Math.tan((camera.fov * Math.PI) / 360));
    const near = (node: number) => Math.min(1, Math.max(0, (distance + 1 - this.#depths[node]!) / 2));
    return this.#labels.draw({
      content: moment.content,
      bounds,
      screen: this.screen,
      radius: (node) => Math.max(3, (moment.radius * focal) / Math.max(0.1, this.#depths[node] || distance)) + 1,
      opacity: (node) => moment.positions.presence[node]! * (1 - DEPTH_FADE * (1 - near(node))),
      emphasis: moment.emphasis,
      blocked: [...this.blocked, ...titles],
    });
  }

  /** Where the labels of the last drawing lie. */
  labels(): readonly PlacedLabel[] {
    return this.#labels.placed();
  }

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

  #project({ content, positions }: SpaceMoment, camera: PerspectiveCamera, width: number, height: number): void {
    if (this.#depths.length !== content.nodes) {
      this.#depths = new Float64Array(content.nodes);
      this.screen = new Float64Array(content.nodes * 2);
    }
    for (let i = 0; i < content.nodes; i++) {
      const [x, y] = this.#toScreen(this.#point.fromArray(positions.xyz, i * 3), camera, width, height);
      this.screen[i * 2] = x;
      this.screen[i * 2 + 1] = y;
      this.#depths[i] = this.#point.fromArray(positions.xyz, i * 3).distanceTo(camera.position);
    }
  }

  /** Changes `point`. NaN when it lies behind the camera. */
  #toScreen(point: Vector3, camera: PerspectiveCamera, width: number, height: number): readonly [number, number] {
    point.project(camera);
    if (!(Math.abs(point.z) <= 1)) return [NaN, NaN];
    return [((point.x + 1) / 2) * width, ((1 - point.y) / 2) * height];
  }

  #placeTitles({ content, frame }: SpaceMoment, ends: readonly Vector3[], camera: PerspectiveCamera, width: number, height: number): Box[] {
    const font = `600 ${TITLE_SIZE}px ${getComputedStyle(this.svg).fontFamily}`;
    const boxes: Box[] = [];
    const titles = ends.flatMap((end, axis): AxisTitle[] => {
      const component = content.axes[axis]!;
      const text = width < COMPACT ? `PC ${component + 1}` : axisTitle(content.result.analysis, frame.frame, component);
      const [x, y] = this.#toScreen(this.#point.copy(end), camera, width, height);
      if (Number.isNaN(x)) return [];
      const half = textWidth(text, font) / 2 + 4;
      const inX = Math.min(width - half, Math.max(half, x));
      const inY = Math.min(height - 12, Math.max(12, y));
      const away = Math.hypot(inX - x, inY - y) > 80;
      if (away) return [];
      boxes.push({ left: inX - half, right: inX + half, top: inY - 9, bottom: inY + 9 });
      return [{ text, x: inX, y: inY }];
    });
    this.#titles
      .selectAll<SVGTextElement, AxisTitle>('text')
      .data(titles)
      .join('text')
      .attr('class', styles.title!)
      .attr('text-anchor', 'middle')
      .attr('dy', '0.35em')
      .attr('x', (title) => title.x.toFixed(1))
      .attr('y', (title) => title.y.toFixed(1))
      .text((title) => title.text);
    return boxes;
  }
}
