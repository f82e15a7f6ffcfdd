/** From a family's curves and the reader's choices to critical contexts and the power law through them. */
import type { CriticalMethod, ScalingCurve, ScalingSize } from '../core/scaling/types.ts';
import type { AnalysisClient } from '../worker/client.ts';
import type { TaskTools } from './evidenceTasks.ts';
import type { ScalingChoices, ScalingData, ScalingMember, ScalingStudy } from './scalingTypes.ts';

/** Bootstrap resamples behind every interval: fewer where each of them is a search for breaks. */
const RESAMPLES: Readonly<Record<CriticalMethod['kind'], number>> = { threshold: 1000, fall: 1000, onset: 400, knee: 400 };

export function criticalMethod({ kind, level, energyLevel }: ScalingChoices): CriticalMethod {
  if (kind === 'threshold') return { kind, level };
  if (kind === 'fall') return { kind, level: energyLevel };
  return { kind };
}

/** The curves of the measure that a method looks at, by size, ascending; members without that curve are left out. */
export function scalingSizes(data: ScalingData, kind: CriticalMethod['kind']): readonly ScalingSize[] {
  const curveOf = ({ accuracy, energy }: ScalingMember): ScalingCurve | null => (kind === 'fall' ? energy : accuracy);
  const sizes = new Map<number, ScalingCurve[]>();
  for (const member of data.members) {
    const curve = curveOf(member);
    if (curve !== null) sizes.set(member.nodes, [...(sizes.get(member.nodes) ?? []), curve]);
  }
  return [...sizes].sort(([a], [b]) => a - b).map(([nodes, curves]) => ({ nodes, curves }));
}

/** Fits all sizes for their points, and again without the dropped ones for the law. Rejects with a FailureError. */
export async function fitStudy(
  client: Pick<AnalysisClient, 'fitScaling'>,
  data: ScalingData,
  choices: ScalingChoices,
  seed: number,
  { signal, report }: TaskTools<ScalingStudy>,
): Promise<ScalingStudy> {
  const method = criticalMethod(choices);
  const sizes = scalingSizes(data, method.kind);
  const dropped = new Set(choices.dropped);
  const kept = sizes.filter(({ nodes }) => !dropped.has(nodes));
  const resamples = RESAMPLES[method.kind];
  const common = { method, resamples, seed };
  const onProgress = ({ done, total }: { readonly done: number; readonly total: number | null }) => report({ what: 'resamples', done, total });
  const all = await client.fitScaling({ ...common, sizes }, { signal, onProgress });
  const law = kept.length === sizes.length ? all : await client.fitScaling({ ...common, sizes: kept }, { signal, onProgress });
  const idsOf = new Map(sizes.map(({ nodes, curves }) => [nodes, curves.map(({ id }) => id)]));
  return {
    method,
    energyOf: method.kind === 'fall' ? data.energyOf : null,
    resamples,
    law: law.law,
    refusal: law.refusal,
    points: all.points.map((point) => ({ ...point, dropped: dropped.has(point.nodes), recordingIds: idsOf.get(point.nodes) ?? [] })),
  };
}
