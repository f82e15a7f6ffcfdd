/** Which fields of the view a step of the reader's changes, and what such a step is called. */
import type { PanelSpec, ViewState } from './viewStore.ts';

/** What is shown only for a moment, runs by itself, or belongs to the page rather than to the picture is no step. */
export type StepField = Exclude<keyof ViewState, 'playing' | 'hovered' | 'hoveredContext' | 'spaceUnavailable' | 'theme' | 'resets'>;

/** The part of the view that undo brings back. */
export type ViewSnapshot = Pick<ViewState, StepField>;

/** In the order in which they give a step its name: the first that changed does. */
const NAMES: Readonly<Record<StepField, string>> = {
  panels: 'panels',
  mode: 'dimensions',
  window: 'averaging window',
  weighting: 'weighting',
  basis: 'basis',
  referenceContext: 'reference context',
  flips: 'mirrored axes',
  sync: 'shared context',
  spacing: 'timeline spacing',
  colour: 'colours',
  showEdges: 'edges',
  showLabels: 'labels',
  showTrail: 'trail',
  customGraphs: 'drawn graph',
  references: 'reference graphs',
  overlayGraph: 'overlay',
  ghostPanel: 'mixing null beside it',
  cursor: 'context',
  pinned: 'pinned word',
  permutations: 'relabellings',
  seed: 'seed',
  curveLayers: 'layers of the curves',
  scalingChoices: 'scaling choices',
  tab: 'open tab',
  focus: 'focused panel',
  speed: 'speed',
};

const FIELDS = Object.keys(NAMES) as StepField[];

export function snapshotOf(view: ViewState): ViewSnapshot {
  return Object.fromEntries(FIELDS.map((field) => [field, view[field]])) as unknown as ViewSnapshot;
}

/** Fields by value: a store may hand out equal panels in a new list. */
export function changedSteps(before: ViewSnapshot, after: ViewSnapshot): readonly StepField[] {
  return FIELDS.filter((field) => before[field] !== after[field] && JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}

/** In lower case, as it follows "Undo: ". */
export function stepName(before: ViewSnapshot, after: ViewSnapshot): string {
  const [first] = changedSteps(before, after);
  if (first === undefined) return 'nothing';
  return first === 'panels' ? panelStepName(before.panels, after.panels) : NAMES[first];
}

function panelStepName(before: readonly PanelSpec[], after: readonly PanelSpec[]): string {
  if (before.length !== after.length) return NAMES.panels;
  const differs = (of: (panel: PanelSpec) => unknown) => before.some((panel, i) => of(panel) !== of(after[i]!));
  if (differs(({ recordingId }) => recordingId)) return 'recording';
  if (differs(({ layer }) => layer)) return 'layer';
  return 'axes';
}
