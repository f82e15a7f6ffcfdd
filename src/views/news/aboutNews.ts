/** What the charts of the weights stage mean, in the reader's words; the exact definitions stand in docs/measures.md. */
import type { ChartAbout } from '../charts/chartTable.ts';

export const ABOUT_NEWS = {
  gap: {
    words: [
      'Each dot is the mean over news of one condition, the line its 95 % interval if other news had been drawn. Every news counts once, whatever the number of its questions.',
      'Press two conditions to compare them news by news. What beats chance here is not yet understanding: read the kinds of questions apart.',
    ],
    section: 'answers-to-questions-about-news',
  },
  pair: {
    words: [
      'One line a news, from its value under the first condition to that under the second: blue rises, orange falls, the thick line is the mean. The difference is the first less the second. The test asks how often the mean difference would be as large if each news had been as likely to go the other way.',
      'A comparison that you choose after looking is one of many: the planned tests are corrected for their number, this one is not.',
    ],
    section: 'paired-comparison-over-news',
  },
  planned: {
    words: ['Tests that were written down before the runs, in log-probability, corrected together for their number (Holm). Press one to see its news.'],
    section: 'paired-comparison-over-news',
  },
  matrix: { words: ['A row a news, a column a condition; the shade is the news’ mean. Press a cell to read its questions, the answers and the texts that were trained on.'], section: 'answers-to-questions-about-news' },
  cell: {
    words: [
      'Log p is the summed log-probability of an option’s text after the question; the prior is the same with nothing in context and no training. The bars are each option’s share of the probability of all options, thick as answered here, thin the prior.',
      'The model never sees the options, so their order cannot matter. The one with the largest log p is taken as chosen.',
    ],
    section: 'answers-to-questions-about-news',
  },
  learning: {
    words: ['What the training loss says beside what the model knows: curves of one loss may end at different knowledge. Losses of different texts are not on one scale.'],
    section: 'exposures-and-efficiency',
  },
  size: {
    words: ['Exposures until a model has gone half the way from nothing to what it makes of the news in its own context, against its size. With fewer than three models no law is drawn.'],
    section: 'exposures-and-efficiency',
  },
  shadow: {
    words: [
      'The same training texts with something before each: their own news, another news, or neutral text of the same length, never under the loss. If only the own news ruins learning, it is the news that explains the texts away; if any text does, it is the mismatch between training and test.',
      'Overexposure: what the model makes of the news in context before and after it was trained on them.',
    ],
    section: 'shadowing-and-overexposure',
  },
  bridge: {
    words: [
      'Does training move the answer’s representation where the news in context would have put it? Dots are news at the step of training that the timeline shows, with the path they took; diamonds mark where the news in context puts the same answers, tied to their dot by a dotted line. Playing shows where training takes them.',
      'All context and all training share directions that have nothing to do with a news, so each movement is held against that of another news.',
    ],
    section: 'bridge-between-context-and-weights',
  },
  cosines: { words: ['Cosine of what training a news does and what its context does, each less the same of another news, by layer. The grey band is the same with the news exchanged.'], section: 'bridge-between-context-and-weights' },
  retrieval: { words: ['Whose context does training on a news look like? A row an adapter, a column a context; the diagonal is its own.'], section: 'bridge-between-context-and-weights' },
} as const satisfies Readonly<Record<string, ChartAbout>>;
