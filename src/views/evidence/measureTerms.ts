/** What every figure of the measures column means, in the reader's words. */

export interface MeasureTerm {
  readonly name: string;
  /** Id of the heading in docs/measures.md. */
  readonly section: string;
  readonly explanation: readonly string[];
}

export const TERMS = {
  accuracy: {
    name: 'Rule-following accuracy',
    section: 'rule-following-accuracy',
    explanation: [
      'Probability, over the full vocabulary, that the model gives to the words the graph allows next.',
      'Here it is the mean over the tokens of the averaging window; the curves draw the mean of every recorded segment, so the two figures differ.',
      '1 = always an allowed word. Positions without a constrained successor are left out.',
    ],
  },
  givenAccuracy: {
    name: 'Accuracy',
    section: 'rule-following-accuracy',
    explanation: [
      'As the file gives it for this context. The file has fixed its windows and does not say which tokens its accuracy covers, nor how it was measured.',
      'Where it is rule-following accuracy, 1 = always an allowed word.',
    ],
  },
  energy: {
    name: 'Normalised Dirichlet energy',
    section: 'dirichlet-energy-normalised',
    explanation: [
      'Mean squared distance over the graph’s edges, divided by the mean over all pairs of words.',
      '1 = edges no closer than any pair; below 1 = graph-like; above 1 = neighbours lie apart, as on walks over bipartite graphs.',
      'Early in the context words have few tokens and neighbours on a walk were also read one after the other: a low value there is not learning by itself. Compare with the accuracy and a shuffled control.',
    ],
  },
  correlation: {
    name: 'Distance correlation',
    section: 'distance-correlation',
    explanation: [
      'Spearman correlation between the distance of two words’ activations and their shortest path on the graph.',
      '1 = the order of distances is that of the graph; 0 = unrelated.',
    ],
  },
  shown: {
    name: 'Variance shown',
    section: 'captured-variance',
    explanation: [
      'Share of this context’s variance that lies along the shown axes; the rest is in components that are not drawn.',
      'In the joint basis the percentages at the axes pool all contexts, so they do not add up to this.',
    ],
  },
  captured: {
    name: 'Share of own PCA',
    section: 'captured-variance',
    explanation: [
      'Variance of this context along the shown axes, as a share of what its own PCA shows with as many.',
      '100 % = no other axes would show more of it. A low value means that the shared axes miss part of this context.',
    ],
  },
  participation: {
    name: 'Participation ratio',
    section: 'participation-ratio',
    explanation: [
      'Effective number of dimensions the words spread over: (sum of eigenvalues)² / sum of squared eigenvalues.',
    ],
  },
  tokens: {
    name: 'Tokens per word',
    section: 'geometry-of-one-frame',
    explanation: ['Tokens averaged into a point: least, median and most over the words in the window, all sequences together.'],
  },
} as const satisfies Record<string, MeasureTerm>;
