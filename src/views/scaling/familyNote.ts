import type { RecordingMetadata } from '../../core/recording/types.ts';
import type { ScalingData } from '../../state/evidence/scalingTypes.ts';
import { shortModelName } from '../controls/formatNumber.ts';
import { SAMPLER_NAMES } from '../controls/samplerNames.ts';

/** Which recordings are compared: what they have in common, and once they are read, how many of how many sizes. */
export function familyNote({ task, model }: Pick<RecordingMetadata, 'task' | 'model'>, data: Pick<ScalingData, 'members'> | null): string {
  const sampler = task.sampler === 'not-stated' ? 'sampler not stated' : SAMPLER_NAMES[task.sampler];
  const members = data === null ? '' : `: ${data.members.length} recordings of ${new Set(data.members.map(({ nodes }) => nodes)).size} sizes`;
  return `${task.kind}, ${sampler}, ${shortModelName(model.id)}${members}`;
}
