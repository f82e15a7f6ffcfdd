/** What a result depends on beside its data: the settings that matter to its kind, and what computes it. */
import type { BandOptions, ControlOptions } from '../core/nulls/types.ts';
import type { AnalysisSettings } from '../core/analysis/settings.ts';

export type ResultRequest =
  | { readonly kind: 'analysis'; readonly settings: AnalysisSettings }
  | { readonly kind: 'controls'; readonly settings: AnalysisSettings; readonly options: ControlOptions }
  | { readonly kind: 'band'; readonly settings: AnalysisSettings; readonly options: BandOptions };

/**
 * Equal for requests with equal results. The number of the layer is left out, for its data says which it is; so are the shown
 * axes where the result does not depend on them.
 *
 * @param engine name of what computes: another one may differ in the last digits
 */
export function settingsFingerprint(request: ResultRequest, engine: string): string {
  const { window, weighting, basis, components, axes } = request.settings;
  const shown = request.kind === 'analysis' && basis.kind !== 'aligned' ? null : axes;
  const options = request.kind === 'analysis' ? null : optionsOf(request.options);
  const windowed = window.kind === 'last' ? [window.kind, window.tokens] : [window.kind];
  const based = 'frame' in basis ? [basis.kind, basis.frame] : [basis.kind];
  return JSON.stringify([engine, request.kind, windowed, weighting, based, components, shown, options]);
}

function optionsOf(options: ControlOptions | BandOptions): readonly number[] {
  return 'draws' in options ? [options.draws, options.seed] : [options.permutations, options.seed];
}
