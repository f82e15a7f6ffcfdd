/** What the page calls samplers, layers and accuracies. */
import type { RecordingMetadata, Sampler } from '../../core/recording/types.ts';

/** How words were drawn, as the page says it. */
export const SAMPLER_NAMES: Readonly<Record<Sampler, string>> = {
  'random-walk': 'random walk',
  'lazy-walk': 'lazy walk',
  'neighbour-pairs': 'neighbour pairs',
  shuffled: 'shuffled order (control)',
  'directed-cycle': 'directed cycle',
  'not-stated': 'not stated',
};

/**
 * The name of a recorded hidden state: 0 is the embedding, the last one is read after the final norm.
 * `blocks` is the number of transformer blocks of the model; 0 = not stated.
 */
export function layerName(layer: number, blocks: number): string {
  if (blocks === 0) return `layer ${layer}`;
  if (layer === 0) return 'embedding';
  if (layer === blocks) return `layer ${layer}, after the final norm`;
  return `layer ${layer} of ${blocks}`;
}

/** The same in a few characters, for panel headers. */
export function shortLayerName(layer: number, blocks: number): string {
  if (layer === 0 && blocks !== 0) return 'embedding';
  return layer === blocks && blocks !== 0 ? `layer ${layer} (final norm)` : `layer ${layer}`;
}

export interface AccuracyNames {
  /** At the cursor. */
  readonly cursor: string;
  /** Of a curve. */
  readonly curve: string;
  /** Of the chart of that curve. */
  readonly chart: string;
}

/** Over the averaging window, wherever accuracy stands beside a picture. */
const RECORDED: AccuracyNames = { cursor: 'accuracy', curve: 'accuracy', chart: 'Rule-following accuracy' };
/** A file that has fixed its windows gives one figure for every context and does not say which tokens it covers. */
const GIVEN: AccuracyNames = { cursor: 'accuracy', curve: 'accuracy', chart: 'Accuracy, as the file gives it' };

export function accuracyNames({ windows }: Pick<RecordingMetadata, 'windows'>): AccuracyNames {
  return windows === 'fixed' ? GIVEN : RECORDED;
}
