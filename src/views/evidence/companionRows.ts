/** The energies of a control at a context, as they stand beside the shown layer's own. */
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import type { ControlsResult } from '../../state/evidence/evidenceStore.ts';
import { cursorMeasures } from '../../state/figures/cursorMeasures.ts';
import { frameAt } from './frameAt.ts';
import { graphIn } from './graphIn.ts';

export interface CompanionFigures {
  /** Context in tokens of the frame that the figures belong to. */
  readonly context: number;
  readonly energy: number;
  readonly shownEnergy: number;
}

/** Figures of one analysis at a frame; NaN for a graph it does not have. */
export function ownRow(result: Pick<PanelResult, 'info' | 'analysis' | 'recordingId'>, frame: number, axes: readonly number[], graph: number): CompanionFigures {
  const measures = cursorMeasures(result, { frame, fraction: 0, between: false, clamped: false }, axes);
  const against = measures.graphs[graph];
  return { context: measures.context, energy: against?.energy ?? NaN, shownEnergy: against?.shownEnergy ?? NaN };
}

/** Figures of a control along its own graph of this id, at the recorded context at or before `context`; null until it is there. */
export function companionRow(result: ControlsResult | null, context: number, graphId: string): CompanionFigures | null {
  if (result === null) return null;
  const { controls } = result;
  const graph = graphIn(result, graphId);
  if (graph === -1) return { context, energy: NaN, shownEnergy: NaN };
  const frame = frameAt(controls.frames, context);
  const at = graph * controls.frames.length + frame;
  return { context: controls.frames[frame]!.context, energy: controls.energy.observed[at]!, shownEnergy: controls.shownEnergy.observed[at]! };
}
