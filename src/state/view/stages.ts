/**
 * The stages of the page, and the axis along which each moves. A stage's timeline is an axis of some kind: the playhead,
 * playback, undo and the address know kinds, not stages.
 */

/** What a timeline counts, and how. */
export interface AxisKind {
  /** The view field that says where the reader stands on it; null there is the last stop. */
  readonly field: 'cursor' | 'exposure';
  /** Logarithmic spacing takes the logarithm of value + offset: an axis that begins at 0 needs one. */
  readonly offset: 0 | 1;
  /** Of every recorded stop, spacing a reader meets first. */
  readonly spacing: 'chosen' | 'log';
}

export const AXIS_KINDS = {
  /** Tokens of context on the focus panel's recording. */
  context: { field: 'cursor', offset: 0, spacing: 'chosen' },
  /** Steps of training, 0 the model before it. */
  exposures: { field: 'exposure', offset: 1, spacing: 'log' },
} as const satisfies Readonly<Record<string, AxisKind>>;

export type AxisKindName = keyof typeof AXIS_KINDS;

export const STAGES = {
  context: { label: 'Context', axis: 'context', about: 'How representations reorganize as the context grows' },
  weights: { label: 'Weights', axis: 'exposures', about: 'What fine-tuning teaches, beside the same news in context' },
} as const satisfies Readonly<Record<string, { readonly label: string; readonly axis: AxisKindName; readonly about: string }>>;

export type StageName = keyof typeof STAGES;
export const STAGE_NAMES = Object.keys(STAGES) as readonly StageName[];

/** Fields that hold a place on some axis. */
export const PLACE_FIELDS: readonly string[] = Object.values(AXIS_KINDS).map(({ field }) => field);

export interface PlaceState {
  readonly stage: StageName;
  readonly cursor: number | null;
  readonly exposure: number | null;
  readonly spacing: 'linear' | 'log';
}

export function axisOf({ stage }: Pick<PlaceState, 'stage'>): AxisKind {
  return AXIS_KINDS[STAGES[stage].axis];
}

/** Where the reader stands on the axis of the stage in view; null: at its last stop. */
export function placeOf(state: PlaceState): number | null {
  return state[axisOf(state).field];
}

export function spacingOf(state: PlaceState): 'linear' | 'log' {
  const { spacing } = axisOf(state);
  return spacing === 'chosen' ? state.spacing : spacing;
}
