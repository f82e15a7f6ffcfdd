/**
 * The 3D drawing of one panel, outside React: it redraws on every move of the playhead, the camera and the size, at most
 * once per animation frame, with objects it keeps.
 */
import { Color, Fog, PerspectiveCamera, Scene } from 'three';
import { createFramePosition, type FramePosition, type MovingPosition } from '../../../state/figures/projection.ts';
import type { ProjectionContent } from '../projectionContent.ts';
import { joinSpaceCanvas, type SpacePart } from './SpaceCanvas.ts';
import { SpaceDrawing } from './SpaceDrawing.ts';
import type { SpaceOverlay } from './SpaceOverlay.ts';
import { fitField, HOME, SpaceCamera } from './spaceCamera.ts';
import { colourOf } from './spaceColour.ts';

export interface SpaceSceneEvents {
  /** Where the content stands now; may write it into `out` and return that. */
  position(content: ProjectionContent, out: MovingPosition): FramePosition;
  /** Recorded frame that the drawing hints at beside the shown one, or null. */
  ghost(content: ProjectionContent): number | null;
  /** After each drawing, with the labels that found no room. */
  drawn(frame: FramePosition, hiddenLabels: number): void;
  /** The graphics driver has taken the drawing away. */
  lost(): void;
}

/** Where the fog begins and ends, before and behind the middle of the box. */
const FOG_BEFORE = 0.9;
const FOG_BEHIND = 3.4;

export class SpaceScene {
  readonly camera: SpaceCamera;
  readonly #scene = new Scene();
  readonly #fog = new Fog(new Color());
  readonly #part: SpacePart;
  #width = 0;
  #height = 0;
  readonly #position = createFramePosition();
  #drawing: SpaceDrawing | null = null;
  #content: ProjectionContent | null = null;
  #active: readonly number[] = [];
  #request = 0;
  readonly #drawDue = () => this.#draw();

  /**
   * @param backdrop layer behind all panels that holds their canvas; @param surface lies over the picture and takes drags
   * @throws where there is no WebGL
   */
  constructor(
    backdrop: HTMLElement,
    surface: HTMLElement,
    private readonly overlay: SpaceOverlay,
    private readonly events: SpaceSceneEvents,
  ) {
    const camera = new PerspectiveCamera(50, 1, 0.05, 60);
    camera.position.copy(HOME);
    this.#part = joinSpaceCanvas(backdrop, surface, {
      resized: (width, height) => this.#resize(width, height),
      lost: () => events.lost(),
    });
    this.camera = new SpaceCamera(camera, surface, () => this.invalidate());
    this.#scene.fog = this.#fog;
  }

  show(content: ProjectionContent): void {
    if (this.#drawing !== null) this.#discard(this.#drawing);
    this.#content = content;
    this.#drawing = new SpaceDrawing(content);
    this.#drawing.moment.select(this.#active);
    this.#scene.add(this.#drawing.group);
    this.#fog.color.set(content.theme.paper);
    this.invalidate();
  }

  select(active: readonly number[]): void {
    this.#active = active;
    this.#drawing?.moment.select(active);
    this.invalidate();
  }

  invalidate(): void {
    if (this.#request === 0) this.#request = requestAnimationFrame(this.#drawDue);
  }

  /** Draws at once what is due, or anew. */
  drawNow(): void {
    cancelAnimationFrame(this.#request);
    this.#draw();
  }

  dispose(): void {
    cancelAnimationFrame(this.#request);
    if (this.#drawing !== null) this.#discard(this.#drawing);
    this.#drawing = null;
    this.camera.dispose();
    this.#part.leave();
  }

  #resize(width: number, height: number): void {
    [this.#width, this.#height] = [width, height];
    fitField(this.camera.camera, width, height);
    this.drawNow();
  }

  #discard(drawing: SpaceDrawing): void {
    this.#scene.remove(drawing.group);
    drawing.dispose();
  }

  #draw(): void {
    this.#request = 0;
    const [width, height] = [this.#width, this.#height];
    const { camera, controls } = this.camera;
    const [drawing, content] = [this.#drawing, this.#content];
    if (drawing === null || content === null || width === 0 || height === 0) return;
    // Asks for another drawing while the camera still glides.
    controls.update();
    camera.updateMatrixWorld();
    const distance = camera.position.length();
    drawing.moment.fitNodes((2 * distance * Math.tan((camera.fov * Math.PI) / 360)) / height);
    const position = this.events.position(content, this.#position);
    drawing.moveTo(position, this.events.ghost(content), camera.position);
    this.#fog.near = Math.max(0.01, distance - FOG_BEFORE);
    this.#fog.far = distance + FOG_BEHIND;
    this.#part.render(this.#scene, camera, colourOf(content.theme.paper));
    this.events.drawn(position, this.overlay.draw(drawing, camera, width, height));
  }
}
