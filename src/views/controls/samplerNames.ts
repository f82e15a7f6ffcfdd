import type { Sampler } from '../../core/recording/types.ts';

/** How words were drawn, as the page says it. */
export const SAMPLER_NAMES: Readonly<Record<Sampler, string>> = {
  'random-walk': 'random walk',
  'lazy-walk': 'lazy walk',
  'neighbour-pairs': 'neighbour pairs',
  shuffled: 'shuffled order (control)',
  'directed-cycle': 'directed cycle',
  'not-stated': 'not stated',
};
