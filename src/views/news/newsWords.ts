/** Names of the weights stage's choices, as the reader sees them, with what each means. */
import type { ExposureUnit } from '../../core/news/types.ts';
import type { NewsFacet, NewsMeasureName, NewsViewName } from '../../state/view/newsFields.ts';

export const VIEW_WORDS: Readonly<Record<NewsViewName, { readonly label: string; readonly about: string }>> = {
  gap: { label: 'Gap', about: 'What context teaches, what training teaches' },
  matrix: { label: 'News', about: 'Every news under every condition' },
  learning: { label: 'Learning', about: 'Loss and knowledge over training' },
  size: { label: 'Size', about: 'Exposures needed, by model size' },
  shadow: { label: 'Shadowing', about: 'What a prefix in training does' },
  bridge: { label: 'Bridge', about: 'Does training move the answer where context would?' },
};

export const MEASURE_WORDS: Readonly<Record<NewsMeasureName, { readonly label: string; readonly axis: string; readonly about: string }>> = {
  logp: { label: 'Log-probability', axis: 'log p of the right answer', about: 'How probable the right option is among the options, natural logarithm: 0 is certain, -1.39 is guessing among four.' },
  accuracy: { label: 'Accuracy', axis: 'share of questions right', about: 'The right option is the most probable one; a tie shares the point.' },
  relative: { label: 'Accuracy over prior', axis: 'share right, relative to the prior', about: 'The same after what each option had without news and training is taken away: what the model liked anyway counts for nothing.' },
  free: { label: 'Free answer', axis: 'share of free answers right', about: 'The model answers in its own words; the words of the right option must stand in it in one run.' },
};

export const FACET_WORDS: Readonly<Record<NewsFacet, string>> = { all: 'Together', kind: 'By kind of question', domain: 'By domain', model: 'By model' };

export const UNIT_WORDS: Readonly<Record<ExposureUnit, { readonly label: string; readonly short: string }>> = {
  examples: { label: 'Examples seen', short: 'examples' },
  tokens: { label: 'Tokens seen', short: 'tokens' },
  step: { label: 'Steps', short: 'steps' },
};
