/** What every figure of the measures column means, in the reader's words. */
import type { TermId } from './measureTerms.ts';

export const WORDS = {
  accuracy: [
    'Probability, over the full vocabulary, that the model gives to the words the graph allows next.',
    'It is the mean over the tokens of the averaging window, at the cursor as on the curves.',
    '1 = always an allowed word. Positions without a constrained successor are left out.',
  ],
  givenAccuracy: [
    'As the file gives it for this context. The file has fixed its windows and does not say which tokens its accuracy covers, nor how it was measured.',
    'Where it is rule-following accuracy, 1 = always an allowed word.',
  ],
  energy: [
    'Mean squared distance over the graph’s edges, divided by the mean over all pairs of words.',
    '1 = edges no closer than any pair; below 1 = graph-like; above 1 = neighbours lie apart, as on walks over bipartite graphs.',
    'Early in the context words have few tokens and neighbours on a walk were also read one after the other: a low value there is not learning by itself. Compare with the accuracy and a shuffled control.',
  ],
  correlation: [
    'Spearman correlation between the distance of two words’ activations and their shortest path on the graph.',
    '1 = the order of distances is that of the graph; 0 = unrelated.',
  ],
  shown: [
    'Share of this context’s variance that lies along the shown axes; the rest is in components that are not drawn.',
    'In the joint basis the percentages at the axes pool all contexts, so they do not add up to this.',
  ],
  captured: [
    'Variance of this context along the shown axes, as a share of what the same axes of its own PCA hold: PC 3-4 against its own PC 3-4.',
    'For the leading axes 100 % is the most there is. A low value means that the shared axes miss part of this context.',
  ],
  participation: [
    'Effective number of dimensions the words spread over: (sum of eigenvalues)² / sum of squared eigenvalues.',
  ],
  tokens: ['Tokens averaged into a point: least, median and most over the words in the window, all sequences together.'],
} as const satisfies Record<TermId, readonly string[]>;

export function MeasureWords({ id }: { readonly id: TermId }) {
  return WORDS[id].map((paragraph) => <p key={paragraph}>{paragraph}</p>);
}
