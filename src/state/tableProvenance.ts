/** Where exported figures come from: the recording, the model and every choice that they depend on. */
import type { BandOptions } from '../core/analysis/bandTypes.ts';
import type { AnalysisSettings } from '../core/analysis/types.ts';
import type { RecordingMetadata, WindowKind } from '../core/recording/types.ts';
import type { PanelResult } from './analysisStore.ts';
import type { TableProvenance } from './measureTable.ts';
import type { ScalingData, ScalingStudy } from './scalingTypes.ts';

function fact(name: string, value: string | number | null): TableProvenance {
  return value === null || value === '' ? [] : [[name, String(value)]];
}

function windowText({ window, weighting }: Pick<AnalysisSettings, 'window' | 'weighting'>, windows?: WindowKind): string {
  if (windows === 'fixed') return 'fixed by the file';
  const span = window.kind === 'last' ? `last ${window.tokens} tokens` : window.kind === 'half' ? 'second half of the context' : 'the whole context';
  return `${span}, whole segments; ${weighting === 'tokens' ? 'every token counts once' : 'every segment counts once'}`;
}

function basisText({ basis }: AnalysisSettings, metadata: RecordingMetadata): string {
  if (basis.kind === 'joint') return 'joint PCA over all contexts';
  if (basis.kind === 'raw') return "each context's own PCA";
  const context = metadata.segments[basis.frame + 1];
  return basis.kind === 'reference' ? `PCA at ${context} tokens` : `own PCA turned onto that at ${context} tokens (Procrustes, no scaling)`;
}

/** As recordings have it, so that a table can be matched with its recording. */
function samplerText(sampler: string): string {
  return sampler === 'not-stated' ? 'not stated' : sampler;
}

/** @param axes shown components, 0-based */
export function resultProvenance({ recordingId, info, analysis }: PanelResult, axes: readonly number[]): TableProvenance {
  const { metadata } = info;
  const { model, task } = metadata;
  return [
    ...fact('recording', metadata.title),
    ...fact('recording id', recordingId),
    ...fact('recorded', metadata.created),
    ...fact('licence', metadata.licence),
    ...fact('citation', metadata.citation),
    ...fact('model', model.id),
    ...fact('model revision', model.revision),
    ...fact('weights', model.weights),
    ...fact('hook', metadata.hook.name),
    ...fact('layer', analysis.settings.layer),
    ...fact('task', task.kind),
    ...fact('sampler', samplerText(task.sampler)),
    ...fact('sequences', task.sequences === 0 ? 'not stated' : task.sequences),
    ...fact('seeds', task.seeds.join(', ')),
    ...fact('window', windowText(analysis.settings, metadata.windows)),
    ...fact('basis', basisText(analysis.settings, metadata)),
    ...fact('shown components', axes.map((axis) => axis + 1).join(', ')),
  ];
}

/** What nulls add: how many were drawn, and from which seed. */
export function nullProvenance({ permutations, seed }: { readonly permutations: number; readonly seed: number }): TableProvenance {
  return [
    ['relabellings', String(permutations)],
    ['seed', String(seed)],
  ];
}

/** What the mixing band adds. */
export function bandProvenance({ draws, seed }: BandOptions): TableProvenance {
  return [
    ['draws of the mixing null', String(draws)],
    ['seed', String(seed)],
  ];
}

export function scalingProvenance(data: ScalingData, study: ScalingStudy, seed: number): TableProvenance {
  const { method } = study;
  const level = method.kind === 'threshold' ? ` (accuracy ${method.level})` : method.kind === 'fall' ? ` (normalised energy ${method.level})` : '';
  const dropped = study.points.filter((point) => point.dropped).map(({ nodes }) => nodes);
  return [
    ...fact('model', data.model),
    ...fact('task', data.task),
    ...fact('sampler', samplerText(data.sampler)),
    ...(study.energyOf === null ? [] : [...fact('layer', study.energyOf.layer), ...fact('window', windowText(study.energyOf))]),
    ...fact('recordings', data.members.map(({ recordingId }) => recordingId).join(', ')),
    ...fact('not readable', data.gaps.map(({ recordingId }) => recordingId).join(', ')),
    ...fact('critical context by', `${method.kind}${level}`),
    ...fact('sizes left out of the fit', dropped.join(', ')),
    ...fact('resamples', study.resamples),
    ...fact('seed', seed),
  ];
}
