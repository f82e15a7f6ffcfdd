/** The finding for a panel as it is shown, from whatever evidence belongs to that very view. */
import type { MixingBand } from '../core/analysis/bandTypes.ts';
import type { LayerControls } from '../core/analysis/controlsTypes.ts';
import type { AnalysisSettings } from '../core/analysis/types.ts';
import type { PanelResult } from './analysisStore.ts';
import { cursorMeasures } from './cursorMeasures.ts';
import type { ControlsResult, EvidenceState } from './evidenceStore.ts';
import type { BandResult, EvidenceSlot } from './evidenceTypes.ts';
import { findingOf, type Companion, type Finding } from './findings.ts';
import type { FramePosition } from './projection.ts';

export type FindingEvidence = Pick<EvidenceState, 'controls' | 'mixingBand' | 'embedding' | 'shuffled'>;

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

/** The draws of the mixing null for the shown layer and view, or null. */
export function bandOf({ status, value }: EvidenceSlot<BandResult>, result: PanelResult, axes: readonly number[]): MixingBand | null {
  if (status !== 'ready' || value === null || value.recordingId !== result.recordingId) return null;
  return sameView(result.analysis.settings, value.band.settings, axes) ? value.band : null;
}

/** Embedding layer or shuffled recording under the shown view; null while there is none or it is that of another view. */
function companionOf({ status, value }: EvidenceSlot<ControlsResult>, result: PanelResult, axes: readonly number[], layer: number): Companion | null {
  if (status !== 'ready' || value === null || !sameView(result.analysis.settings, value.controls.settings, axes, layer)) return null;
  return { controls: value.controls, graphs: result.info.metadata.graphs.map(({ id }) => value.graphs.findIndex((graph) => graph.id === id)) };
}

const settled = ({ status }: EvidenceSlot<unknown>): boolean => status !== 'loading' && status !== 'idle';

/** @param axes shown components, 0-based: two in the plane, three in space, as the panel shows them */
export function focusFinding(result: PanelResult, position: FramePosition, axes: readonly number[], evidence: FindingEvidence): Finding {
  const { metadata } = result.info;
  const { embedding, shuffled } = evidence;
  const { layer } = result.analysis.settings;
  const finding = findingOf({
    metadata,
    measures: cursorMeasures(result, position, axes),
    axes,
    controls: controlsOf(evidence.controls, result, axes),
    band: bandOf(evidence.mixingBand, result, axes),
    embedding: embedding.value?.recordingId === result.recordingId ? companionOf(embedding, result, axes, 0) : null,
    shuffled: companionOf(shuffled, result, axes, layer),
    absent: [embedding, shuffled].flatMap(({ status, note }) => (status === 'absent' && note !== null ? [note] : [])),
  });
  return { ...finding, complete: finding.complete && settled(embedding) && settled(shuffled) };
}
