/** The manifest of an export, from what is on the stage. */
import { FIGURE_FORMAT, type FigureKind, type FigureManifest } from '../../core/export/manifest.ts';
import { MANIFEST_KEYWORD } from '../../core/export/readManifest.ts';
import { withPngText } from '../../core/export/pngText.ts';
import type { PanelResult } from '../panels/analysisStore.ts';
import type { Explorer } from '../explorer.ts';
import { manifestPanel, type PanelFigure } from './exportPanel.ts';
import { bandsOf, nullsOf } from '../figures/viewEvidence.ts';
import { framePosition, panelContext } from '../figures/projection.ts';
import { SOFTWARE } from '../base/softwareVersion.ts';
import { encodeView } from '../view/urlCodec.ts';
import { shownAxes } from '../view/panelSpec.ts';

export { MANIFEST_KEYWORD };
export type { FigureKind, FigureManifest };

/** What a kind of export adds to the manifest. */
export type ManifestParts = Partial<Pick<FigureManifest, 'picture' | 'sequence' | 'contents'>>;

/** The panels on the stage that have something to show, the averaging null behind them when it is shown. */
export function stageFigures({ view, analysis, evidence }: Explorer): readonly PanelFigure[] {
  const state = view.getState();
  const { slots } = analysis.getState();
  const { averaging, nulls, averagingBand } = evidence.getState();
  const { ghostPanel, overlayGraph } = state;
  const focusNodes = slots[state.focus]?.value?.analysis.nodes;

  function figureOf(result: PanelResult, panel: number, own: Pick<PanelFigure, 'averagingSeed' | 'nulls' | 'bands' | 'overlayGraph'>): PanelFigure {
    const context = panelContext(state.cursor, state.sync, focusNodes ?? result.analysis.nodes, result.analysis.nodes);
    const drawn = result.info.metadata.graphs.filter(({ id, role }) => (role === 'context' ? state.showEdges : state.references.includes(id)));
    return {
      panel,
      result,
      axes: shownAxes(state.panels[panel]!.axes, state.mode),
      flips: state.flips,
      context: context ?? result.analysis.frames.at(-1)!.context,
      position: framePosition(result.analysis, context),
      graphs: drawn.map(({ id }) => id),
      ...own,
    };
  }

  const figures = state.panels.flatMap((_, panel): PanelFigure[] => {
    const result = slots[panel]?.value ?? null;
    if (result === null) return [];
    const focused = panel === state.focus;
    const axes = shownAxes(state.panels[panel]!.axes, state.mode);
    const own = { nulls: focused ? nullsOf(nulls, result, axes) : null, bands: focused ? bandsOf(averagingBand, result, axes) : null };
    const overlay = state.mode === 'plane' && result.info.metadata.graphs.some(({ id }) => id === overlayGraph) ? overlayGraph : null;
    return [figureOf(result, panel, { averagingSeed: null, ...own, overlayGraph: overlay })];
  });
  if (!ghostPanel || averaging.value === null || state.panels[state.focus] === undefined) return figures;
  return [...figures, figureOf(averaging.value, state.focus, { averagingSeed: averaging.value.seed, nulls: null, bands: null, overlayGraph: null })];
}

/** @param hashes SHA-256 by recording id; absent or null where it was left out */
export function figureManifest(
  explorer: Explorer,
  kind: FigureKind,
  figures: readonly PanelFigure[],
  hashes: ReadonlyMap<string, string | null>,
  created: Date,
  parts: ManifestParts = {},
): FigureManifest {
  const state = explorer.view.getState();
  return {
    format: FIGURE_FORMAT,
    created: created.toISOString(),
    software: SOFTWARE,
    kind,
    view: encodeView(state).slice(1),
    mode: state.mode,
    sync: state.sync,
    picture: null,
    sequence: null,
    contents: null,
    ...parts,
    focus: Math.max(0, figures.findIndex(({ panel }) => panel === state.focus)),
    panels: figures.map((figure) => manifestPanel(figure, hashes.get(figure.result.recordingId) ?? null)),
  };
}

/** The manifest as it stands beside a film. */
export function manifestText(manifest: FigureManifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** The picture with its manifest inside. */
export async function pngWithManifest(png: Blob, manifest: FigureManifest): Promise<Blob> {
  const bytes = withPngText(new Uint8Array(await png.arrayBuffer()), MANIFEST_KEYWORD, JSON.stringify(manifest));
  return new Blob([bytes], { type: 'image/png' });
}
