import type { LayerInput } from '../core/analysis/analyseLayer.ts';
import type { ResultRequest } from './settingsFingerprint.ts';

/** Words from which on the Gram matrices of a layer cost more than its digest. */
const MANY_NODES = 64;

/**
 * False where computing a result takes no longer than telling its data apart: the frames of a few words in bases of their
 * own. A joint basis, relabellings and draws take many times as long.
 */
export function worthKeeping({ kind, settings }: ResultRequest, { nodes }: Pick<LayerInput, 'nodes'>): boolean {
  return kind !== 'analysis' || settings.basis.kind === 'joint' || nodes >= MANY_NODES;
}
