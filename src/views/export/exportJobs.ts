/** What the export dialog does: from the stage to files, with progress. Nothing on the stage changes. */
import type { Explorer } from '../../state/explorer.ts';
import { csvFile, figureData, jsonFile, npzFile } from '../../state/export/exportData.ts';
import { figureManifest, MANIFEST_KEYWORD, manifestText, pngWithManifest, stageFigures, type FigureManifest } from '../../state/export/exportManifest.ts';
import type { PanelFigure } from '../../state/export/exportPanel.ts';
import { exportError, throwIfAborted } from '../../state/export/exportSources.ts';
import { resultProvenance } from '../../state/figures/measureTable.ts';
import type { Scheme } from '../picture/nodeColour.ts';
import { schemeOf } from '../picture/useThemeColours.ts';
import { element } from '../ui/markup.ts';
import { canvasPng } from '../ui/pngOfSvg.ts';
import { exportName } from '../ui/saveFile.ts';
import { filmSize, LARGE_BYTES, noRoom, scaled, type ExportChoices } from './exportChoices.ts';
import { sequenceFrames } from './sequence.ts';
import { createStageFigure } from './stageFigure.ts';

export interface ExportFile {
  readonly name: string;
  readonly content: Blob;
}

export interface ExportProgress {
  readonly what: string;
  readonly done: number;
  /** null: not known. */
  readonly total: number | null;
}

export interface ExportTools {
  readonly signal: AbortSignal;
  readonly report: (progress: ExportProgress) => void;
}

export function figureScheme({ view }: Explorer, paper: boolean): Scheme {
  return paper ? 'light' : schemeOf(view.getState().theme);
}

/** The panel that the timeline belongs to. Throws where the stage shows nothing. */
export function focusFigure(explorer: Explorer, figures = stageFigures(explorer)): PanelFigure {
  const { focus } = explorer.view.getState();
  const figure = figures.find(({ panel, averagingSeed }) => panel === focus && averagingSeed === null);
  if (figure === undefined) throw exportError('The focused panel shows nothing yet.', 'Wait until its picture is there, or choose another panel.');
  return figure;
}

function fileName({ result, context }: PanelFigure, kind: string, more = ''): string {
  const { info, analysis } = result;
  return exportName(`${info.metadata.title} layer ${analysis.settings.layer}${more === '' ? ` ${Math.round(context)} tokens` : ` ${more}`}`, kind);
}

/** SHA-256 of every recording on the stage; null for large ones where the reader left it out. */
async function hashes(explorer: Explorer, figures: readonly PanelFigure[], large: boolean, { signal, report }: ExportTools): Promise<ReadonlyMap<string, string | null>> {
  const known = new Map<string, string | null>();
  for (const { result } of figures) {
    const { recordingId, info } = result;
    if (known.has(recordingId)) continue;
    const wanted = large || info.byteLength <= LARGE_BYTES;
    const onProgress = ({ done, total }: { done: number; total: number | null }) => report({ what: 'Hash of the data', done, total });
    known.set(recordingId, wanted ? await explorer.exports.hash(recordingId, { signal, onProgress }) : null);
  }
  return known;
}

export async function exportPicture(explorer: Explorer, { picture, hashLarge }: ExportChoices, tools: ExportTools): Promise<readonly ExportFile[]> {
  const { kind, paper, transparent, scale } = picture;
  const { cursor, mode, colour } = explorer.view.getState();
  if (kind === 'svg' && mode === 'space') throw exportError('SVG is not offered in 3D, where the picture is drawn as pixels.', 'Choose PNG, or switch to 2D.');
  const scheme = figureScheme(explorer, paper);
  const focused = focusFigure(explorer);
  const figure = await createStageFigure(explorer, { scheme, transparent, scale });
  try {
    const sums = await hashes(explorer, figure.figures, hashLarge, tools);
    throwIfAborted(tools.signal);
    tools.report({ what: 'Picture', done: 0, total: null });
    const facts = { width: figure.width, height: figure.height, scale: kind === 'svg' ? 1 : scale, theme: scheme, transparent, colour };
    const manifest = figureManifest(explorer, kind, figure.figures, sums, new Date(), { picture: facts });
    const name = fileName(focused, kind);
    if (kind === 'svg') {
      const about = [element('title', {}, focused.result.info.metadata.title), element('metadata', { id: MANIFEST_KEYWORD }, JSON.stringify(manifest))];
      return [{ name, content: new Blob([figure.svg(cursor, about)], { type: 'image/svg+xml' }) }];
    }
    const canvas = document.createElement('canvas');
    const size = scaled(figure, scale);
    canvas.width = size.width;
    canvas.height = size.height;
    await figure.paint(cursor, canvas);
    const png = await canvasPng(canvas).catch(() => {
      throw noRoom();
    });
    return [{ name, content: await pngWithManifest(png, manifest) }];
  } finally {
    figure.dispose();
  }
}

