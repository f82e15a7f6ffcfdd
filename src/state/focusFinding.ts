/** The finding for a panel as it is shown, from whatever evidence belongs to that very view. */
import type { LayerControls } from '../core/analysis/controlsTypes.ts';
import type { AnalysisSettings } from '../core/analysis/types.ts';
import type { PanelResult } from './analysisStore.ts';
import { cursorMeasures } from './cursorMeasures.ts';
import type { ControlsResult, EvidenceState } from './evidenceStore.ts';
import type { EvidenceSlot, MixingGhost } from './evidenceTypes.ts';
import { findingOf, type Companion, type Finding } from './findings.ts';
import { mixingFigures } from './mixingFigures.ts';
import type { FramePosition } from './projection.ts';

export type FindingEvidence = Pick<EvidenceState, 'controls' | 'mixing' | 'embedding' | 'shuffled'>;

/** The shown axes are compared apart: outside the aligned basis an analysis serves any of them. */
function sameView(a: AnalysisSettings, b: AnalysisSettings, axes: readonly number[], layer = a.layer): boolean {
  const of = ({ window, weighting, basis }: AnalysisSettings) => JSON.stringify([window, weighting, basis]);
  return b.layer === layer && of(a) === of(b) && b.axes.length === axes.length && b.axes.every((axis, i) => axis === axes[i]);
}

/** The controls of the shown layer and view, or null; a slot may hold those of an earlier request. */
export function controlsOf(slot: EvidenceSlot<ControlsResult>, result: PanelResult, axes: readonly number[]): LayerControls | null {
  const { value, status } = slot;
  if (status !== 'ready' || value === null || value.recordingId !== result.recordingId) return null;
  return sameView(result.analysis.settings, value.controls.settings, axes) ? value.controls : null;
}

/** The mixing null of the shown view, or null. */
export function ghostOf(slot: EvidenceSlot<MixingGhost>, result: PanelResult, axes: readonly number[]): MixingGhost | null {
  const { value, status } = slot;
  if (status !== 'ready' || value === null || value.recordingId !== result.recordingId) return null;
  return sameView(result.analysis.settings, value.analysis.settings, axes) ? value : null;
}

/** @param axes shown components, 0-based: two in the plane, three in space, as the panel shows them */
export function focusFinding(result: PanelResult, position: FramePosition, axes: readonly number[], evidence: FindingEvidence): Finding {
  const { metadata } = result.info;
  const ghost = ghostOf(evidence.mixing, result, axes);
  const own = metadata.graphs.find(({ role }) => role === 'context')?.id;
  const companion = ({ status, value }: EvidenceSlot<ControlsResult>): Companion | null =>
    status === 'ready' && value !== null ? { controls: value.controls, graph: value.graphs.findIndex(({ id }) => id === own) } : null;
  return findingOf({
    metadata,
    measures: cursorMeasures(result, position, axes),
    axes,
    controls: controlsOf(evidence.controls, result, axes),
    mixing: ghost === null ? null : mixingFigures(ghost, position.frame, axes),
    embedding: companion(evidence.embedding),
    shuffled: companion(evidence.shuffled),
  });
}
