/** What every chart shows and what it cannot tell, in the reader's words. */
import type { ChartAbout } from '../charts/chartTable.ts';
import { WORDS } from './MeasureWords.tsx';
import type { MeasureId } from './measureSeries.ts';

export const ABOUT = {
  accuracy: {
    section: 'rule-following-accuracy',
    words: [
      WORDS.accuracy[0],
      WORDS.accuracy[2],
      'Each point is the mean over the averaging window of that context. It cannot tell whether the model follows the graph or repeats pairs it has seen: the Nulls tab shows what memory alone would give.',
    ],
  },
  givenAccuracy: {
    section: 'rule-following-accuracy',
    words: [
      WORDS.givenAccuracy[0],
      'Each point is the figure that the file gives for that context, unsmoothed. It cannot tell whether the model follows the graph or repeats pairs it has seen, and the file holds no sequences to tell by.',
    ],
  },
  energy: { section: 'dirichlet-energy-normalised', words: [...WORDS.energy, 'In full d it averages over all dimensions, so it may stay near 1 while the shown components are orderly.'] },
  correlation: { section: 'distance-correlation', words: [...WORDS.correlation] },
  participation: { section: 'participation-ratio', words: [...WORDS.participation] },
  captured: { section: 'captured-variance', words: [...WORDS.captured] },
  values: { section: 'geometry-of-one-frame', words: ['The values of every curve at the cursor, or where the pointer is on a chart.'] },
  layers: { section: 'geometry-of-one-frame', words: ['One field a layer and recorded context. The colour scale spans the values shown.'] },
  nulls: {
    section: 'relabelling-permutation',
    words: [
      'The grey band holds 90 % of the energies of the same points when the words are dealt to the nodes at random, and the dashed grey line is their mean; the dashed green line is the mean over random graphs with the same degrees.',
      'Below the band: words lie closer along this graph than chance. It cannot tell learning from mixing with the words before: see averaging only.',
      'Shown components are those of each context’s own PCA, whatever basis the picture has: a shared basis flatters.',
    ],
  },
  companions: {
    section: 'embedding-layer-shuffled-recording-early-context',
    words: [
      'The same figure where no learning in context can have happened: the embedding layer, a recording of the same words in shuffled order, and random vectors mixed half and half with the previous token’s.',
      'Only a difference from these is evidence of what the context did.',
    ],
  },
  memory: {
    section: 'memory-baselines',
    words: [
      'What a reader could do without geometry. Bigram recall: mass on the allowed words under the successors counted so far; unigram: under the words counted so far.',
      'Edges seen: share of the graph’s edges walked at least once or twice so far, and what independent draws would give.',
    ],
  },
  spectrum: {
    section: 'graph-spectrum',
    words: [
      'Share of the words’ variance in every eigenspace of the graph’s Laplacian, from smooth to rough; repeated eigenvalues are one mode.',
      'The grey range holds 90 % of the shares under random relabelling. The mode that grows may be the roughest: nodes that share neighbours have the same next words.',
      'The two lines across a bar hold 90 % of the draws of averaging with the previous word, its weight fitted to this context: a share outside them is not what mixing two words gives.',
    ],
  },
  eigenvectors: {
    section: 'graph-spectrum',
    words: [
      'What the modes of the graph look like on the graph itself: blue above zero, orange below, the larger the further from it. The smoothest and the roughest are drawn.',
      'Where several share an eigenvalue (×2), any turn within them is as good: only their span has a meaning. They belong to the graph, not to the recording.',
    ],
  },
  pairs: {
    section: 'subspace-r2-of-a-pc-pair',
    words: [
      'R² between a pair of components of each context’s own PCA and the two slowest eigenvectors of a graph: 1 = the pair holds exactly those modes, under any turn.',
      'The range below each value holds 90 % of random relabellings. With few words chance is high.',
    ],
  },
  sequences: {
    section: 'sequences-kept-apart',
    words: [
      'Reliability: the share of the variance between words that other sequences would show again, from how far halves of the sequences agree.',
      'Pooled figures mix what all sequences say with the noise and the tokens of each. Offsets removed: without what a sequence adds to all its words. Across sequences: products of differences in one half and in the other, so that noise cancels on average. Held out: one half drawn in the PCA of the other.',
      'Ranges resample the sequences. Of four sequences they are rough, and a resample has fewer different ones, so that noise makes it worse: a value may lie at or beyond the better end of its range.',
    ],
  },
  scaling: {
    section: 'critical-context-t_c',
    words: [
      'Critical context against graph size, both logarithmic, with 95 % bootstrap intervals over sequences and replicates.',
      'The exponent is this family’s, by the chosen definition of critical context; another definition gives another exponent.',
    ],
  },
  residuals: { section: 'power-law', words: ['Measured over fitted critical context. A bend here says that one power law does not describe the sizes.'] },
} as const satisfies Record<string, ChartAbout>;

export const ABOUT_MEASURE: Readonly<Record<MeasureId, ChartAbout>> = {
  energy: ABOUT.energy,
  shownEnergy: ABOUT.energy,
  correlation: ABOUT.correlation,
  shownCorrelation: ABOUT.correlation,
  participation: ABOUT.participation,
  captured: ABOUT.captured,
  variance: { section: ABOUT.captured.section, words: WORDS.shown },
};