/** The film, and its manifest beside it. */
export async function exportFilm(explorer: Explorer, { film, hashLarge }: ExportChoices, tools: ExportTools): Promise<readonly ExportFile[]> {
  const { kind, paper, framesPerSecond, secondsPerContext, tween, holdSeconds } = film;
  const { spacing, colour } = explorer.view.getState();
  const focused = focusFigure(explorer);
  const contexts = focused.result.analysis.frames.map(({ context }) => context);
  const frames = sequenceFrames(contexts, spacing, film);
  const scheme = figureScheme(explorer, paper);
  const figure = await createStageFigure(explorer, { scheme, transparent: false, scale: 2 });
  try {
    const sums = await hashes(explorer, figure.figures, hashLarge, tools);
    const size = filmSize(figure, film.width);
    const { signal } = tools;
    const onProgress = (done: number, total: number) => tools.report({ what: 'Pictures', done, total });
    const options = { frames, ...size, paint: figure.paint.bind(figure), signal, onProgress };
    tools.report({ what: 'Pictures', done: 0, total: frames.length });
    const content =
      kind === 'gif' ? await (await import('./gifFile.ts')).gifFile(options) : await (await import('./videoFile.ts')).videoFile({ ...options, kind, framesPerSecond });
    const manifest = figureManifest(explorer, kind, figure.figures, sums, new Date(), {
      picture: { ...size, scale: size.width / figure.width, theme: scheme, transparent: false, colour },
      sequence: { from: contexts[0]!, to: contexts.at(-1)!, pictures: frames.length, framesPerSecond, secondsPerContext, tween, spacing, holdSeconds },
    });
    const name = fileName(focused, kind, 'sequence');
    return [{ name, content }, { name: `${name}.json`, content: new Blob([manifestText(manifest)], { type: 'application/json' }) }];
  } finally {
    figure.dispose();
  }
}

/** The numbers of the focused panel. */
export async function exportData(explorer: Explorer, { data, hashLarge }: ExportChoices, tools: ExportTools): Promise<readonly ExportFile[]> {
  const { kind, table, allContexts } = data;
  const figure = focusFigure(explorer);
  const { result, axes, position } = figure;
  const { analysis, recordingId } = result;
  const { signal, report } = tools;
  const sums = await hashes(explorer, [figure], hashLarge, tools);
  const onProgress = ({ what, done, total }: { what: string; done: number; total: number | null }) => report({ what: what === 'reading' ? 'Reading' : 'Loadings', done, total });
  const loadings = await explorer.exports.loadings(recordingId, analysis.settings, { signal, onProgress });
  const frames = allContexts ? analysis.frames.map((_, frame) => frame) : [position.frame];
  const numbers = figureData(result, frames, axes, loadings);
  const contents: FigureManifest['contents'] = { contexts: frames.map((frame) => analysis.frames[frame]!.context), table: kind === 'csv' ? table : null };
  const manifest = figureManifest(explorer, kind, [figure], sums, new Date(), { contents });
  report({ what: 'Writing', done: 0, total: null });
  const name = fileName(figure, kind, `${kind === 'csv' ? table : 'data'}${allContexts ? '' : ` ${analysis.frames[position.frame]!.context} tokens`}`);
  const content = async (): Promise<Blob> => {
    switch (kind) {
      case 'npz':
        return new Blob([await npzFile(numbers, manifest, signal)], { type: 'application/octet-stream' });
      case 'csv':
        return new Blob([csvFile(numbers, table, manifest, resultProvenance(result, axes))], { type: 'text/csv' });
      case 'json':
        return new Blob([jsonFile(numbers, manifest)], { type: 'application/json' });
    }
  };
  return [{ name, content: await content() }];
}
