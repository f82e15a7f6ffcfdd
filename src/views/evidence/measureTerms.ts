/** The figures of the measures column by name; what they mean is in MeasureWords.tsx, which comes when a reader asks. */

export interface MeasureTerm {
  readonly term: string;
  /** Id of the heading in docs/measures.md. */
  readonly section: string;
}

export const TERMS = {
  accuracy: { term: 'Rule-following accuracy', section: 'rule-following-accuracy' },
  givenAccuracy: { term: 'Accuracy', section: 'rule-following-accuracy' },
  energy: { term: 'Normalised Dirichlet energy', section: 'dirichlet-energy-normalised' },
  correlation: { term: 'Distance correlation', section: 'distance-correlation' },
  shown: { term: 'Variance shown', section: 'captured-variance' },
  captured: { term: 'Share of own PCA', section: 'captured-variance' },
  participation: { term: 'Participation ratio', section: 'participation-ratio' },
  tokens: { term: 'Tokens per word', section: 'geometry-of-one-frame' },
} as const satisfies Record<string, MeasureTerm>;

export type TermId = keyof typeof TERMS;
