/** In which basis a picture is drawn and how far it can be trusted, for whoever points at the title of an axis. */
import type { BasisKind } from '../../core/analysis/settings.ts';
import { cursorMeasures } from '../../state/figures/cursorMeasures.ts';
import { recordedPosition } from '../../state/figures/projection.ts';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { windowName } from '../controls/windowChoices.ts';
import { formatPercent, formatRatio } from '../ui/formatNumber.ts';

const BASIS_NAMES: Readonly<Record<BasisKind, string>> = {
  joint: 'Joint basis',
  reference: 'Basis of one context',
  aligned: 'Per-frame PCA, aligned',
  raw: 'Per-frame PCA, raw',
};

const AXIS_SHARES: Readonly<Record<BasisKind, string>> = {
  joint: 'of all contexts together',
  reference: 'of the reference context',
  aligned: 'of the context at the cursor',
  raw: 'of the context at the cursor',
};

function basisName({ analysis }: PanelResult): string {
  const { basis } = analysis.settings;
  if (basis.kind !== 'reference' && basis.kind !== 'aligned') return BASIS_NAMES[basis.kind];
  const context = analysis.frames[basis.frame]!.context;
  return basis.kind === 'reference' ? `Basis of the context of ${context} tokens` : `${BASIS_NAMES.aligned} to ${context} tokens`;
}

/**
 * Lines of plain text: the basis and what its percentages are shares of, the window, how much the axes show, and warnings.
 *
 * @param axes shown components, 0-based
 */
export function axisNote(result: PanelResult, frame: number, axes: readonly number[]): string {
  const measures = cursorMeasures(result, recordedPosition(frame), axes);
  const { settings, basisConverged, basisResidual } = result.analysis;
  const { kind } = settings.basis;
  return [
    `${basisName(result)}: the percentages are shares of the variance ${AXIS_SHARES[kind]}.`,
    result.info.metadata.windows === 'fixed' ? 'Window fixed by the file.' : `Window: ${windowName(settings.window)}.`,
    ...(kind === 'joint' || kind === 'reference'
      ? [`Shows ${formatPercent(measures.explained.reduce((sum, share) => sum + share, 0))} of this context’s variance, ${formatPercent(measures.capturedVariance)} of what its own PCA would.`]
      : []),
    ...(kind === 'aligned' ? [`Procrustes residual ${formatRatio(measures.procrustesResidual)} (0 = same shape); the axes are a rotated PC plane.`] : []),
    ...(basisConverged ? [] : [`The axes are approximate (residual ${basisResidual.toExponential(1)}).`]),
    ...measures.notes,
  ].join('\n');
}
