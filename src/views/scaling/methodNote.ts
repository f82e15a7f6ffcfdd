/** What the critical contexts are read from, in words: the measure, and for energies the layer and the averaging window. */
import type { WindowSpec } from '../../core/analysis/types.ts';
import type { ScalingData, ScalingStudy } from '../../state/scalingTypes.ts';
import { windowName } from '../controls/windowChoices.ts';

const BREAK = {
  threshold: '',
  onset: 'Onset: the first break upwards of straight pieces in log context. ',
  knee: 'Saturation: the last break downwards of straight pieces in log context. ',
} as const;

export function methodNote({ method }: Pick<ScalingStudy, 'method'>, { layer }: Pick<ScalingData, 'layer'>, window: WindowSpec): string {
  if (method.kind !== 'fall') return `${BREAK[method.kind]}From the accuracy of every recorded segment, averaged over the sequences.`;
  const place = layer === null ? '' : ` of layer ${layer}`;
  return `From the normalised energy in full d${place}, averaging window: ${windowName(window)}. Contexts in which a word is missing are left out. This energy rises with context in many recordings, and then no level is reached.`;
}
