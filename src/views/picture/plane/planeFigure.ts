/** A 2D panel drawn apart from the page, as markup. */
import { type FramePosition, recordedPosition, sequenceBounds } from '../../../state/figures/projection.ts';
import { hiddenSvg, type StylingCache, svgMarkup } from '../../ui/svgMarkup.ts';
import { colourKeyDrawing } from '../figureCell.ts';
import type { CellDrawing, FigureCell } from '../figureCell.ts';
import type { LabelPlaces } from '../labels/labelPlaces.ts';
import type { ProjectionContent } from '../projectionContent.ts';
import { PlaneScene, type PlaneSceneEvents } from './PlaneScene.ts';
import { colourKeyPlace } from './colourKeyPlace.ts';
import * as styles from './plane.module.css';
import { carryTransform, planeGeometry, type PlaneTransform } from './planeGeometry.ts';

export interface PlaneFigureOptions {
  /** On the page, with the theme of the figure. */
  readonly host: HTMLElement;
  /** Names the clip path: two figures in one file must not share it. */
  readonly name: string;
  readonly content: ProjectionContent;
  readonly width: number;
  readonly height: number;
  readonly active: readonly number[];
  readonly pinned: number | null;
  /** Zoom, pan and labels of the picture on the stage and its size; null: all in sight. */
  readonly like: { readonly transform: PlaneTransform; readonly places: LabelPlaces | null; readonly width: number; readonly height: number } | null;
}

const CLIPPED = ['trail', 'edges', 'ghost', 'overlay', 'leaders', 'nodes', 'labels'] as const;
/** No panel of the page has this number, so no mark of the page is taken for one of these. */
const APART = -1;

export function createPlaneFigure({ host, name, content, width, height, active, pinned, like }: PlaneFigureOptions): FigureCell {
  const { svg, group, dispose } = hiddenSvg(host, width, height, styles.plane!);
  const clip = group(svg, 'clipPath', { id: `${name}-plot` });
  group(clip, 'rect', { 'data-plot-area': '' });
  group(svg, 'g', { 'data-layer': 'grid' });
  group(svg, 'rect', { 'data-plot-area': '', class: styles.frame! });
  group(svg, 'g', { 'data-layer': 'ticks' });
  group(svg, 'g', { 'data-layer': 'titles' });
  const clipped = group(svg, 'g', { 'clip-path': `url(#${name}-plot)` });
  for (const layer of CLIPPED) group(clipped, 'g', { 'data-layer': layer });

  let moment: { position: FramePosition; ghost: number | null } = { position: recordedPosition(0), ghost: null };
  let hiddenLabels = 0;
  const events: PlaneSceneEvents = { position: () => moment.position, moving: () => false, ghost: () => moment.ghost, drawn: (_, hidden) => (hiddenLabels = hidden) };
  const scene = new PlaneScene(svg, APART, events, 'ondemand');
  scene.resize(width, height);
  scene.show(content);
  scene.select({ active, pinned });
  const place = colourKeyPlace(content, width, height);
  if (place !== null) scene.block([place.box]);
  if (like !== null) {
    const same = like.width === width && like.height === height;
    const bounds = sequenceBounds(content.result.analysis, content.axes, content.flips);
    scene.zoom.set(same ? like.transform : carryTransform(planeGeometry(like.width, like.height, bounds), planeGeometry(width, height, bounds), like.transform));
    scene.keepLabels(like.places);
  }
  const cache: StylingCache = new Map();
  return {
    key: place === null ? null : colourKeyDrawing(content, place.size, place.box, active),
    draw(position, ghost, overlay): CellDrawing {
      moment = { position, ghost };
      scene.overlay(overlay);
      scene.drawNow();
      return { markup: svgMarkup(svg, cache), hiddenLabels, paint: null };
    },
    dispose() {
      scene.dispose();
      dispose();
    },
  };
}
