/** 3D panels drawn apart from the page: pixels from one renderer shared by all, words over them as markup. */
import { Color, Fog, PerspectiveCamera, Scene, Vector3, WebGLRenderer } from 'three';
import { hiddenSvg, type StylingCache, svgMarkup } from '../../ui/svgMarkup.ts';
import { colourKeyDrawing } from '../figureCell.ts';
import type { CellDrawing, FigureCell } from '../figureCell.ts';
import type { LiveSpace } from '../livePictures.ts';
import type { ProjectionContent } from '../projectionContent.ts';
import { SpaceDrawing } from './SpaceDrawing.ts';
import { SpaceOverlay } from './SpaceOverlay.ts';
import * as styles from './space.module.css';
import { fitField, HOME } from './spaceCamera.ts';
import { spaceKeyPlace } from './spaceKeyPlace.ts';
import { webglProblem } from './webglSupport.ts';

export interface SpaceFigureOptions {
  /** On the page, with the theme of the figure. */
  readonly host: HTMLElement;
  readonly content: ProjectionContent;
  readonly width: number;
  readonly height: number;
  readonly active: readonly number[];
  /** Camera and labels of the picture on the stage; null: from the front. */
  readonly like: LiveSpace | null;
}

export interface SpaceFigures {
  create(options: SpaceFigureOptions): FigureCell;
  dispose(): void;
}

/**
 * One renderer, for browsers allow only some sixteen drawings at once and take the oldest away.
 *
 * @param scale pixels of the picture per CSS pixel
 * @throws Error with a sentence for the reader where there is no WebGL
 */
export function createSpaceFigures(scale: number): SpaceFigures {
  const problem = webglProblem();
  if (problem !== null) throw new Error(problem);
  const renderer = new WebGLRenderer({ antialias: true, alpha: true, preserveDrawingBuffer: true });
  renderer.setPixelRatio(scale);
  renderer.setClearColor('#000000', 0);
  return {
    create: (options) => createSpaceFigure(renderer, options),
    dispose() {
      renderer.dispose();
      renderer.forceContextLoss();
    },
  };
}

function createSpaceFigure(renderer: WebGLRenderer, { host, content, width, height, active, like }: SpaceFigureOptions): FigureCell {
  const hidden = hiddenSvg(host, width, height, styles.overlay!);
  for (const layer of ['titles', 'leaders', 'labels']) hidden.group(hidden.svg, 'g', { 'data-layer': layer });
  const overlay = new SpaceOverlay(hidden.svg);
  const place = spaceKeyPlace(content, width, height);
  if (place !== null) overlay.blocked = [place.box];
  overlay.keepLabels(content.result.recordingId, like?.places ?? null);

  const camera = new PerspectiveCamera(50, width / height, 0.05, 60);
  camera.position.copy(like === null ? HOME : new Vector3(...like.position));
  camera.lookAt(like === null ? new Vector3() : new Vector3(...like.target));
  fitField(camera, width, height);
  camera.updateMatrixWorld();
  const drawing = new SpaceDrawing(content);
  drawing.moment.select(active);
  const scene = new Scene();
  scene.add(drawing.group);
  const distance = camera.position.length();
  scene.fog = new Fog(new Color(content.theme.paper), Math.max(0.01, distance - 0.9), distance + 3.4);
  const cache: StylingCache = new Map();

  return {
    key: place === null ? null : colourKeyDrawing(content, place.size, { ...place.box, left: place.box.left + 6, right: place.box.right - 6, top: 6 }, active),
    draw(position, ghost): CellDrawing {
      drawing.moment.fitNodes((2 * distance * Math.tan((camera.fov * Math.PI) / 360)) / Math.max(1, height));
      drawing.moveTo(position, ghost, camera.position);
      const hiddenLabels = overlay.draw(drawing, camera, width, height);
      return {
        markup: svgMarkup(hidden.svg, cache),
        hiddenLabels,
        paint(context, x, y, w, h) {
          renderer.setSize(width, height, false);
          renderer.render(scene, camera);
          context.drawImage(renderer.domElement, x, y, w, h);
        },
      };
    },
    dispose() {
      drawing.dispose();
      overlay.clear();
      hidden.dispose();
    },
  };
}
