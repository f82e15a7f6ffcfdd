/** What a figure says in words about each of its panels and about itself. */
import type { PanelFigure } from '../../state/export/exportPanel.ts';
import { cursorMeasures } from '../../state/figures/cursorMeasures.ts';
import { resultProvenance } from '../../state/figures/measureTable.ts';
import type { FramePosition } from '../../state/figures/projection.ts';
import { axesName, mainGraph } from '../evidence/useCursorMeasures.ts';
import { formatCount, formatRatio, shortModelName } from '../ui/formatNumber.ts';
import { shortLayerName } from '../ui/names.ts';

export interface HeadingWords {
  readonly title: string;
  /** What is shown. */
  readonly meta: string;
  /** Where it stands and how graph-like it is there. */
  readonly readout: string;
  readonly notes: string;
}

export interface NoteFacts {
  /** All panels are of one model, which the caption names. */
  readonly sameModel: boolean;
  readonly hiddenLabels: number;
  /** Of the spectral embedding laid over the picture. */
  readonly overlay: { readonly graph: string; readonly residual: number } | null;
}

const many = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;

export function headingWords({ result, axes, averagingSeed }: PanelFigure, position: FramePosition, { sameModel, hiddenLabels, overlay }: NoteFacts): HeadingWords {
  const { info, analysis } = result;
  const { metadata } = info;
  const { frame, between } = position;
  const measures = cursorMeasures(result, { ...position, between: false }, axes);
  const energy = mainGraph(measures)?.shownEnergy ?? NaN;
  const meta = [
    axesName(axes),
    shortLayerName(analysis.settings.layer, metadata.model.layers),
    ...(averagingSeed !== null ? ['no model, no learning'] : sameModel ? [] : [shortModelName(metadata.model.id)]),
  ];
  const readout = [
    `${measures.context} tok`,
    ...(Number.isFinite(measures.accuracy) && averagingSeed === null ? [`accuracy ${formatRatio(measures.accuracy)}`] : []),
    ...(Number.isFinite(energy) ? [`energy ${formatRatio(energy)}`] : []),
  ];
  const missing = measures.missing.length;
  const notes = [
    ...(between ? [`between ${measures.context} and ${analysis.frames[frame + 1]!.context} tokens`] : []),
    ...(missing > 0 ? [`${many(missing, 'word', 'words')} missing`] : []),
    ...(analysis.settings.basis.kind === 'aligned' ? ['aligned PC plane'] : []),
    ...(overlay === null ? [] : [`◇ spectral embedding of ${overlay.graph}, residual ${overlay.residual.toFixed(2)}`]),
    ...(hiddenLabels > 0 ? [`${many(hiddenLabels, 'label', 'labels')} left out`] : []),
  ];
  return { title: averagingSeed === null ? metadata.title : `Averaging only: ${metadata.title}`, meta: meta.join(' · '), readout: readout.join(' · '), notes: notes.join(' · ') };
}

/** Where the focus panel stands; its context may lie between two recorded ones. */
export function contextWords(context: number): string {
  return `Context ${formatCount(context)} ${Math.round(context) === 1 ? 'token' : 'tokens'}`;
}

/** How the figure was made, in sentences. */
export function captionWords({ result, axes }: PanelFigure): string {
  const facts = new Map(resultProvenance(result, axes));
  return `Window: ${facts.get('window')}. Basis: ${facts.get('basis')}. ${facts.get('model')}, ${facts.get('hook')}.`;
}

/** The text, its end left out where it is wider than `width`. */
export function shortened(text: string, width: number, measure: (text: string) => number): string {
  if (measure(text) <= width) return text;
  let [least, most] = [0, text.length];
  while (least < most) {
    const middle = (least + most + 1) >> 1;
    if (measure(`${text.slice(0, middle)}…`) <= width) least = middle;
    else most = middle - 1;
  }
  return `${text.slice(0, least).trimEnd()}…`;
}
