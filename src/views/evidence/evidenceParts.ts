/** The tabs of the right column that wait for the reader, each with the code of its own charts. */
import type { EvidenceTab } from '../../state/evidence/evidenceTypes.ts';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import type { Axes } from '../../state/view/panelSpec.ts';
import { lazyPart, type LazyPart } from '../ui/lazyPart.ts';

interface EvidencePartProps {
  readonly result: PanelResult;
  readonly axes: Axes;
}

export const evidenceParts: Readonly<Record<Exclude<EvidenceTab, 'cursor'>, LazyPart<EvidencePartProps>>> = {
  curves: lazyPart<EvidencePartProps>(() => import('./CurvesTab.tsx').then(({ CurvesTab }) => CurvesTab)),
  layers: lazyPart<EvidencePartProps>(() => import('./LayersTab.tsx').then(({ LayersTab }) => LayersTab)),
  nulls: lazyPart<EvidencePartProps>(() => import('./NullsTab.tsx').then(({ NullsTab }) => NullsTab)),
  spectrum: lazyPart<EvidencePartProps>(() => import('./SpectrumTab.tsx').then(({ SpectrumTab }) => SpectrumTab)),
  scaling: lazyPart<EvidencePartProps>(() => import('./ScalingTab.tsx').then(({ ScalingTab }) => ScalingTab)),
};
