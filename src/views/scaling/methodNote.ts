/** What the critical contexts are read from, in words: the measure, and for energies the layer and the averaging window. */
import type { WindowKind } from '../../core/recording/types.ts';
import type { ScalingStudy } from '../../state/evidence/scalingTypes.ts';
import { windowName } from '../controls/windowChoices.ts';

const BREAK = {
  threshold: '',
  onset: 'Onset: the first break upwards of straight pieces in log context. ',
  knee: 'Saturation: the last break downwards of straight pieces in log context. ',
} as const;

/** @param windows of the recordings of the study */
export function methodNote({ method, energyOf }: Pick<ScalingStudy, 'method' | 'energyOf'>, windows?: WindowKind): string {
  const accuracy = windows === 'fixed' ? 'accuracy that the files give for every context' : 'accuracy of every recorded segment';
  if (method.kind !== 'fall') return `${BREAK[method.kind]}From the ${accuracy}, averaged over the sequences.`;
  const place = energyOf === null ? '' : ` of layer ${energyOf.layer}, averaging window: ${windowName(energyOf.window)}`;
  return `From the normalised energy in full d${place}. Contexts in which a word is missing are left out. This energy rises with context in many recordings, and then no level is reached.`;
}
