/**
 * The plane's drawing, outside React: it redraws on every tick of the cursor, of the zoom and of the size, at most once per
 * animation frame, into buffers it keeps.
 */
import { select, type Selection } from 'd3';
import { createFramePosition, createNodePositions, positionsAt, sequenceBounds, type FramePosition, type MovingPosition, type NodePositions, type PlaneBounds } from '../../../state/figures/projection.ts';
import type { Box } from '../box.ts';
import { emphasise, type Emphasis } from '../emphasis.ts';
import { LabelLayer, type LabelPicture, type PlacedLabel } from '../labels/labelLayer.ts';
import type { LabelPlaces } from '../labels/labelPlaces.ts';
import type { ProjectionContent } from '../projectionContent.ts';
import { reused } from '../reused.ts';
import { recordedPath } from '../trail.ts';
import { EdgeLayer } from './planeEdges.ts';
import { carryTransform, planeGeometry, type PlaneGeometry, type PlanePicture, project } from './planeGeometry.ts';
import { GhostLayer } from './planeGhost.ts';
import { drawGrid } from './planeGrid.ts';
import { NodeLayer, nodeRadius } from './planeNodes.ts';
import { OverlayLayer } from './planeOverlay.ts';
import { TitleLayer } from './planeTitles.ts';
import { TrailLayer } from './planeTrail.ts';
import { PlaneZoom } from './planeZoom.ts';

export interface PlaneSelection {
  readonly active: readonly number[];
  readonly pinned: number | null;
}

export interface PlaneSceneEvents {
  /** Where the content stands now; may write it into `out` and return that. */
  position(content: ProjectionContent, out: MovingPosition): FramePosition;
  /** Whether it is being played. */
  moving(): boolean;
  /** Recorded frame that the drawing hints at beside the shown one, or null. */
  ghost(content: ProjectionContent): number | null;
  /** After each drawing, with the labels that found no room. */
  drawn(picture: PlanePicture, hiddenLabels: number): void;
}

const NOWHERE: PlaneBounds = { x: [0, 0], y: [0, 0] };
const LABEL_SIZE = 13;
const COMPACT_LABEL_SIZE = 12;

export class PlaneScene {
  readonly zoom: PlaneZoom;
  readonly nodeLayer: NodeLayer;
  #content: ProjectionContent | null = null;
  #selection: PlaneSelection = { active: [], pinned: null };
  #emphasis: readonly Emphasis[] = [];
  #geometry: PlaneGeometry = planeGeometry(0, 0, NOWHERE);
  #size: readonly [number, number] = [0, 0];
  #bounds: PlaneBounds = NOWHERE;
  #positions: NodePositions = createNodePositions(0);
  #screen = new Float64Array(0);
  /** [n] what labels keep clear of around their nodes. */
  #radii = new Float64Array(0);
  readonly #picture = reused<PlanePicture>();
  readonly #labelled = reused<LabelPicture>();
  #drawn = false;
  readonly #position = createFramePosition();
  #recorded: Float64Array | null = null;
  #blocked: readonly Box[] = [];
  #gridStale = true;
  #request = 0;
  readonly #drawDue = () => this.#draw();
  readonly #titles: TitleLayer;
  readonly #edges: EdgeLayer;
  readonly #labels: LabelLayer;
  readonly #trail: TrailLayer;
  readonly #ghost: GhostLayer;
  readonly #overlay: OverlayLayer;
  #overlaid: Float64Array | null = null;

  constructor(
    private readonly svg: SVGSVGElement,
    panel: number,
    private readonly events: PlaneSceneEvents,
    /** `ondemand`: draws only when told to by `drawNow`. */
    private readonly when: 'repaint' | 'ondemand' = 'repaint',
  ) {
    const layer = (name: string) => svg.querySelector<SVGGElement>(`[data-layer="${name}"]`)!;
    this.#titles = new TitleLayer(layer('titles'), when === 'repaint');
    this.#edges = new EdgeLayer(layer('edges'));
    this.#trail = new TrailLayer(layer('trail'));
    this.#ghost = new GhostLayer(this.#group('ghost'));
    this.#overlay = new OverlayLayer(this.#group('overlay'));
    this.nodeLayer = new NodeLayer(layer('nodes'), panel);
    this.#labels = new LabelLayer(layer('labels'), layer('leaders'));
    this.zoom = new PlaneZoom(svg, () => {
      this.#gridStale = true;
      this.invalidate();
    });
  }

  /** The moment last drawn, null before the first; it is written anew at the next drawing. */
  get picture(): PlanePicture | null {
    return this.#drawn ? this.#picture : null;
  }

  /** Where the labels of the last drawing lie. */
  readonly labels = (): readonly PlacedLabel[] => this.#labels.placed();

  /** The same around their nodes: see `keepLabels`. */
  get labelPlaces(): LabelPlaces | null {
    return this.#labels.places;
  }

  /** Leaves the labels of the next drawing where another drawing of the shown content has them, as far as there is room. */
  keepLabels(places: LabelPlaces | null): void {
    this.#labels.keep(this.#content?.result.recordingId ?? '', places);
  }

