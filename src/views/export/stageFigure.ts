/** The stage drawn apart from the page: every shown panel at any context, as markup in 2D and as pixels in both. */
import type { Explorer } from '../../state/explorer.ts';
import { stageFigures } from '../../state/export/exportManifest.ts';
import type { PanelFigure } from '../../state/export/exportPanel.ts';
import { exportError } from '../../state/export/exportSources.ts';
import { framePosition, panelContext, type FramePosition } from '../../state/figures/projection.ts';
import { spectralGhost } from '../../state/figures/spectralGhost.ts';
import { correspondingNode } from '../../state/recordings/correspondingNode.ts';
import { projectionProblem } from '../picture/ProjectionProblem.tsx';
import { edgeLegend } from '../picture/compare/drawnGraphs.ts';
import type { FigureCell } from '../picture/figureCell.ts';
import { livePicture, type LivePicture } from '../picture/livePictures.ts';
import type { Scheme } from '../picture/nodeColour.ts';
import { createPlaneFigure } from '../picture/plane/planeFigure.ts';
import { projectionContent } from '../picture/projectionContent.ts';
import { readColours } from '../picture/useThemeColours.ts';
import { element, svgDocument, type MarkupNode } from '../ui/markup.ts';
import { svgImage } from '../ui/pngOfSvg.ts';
import { noRoom } from './exportChoices.ts';
import {
  captionLines,
  captionMarkup,
  type CellSize,
  columnsOf,
  type FigureInk,
  figureLayout,
  type FigureLayout,
  headingMarkup,
  problemMarkup,
} from './figureMarkup.ts';
import { captionWords, contextWords, headingWords } from './figureWords.ts';

export interface StageFigureOptions {
  readonly scheme: Scheme;
  readonly transparent: boolean;
  /** Pixels per CSS pixel of 3D drawings. */
  readonly scale: number;
}

export interface StageFigure {
  readonly figures: readonly PanelFigure[];
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** The whole figure as SVG; `extra` goes first. Only without 3D panels. */
  svg(cursor: number | null, extra?: readonly MarkupNode[]): string;
  /** Fills the canvas, whatever its size. */
  paint(cursor: number | null, canvas: HTMLCanvasElement): Promise<void>;
  dispose(): void;
}

/** Sizes of panels that have no picture on the stage yet. */
const FALLBACK: CellSize = { width: 560, height: 440 };

export interface StageLayout {
  readonly figures: readonly PanelFigure[];
  readonly live: readonly (LivePicture | null)[];
  readonly layout: FigureLayout;
  readonly ink: Pick<FigureInk, 'family'>;
}

/** How the figure lies, without drawing it. */
export function stageLayout(explorer: Explorer): StageLayout {
  const figures = stageFigures(explorer);
  const live = figures.map(({ panel, averagingSeed }) => (averagingSeed === null ? livePicture(explorer, panel) : null));
  const known = live.find((picture) => picture !== null);
  const size = (picture: LivePicture | null): CellSize => {
    const host = picture?.host ?? known?.host;
    return host === undefined || host.clientWidth === 0 ? FALLBACK : { width: host.clientWidth, height: host.clientHeight };
  };
  const tops = live.flatMap((picture) => (picture === null ? [] : [picture.host.getBoundingClientRect().top]));
  const columns = live.length > tops.length && tops.length === 1 ? 2 : columnsOf(tops);
  const ink = { family: getComputedStyle(document.body).fontFamily };
  const caption = figures[0] === undefined ? '' : captionWords(figures[0]);
  const layout = figureLayout(live.map(size), columns, (width) => captionLines(caption, width, ink));
  return { figures, live, layout, ink };
}

