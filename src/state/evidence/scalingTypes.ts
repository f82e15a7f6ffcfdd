/** The scaling study as the reader steers it: what a family's recordings measured, and which critical context is asked of them. */
import type { Weighting, WindowSpec } from '../../core/analysis/settings.ts';
import type { CriticalMethod, CriticalPoint, ScalingCurve, ScalingResult } from '../../core/scaling/types.ts';

export interface ScalingChoices {
  readonly kind: CriticalMethod['kind'];
  /** Accuracy that counts as learnt, 0 to 1; for `threshold`. */
  readonly level: number;
  /** Normalised Dirichlet energy that counts as graph-like; for `fall`. */
  readonly energyLevel: number;
  /** Sizes (node counts) left out of the fit; they stay as points. */
  readonly dropped: readonly number[];
}

/** One recording of the family. Nothing is kept of one that could not be opened but its failure. */
export interface ScalingMember {
  readonly recordingId: string;
  readonly title: string;
  readonly nodes: number;
  /** One row a sequence, one value a recorded segment; null when every position is masked. */
  readonly accuracy: ScalingCurve | null;
  /** One row, one value a frame, in full d; null until the energy method is chosen. */
  readonly energy: ScalingCurve | null;
}

/** A recording of the family that could not be read, and why. */
export interface ScalingGap {
  readonly recordingId: string;
  readonly message: string;
}

/** What the energies were computed for: those of every member are of one layer under one window. */
export interface EnergyView {
  readonly layer: number;
  readonly window: WindowSpec;
  readonly weighting: Weighting;
}

/** The family of the focus recording: same model, task kind and sampler, every size with all its replicates. */
export interface ScalingData {
  readonly model: string;
  readonly task: string;
  readonly sampler: string;
  /** Of the energies; null until the energy method is chosen. */
  readonly energyOf: EnergyView | null;
  /** Ascending in nodes. */
  readonly members: readonly ScalingMember[];
  readonly gaps: readonly ScalingGap[];
}

/** A critical point with the recordings behind it. Points of dropped sizes are kept; the law is fitted without them. */
export interface StudyPoint extends CriticalPoint {
  readonly dropped: boolean;
  readonly recordingIds: readonly string[];
}

export interface ScalingStudy extends ScalingResult {
  readonly points: readonly StudyPoint[];
  readonly method: CriticalMethod;
  /** The layer and window behind the points; null for methods that look at accuracy, which has neither. */
  readonly energyOf: EnergyView | null;
  /** Bootstrap resamples behind every interval. */
  readonly resamples: number;
}
