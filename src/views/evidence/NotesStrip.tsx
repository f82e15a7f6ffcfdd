/** Beside the stage: in which basis the picture is drawn and how far it can be trusted. */
import type { BasisKind } from '../../core/analysis/settings.ts';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { useFocusPanel } from '../../state/panels/useFocusPanel.ts';
import type { Axes } from '../../state/view/panelSpec.ts';
import { windowName } from '../controls/windowChoices.ts';
import { formatPercent, formatRatio } from '../ui/formatNumber.ts';
import { WarningIcon } from '../ui/icons.tsx';
import * as styles from './notesStrip.module.css';
import { useCursorMeasures } from './useCursorMeasures.ts';

const BASIS_NAMES: Readonly<Record<BasisKind, string>> = {
  joint: 'Joint basis: axis shares pool all contexts',
  reference: 'Basis of one context',
  aligned: 'Per-frame PCA, aligned',
  raw: 'Per-frame PCA, raw',
};

const AXIS_SHARES: Readonly<Record<BasisKind, string>> = {
  joint: 'The percentages at the axes are shares of the variance of all contexts together',
  reference: 'The percentages at the axes are shares of the variance of the reference context',
  aligned: 'The percentages at the axes are shares of the variance of the context at the cursor',
  raw: 'The percentages at the axes are shares of the variance of the context at the cursor',
};

function basisName({ analysis }: PanelResult): string {
  const { basis } = analysis.settings;
  const name = BASIS_NAMES[basis.kind];
  if (basis.kind !== 'reference' && basis.kind !== 'aligned') return name;
  const context = analysis.frames[basis.frame]!.context;
  return basis.kind === 'reference' ? `Basis of the context of ${context} tokens` : `${name} to ${context} tokens`;
}

function Notes({ result, axes }: { readonly result: PanelResult; readonly axes: Axes }) {
  const measures = useCursorMeasures(result, axes);
  const { settings } = result.analysis;
  const shared = settings.basis.kind === 'joint' || settings.basis.kind === 'reference';
  return (
    <div className={styles.strip} data-testid="notes">
      <span title={AXIS_SHARES[settings.basis.kind]}>{basisName(result)}</span>
      <span>{result.info.metadata.windows === 'fixed' ? 'window fixed by the file' : windowName(settings.window)}</span>
      {shared && (
        <span title="Share of this context's variance along the shown axes, and the same as a share of what its own PCA shows with as many">
          shows {formatPercent(measures.explained.reduce((sum, share) => sum + share, 0))} of this context’s variance,{' '}
          {formatPercent(measures.capturedVariance)} of what its own PCA would
        </span>
      )}
      {settings.basis.kind === 'aligned' && (
        <span title="What the turn onto the reference leaves over; 0 = same shape">
          Procrustes residual {formatRatio(measures.procrustesResidual)}; the axes are a rotated PC plane
        </span>
      )}
      {!result.analysis.basisConverged && (
        <span className={styles.caution}>
          <WarningIcon />
          the axes are approximate (residual {result.analysis.basisResidual.toExponential(1)})
        </span>
      )}
      {measures.notes.map((note) => (
        <span key={note} className={styles.caution}>
          <WarningIcon />
          {note}
        </span>
      ))}
    </div>
  );
}

export function NotesStrip() {
  const panel = useFocusPanel();
  if (panel === null || panel.result === null) return <div className={styles.strip} />;
  return <Notes result={panel.result} axes={panel.spec.axes} />;
}

