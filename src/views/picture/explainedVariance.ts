/** Shares of variance as the axes and the scree plot print them. */
import type { LayerAnalysis } from '../../core/analysis/settings.ts';

const share = (part: number | undefined, whole: number | undefined): number =>
  part !== undefined && whole !== undefined && whole > 0 ? part / whole : NaN;

/** True when the axes, and so their shares, change from frame to frame. */
export function isPerFrame(analysis: LayerAnalysis): boolean {
  return analysis.settings.basis.kind === 'aligned' || analysis.settings.basis.kind === 'raw';
}

/**
 * Explained variance ratio of component `k` of the shown basis: of the PCA that defines it (joint, reference), or of the
 * frame along that axis (aligned, raw). NaN where there is no variance or no such component.
 */
export function basisShare(analysis: LayerAnalysis, frame: number, k: number): number {
  if (k >= analysis.components) return NaN;
  if (isPerFrame(analysis)) return frameShare(analysis, frame, k);
  return share(analysis.basisEigenvalues[k], analysis.basisTotalVariance);
}

/** Share of the frame's own variance that lies along axis `k` of the shown basis. */
export function frameShare(analysis: LayerAnalysis, frame: number, k: number): number {
  if (k >= analysis.components) return NaN;
  return share(analysis.basisVariance[frame * analysis.components + k], analysis.totalVariance[frame]);
}

/** Explained variance ratio of component `k` of the frame's own PCA. */
export function ownShare(analysis: LayerAnalysis, frame: number, k: number): number {
  if (k >= analysis.components) return NaN;
  return share(analysis.ownVariance[frame * analysis.components + k], analysis.totalVariance[frame]);
}

/** "23.4 %", or "" when the share is not defined. Thin no-break space, as SI asks. */
export function formatShare(value: number): string {
  return Number.isFinite(value) ? `${(100 * value).toFixed(1)}\u202f%` : '';
}

/** "PC 1 (23.4 %)"; axes of an aligned basis are a turned plane of components and say so. */
export function axisTitle(analysis: LayerAnalysis, frame: number, k: number): string {
  const value = formatShare(basisShare(analysis, frame, k));
  const name = analysis.settings.basis.kind === 'aligned' ? `PC ${k + 1}, aligned` : `PC ${k + 1}`;
  return value === '' ? name : `${name} (${value})`;
}