/** Rejects with a sentence for the reader where 3D cannot be drawn. Everything on the stage stays as it is. */
export async function createStageFigure(explorer: Explorer, { scheme, transparent, scale }: StageFigureOptions): Promise<StageFigure> {
  const { figures, live, layout, ink: { family } } = stageLayout(explorer);
  const view = explorer.view.getState();
  const host = hiddenHost(scheme);
  const theme = readColours(scheme, host);
  const ink: FigureInk = { theme, family };
  const spatial = view.mode === 'space' ? await import('../picture/space/spaceFigure.ts').catch(removing(host)) : null;
  let space: ReturnType<NonNullable<typeof spatial>['createSpaceFigures']> | null = null;
  try {
    space = spatial?.createSpaceFigures(scale) ?? null;
  } catch (error) {
    host.remove();
    throw exportError(error instanceof Error ? error.message : String(error), 'Switch to 2D and export again.');
  }
  const focused = figures.find(({ panel }) => panel === view.focus) ?? figures[0];
  const legend = edgeLegend(figures.map(({ result }) => result.info.metadata), view.references, view.showEdges);
  const caption = focused === undefined ? '' : captionWords(focused);

  const cells = figures.map((figure, i): FigureCell => {
    const { axes, flips } = figureView(figure, view);
    const { colour, showEdges, showLabels, showTrail, references } = view;
    const content = projectionContent(figure.result, { axes, flips, colour, showEdges, showLabels, showTrail, references }, theme);
    const { width, height } = layout.cells[i]!;
    const { active, pinned } = pinnedIn(explorer, figure);
    const picture = live[i] ?? null;
    const drawn = { host, content, width, height, active };
    if (space !== null && figure.averagingSeed === null) return space.create({ ...drawn, like: picture?.kind === 'space' ? picture : null });
    const like = picture?.kind === 'plane' ? { transform: picture.transform, places: picture.places, width: picture.host.clientWidth, height: picture.host.clientHeight } : null;
    return createPlaneFigure({ ...drawn, name: `panel-${i + 1}`, pinned, like });
  });
  const overlays = figures.map(overlayOf);
  const sameModel = figures.length > 1 && new Set(figures.map(({ result }) => result.info.metadata.model.id)).size === 1;

  function positionOf({ result }: PanelFigure, cursor: number | null): FramePosition {
    const focusNodes = focused?.result.analysis.nodes ?? result.analysis.nodes;
    return framePosition(result.analysis, panelContext(cursor, view.sync, focusNodes, result.analysis.nodes));
  }

  /** Draws one panel; its pixels, if it has any, must be taken before the next is drawn. */
  function drawCell(i: number, cursor: number | null): { markup: readonly MarkupNode[]; paint: ReturnType<FigureCell['draw']>['paint'] } {
    const figure = figures[i]!;
    const place = layout.cells[i]!;
    const position = positionOf(figure, cursor);
    const problem = projectionProblem(figure.result.analysis, position.frame, figure.averagingSeed === null ? figure.axes : figure.axes.slice(0, 2));
    if (problem !== null) {
      return { markup: [...headingMarkup(headingWords(figure, position, { sameModel, hiddenLabels: 0, overlay: null }), place, layout, ink), ...problemMarkup(problem, place, ink)], paint: null };
    }
    const overlay = overlays[i]!(position.frame);
    const { markup, hiddenLabels, paint } = cells[i]!.draw(position, null, overlay?.points ?? null);
    const heading = headingMarkup(headingWords(figure, position, { sameModel, hiddenLabels, overlay }), place, layout, ink);
    const key = cells[i]!.key;
    const body = element('g', { transform: `translate(${place.x},${place.y})` }, ...markup, ...(key === null ? [] : [key.markup]));
    return { markup: [...heading, body], paint };
  }

  function frameOf(cursor: number | null): readonly MarkupNode[] {
    const last = focused?.result.analysis.frames.at(-1)?.context ?? 0;
    return captionMarkup(contextWords(cursor ?? last), legend, caption, layout, ink);
  }

  const background = element('rect', { width: layout.width, height: layout.height, fill: theme.paper });

  return {
    figures,
    width: layout.width,
    height: layout.height,
    svg(cursor, extra = []) {
      const drawn = cells.flatMap((_, i) => drawCell(i, cursor).markup);
      return svgDocument(layout.width, layout.height, [...extra, ...(transparent ? [] : [background]), ...drawn, ...frameOf(cursor)], { 'font-family': family });
    },
    async paint(cursor, canvas) {
      const context = canvas.getContext('2d', { willReadFrequently: false });
      if (context === null) throw noRoom();
      const [sx, sy] = [canvas.width / layout.width, canvas.height / layout.height];
      context.clearRect(0, 0, canvas.width, canvas.height);
      if (!transparent) {
        context.fillStyle = theme.paper;
        context.fillRect(0, 0, canvas.width, canvas.height);
      }
      const markup = cells.flatMap((_, i) => {
        const cell = drawCell(i, cursor);
        const { x, y, width, height } = layout.cells[i]!;
        cell.paint?.(context, x * sx, y * sy, width * sx, height * sy);
        return cell.markup;
      });
      const words = svgDocument(layout.width, layout.height, [...markup, ...frameOf(cursor)], { width: canvas.width, height: canvas.height, 'font-family': family });
      context.drawImage(await svgImage(words), 0, 0, canvas.width, canvas.height);
    },
    dispose() {
      for (const cell of cells) cell.dispose();
      space?.dispose();
      host.remove();
    },
  };
}

function removing(host: HTMLElement) {
  return (error: unknown): never => {
    host.remove();
    throw error;
  };
}

/** Out of sight and out of reach, but laid out, so that styles and letters are those of the page. */
function hiddenHost(scheme: Scheme): HTMLElement {
  const host = document.createElement('div');
  host.setAttribute('data-theme', scheme);
  host.setAttribute('aria-hidden', 'true');
  host.inert = true;
  host.style.cssText = 'position:fixed;left:-20000px;top:0;width:10000px;height:10000px;overflow:hidden;pointer-events:none';
  document.body.append(host);
  return host;
}

/** The axes of a panel with the third that the plane leaves out. */
function figureView({ panel }: PanelFigure, view: ReturnType<Explorer['view']['getState']>) {
  return { axes: view.panels[panel]!.axes, flips: view.flips };
}

/** The pinned word as a panel has it; nothing is pointed at while a figure is drawn. */
function pinnedIn({ view, analysis }: Explorer, { panel, result, averagingSeed }: PanelFigure): { active: readonly number[]; pinned: number | null } {
  const { pinned } = view.getState();
  if (pinned === null || averagingSeed !== null) return { active: [], pinned: null };
  if (pinned.panel === panel) return { active: [pinned.node], pinned: pinned.node };
  const source = analysis.getState().slots[pinned.panel]?.value?.info.metadata;
  const node = source === undefined ? null : correspondingNode(source, pinned.node, result.info.metadata);
  return { active: node === null ? [] : [node], pinned: null };
}

/** The spectral embedding laid over a panel at a frame, worked out once a frame. */
function overlayOf({ overlayGraph, result, axes }: PanelFigure) {
  let known: { readonly frame: number; readonly ghost: ReturnType<typeof spectralGhost> } | null = null;
  return (frame: number) => {
    if (overlayGraph === null) return null;
    if (known?.frame !== frame) known = { frame, ghost: spectralGhost(result, overlayGraph, frame, axes.slice(0, 2)) };
    return known.ghost;
  };
}