  /** Draws at once what is due, or anew. */
  drawNow(): void {
    cancelAnimationFrame(this.#request);
    this.#draw();
  }

  show(content: ProjectionContent): void {
    const before = this.#content;
    this.#content = content;
    const { analysis } = content.result;
    if (this.#positions.presence.length !== content.nodes) {
      this.#positions = createNodePositions(content.nodes);
      this.#screen = new Float64Array(content.nodes * 2);
      this.#radii = new Float64Array(content.nodes);
    }
    if (before?.result !== content.result || before.axes !== content.axes || before.flips !== content.flips) this.#recorded = null;
    this.#bounds = sequenceBounds(analysis, content.axes, content.flips);
    this.#emphasis = emphasise(this.#selection.active, content.neighbours);
    const elsewhere =
      before !== null &&
      (before.result.recordingId !== content.result.recordingId || before.axes.join() !== content.axes.join());
    this.#measure(false);
    if (elsewhere) this.zoom.reset();
    this.invalidate();
  }

  select(selection: PlaneSelection): void {
    this.#selection = selection;
    if (this.#content !== null) this.#emphasis = emphasise(selection.active, this.#content.neighbours);
    this.invalidate();
  }

  resize(width: number, height: number): void {
    this.#size = [width, height];
    this.#measure(true);
    this.invalidate();
  }

  /** Points [n, 2] in scores before flips to lay over the picture; null: none. */
  overlay(points: Float64Array | null): void {
    if (points === this.#overlaid) return;
    this.#overlaid = points;
    this.invalidate();
  }

  /** Areas that labels must leave free, in pixels of the svg. */
  block(boxes: readonly Box[]): void {
    this.#blocked = boxes;
    this.invalidate();
  }

  invalidate(): void {
    if (this.when === 'repaint' && this.#request === 0) this.#request = requestAnimationFrame(this.#drawDue);
  }

  dispose(): void {
    cancelAnimationFrame(this.#request);
    this.zoom.dispose();
    for (const layer of this.svg.querySelectorAll('[data-layer]')) layer.replaceChildren();
  }

  #measure(carry: boolean): void {
    const before = this.#geometry;
    this.#geometry = planeGeometry(this.#size[0], this.#size[1], this.#bounds);
    this.#gridStale = true;
    const { k, x, y } = this.zoom.transform;
    if (carry && before.width > 0 && this.#size[0] > 0 && (k !== 1 || x !== 0 || y !== 0)) {
      this.zoom.set(carryTransform(before, this.#geometry, this.zoom.transform));
    }
  }

  /** Brings the picture to the present moment. */
  #moment(content: ProjectionContent): PlanePicture {
    const { plot } = this.#geometry;
    const picture = this.#picture;
    picture.content = content;
    picture.geometry = this.#geometry;
    picture.transform = this.zoom.transform;
    picture.position = this.events.position(content, this.#position);
    picture.moving = this.events.moving();
    picture.scores = this.#positions.xyz;
    picture.screen = this.#screen;
    picture.presence = this.#positions.presence;
    picture.radius = nodeRadius(content.nodes, Math.min(plot.right - plot.left, plot.bottom - plot.top));
    picture.active = this.#selection.active;
    picture.emphasis = this.#emphasis;
    return picture;
  }

  #labelPicture({ content, radius, screen, presence, emphasis }: PlanePicture): LabelPicture {
    const picture = this.#labelled;
    this.#radii.fill(radius + 1);
    picture.content = content;
    picture.bounds = this.#geometry.plot;
    picture.screen = screen;
    picture.radii = this.#radii;
    picture.opacities = presence;
    picture.emphasis = emphasis;
    picture.blocked = this.#blocked;
    return picture;
  }

  #draw(): void {
    this.#request = 0;
    const content = this.#content;
    if (content === null || this.#size[0] === 0) return;
    const picture = this.#moment(content);
    positionsAt(content.result.analysis, picture.position, content.axes, content.flips, this.#positions);
    project(this.#geometry, this.zoom.transform, this.#positions.xyz, this.#screen);
    if (this.#gridStale) this.#drawGrid();
    this.#titles.draw(picture);
    this.#edges.draw(picture);
    if (content.showTrail) {
      this.#recorded ??= recordedPath(content.result.analysis, content.axes, content.flips);
      this.#trail.draw(picture, this.#recorded);
    } else this.#trail.clear();
    const ghost = this.events.ghost(content);
    this.#ghost.draw(picture, ghost === picture.position.frame && !picture.position.between ? null : ghost);
    this.#overlay.draw(picture, this.#overlaid);
    this.nodeLayer.draw(picture, this.#selection.pinned);
    const hidden = this.#labels.draw(this.#labelPicture(picture), this.#labelSize());
    this.svg.toggleAttribute('data-between', picture.position.between);
    this.#drawn = true;
    this.events.drawn(picture, hidden);
  }

  #drawGrid(): void {
    this.#gridStale = false;
    const { plot } = this.#geometry;
    this.svg.style.setProperty('--label-size', `${this.#labelSize()}px`);
    for (const frame of this.svg.querySelectorAll('[data-plot-area]')) {
      frame.setAttribute('x', String(plot.left));
      frame.setAttribute('y', String(plot.top));
      frame.setAttribute('width', String(plot.right - plot.left));
      frame.setAttribute('height', String(plot.bottom - plot.top));
    }
    drawGrid(this.#group('grid'), this.#group('ticks'), this.#geometry, this.zoom.transform);
  }

  #labelSize(): number {
    return this.#geometry.compact ? COMPACT_LABEL_SIZE : LABEL_SIZE;
  }

  #group(layer: string): Selection<SVGGElement, unknown, null, undefined> {
    return select(this.svg).select<SVGGElement>(`[data-layer="${layer}"]`);
  }
}
