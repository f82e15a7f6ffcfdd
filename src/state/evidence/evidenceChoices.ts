/** What the reader may choose of the evidence, with the defaults. */
import type { ScalingChoices } from './scalingTypes.ts';

/** Relabellings a reader may ask for. */
export const PERMUTATION_CHOICES: readonly number[] = [199, 999, 4999];
export const DEFAULT_PERMUTATIONS = 999;
export const DEFAULT_SEED = 1;

export const SCALING_KINDS: readonly ScalingChoices['kind'][] = ['threshold', 'onset', 'knee', 'fall'];

export const defaultScalingChoices: ScalingChoices = {
  kind: 'threshold',
  level: 0.5,
  energyLevel: 0.8,
  dropped: [],
};
