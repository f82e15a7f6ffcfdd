/** The registry of what is worked out of the runs on the news: when the page shows a piece, and what it asks for. */
import { conditionsOf } from '../../core/news/conditions.ts';
import type { NewsEfficiency } from '../../core/news/efficiency.ts';
import { type NewsContrast, type NewsEstimate, type NewsStatisticsInput } from '../../core/news/statistics.ts';
import type { ProtocolBridge } from '../../core/news/bridge.ts';
import type { BridgeProjection } from '../../core/news/bridgeProjection.ts';
import { statesOutline, type StatesOutline } from '../../core/news/statesFile.ts';
import type { NewsResults } from '../../core/news/types.ts';
import type { JobResult } from '../../worker/jobs.ts';
import type { AnalysisClient } from '../../worker/pool/client.ts';
import type { RecordingSource } from '../../worker/protocol.ts';
import type { SlotTask, Wish } from '../panels/slots.ts';
import type { ViewState } from '../view/viewFields.ts';
import { type CellTraining, cellTraining } from './cellFigure.ts';
import { chosenProtocol, protocolStops, stopAt } from './exposures.ts';
import { gapColumns, gapFigure, pairFigure } from './gapFigure.ts';
import { learningColumns, learningFigure } from './learningFigure.ts';
import { bridgeLayer, bridgeProtocol, plannedBridges, type TestedBridge } from './bridgeFigure.ts';
import type { NewsFile } from './newsFiles.ts';
import { sizeFigure, sizeQuestions } from './sizeFigure.ts';
import { knowledgeContrasts } from '../../core/news/contrasts.ts';
import { shadowColumns, shadowFigure } from './shadowFigure.ts';

export interface NewsPieceInput {
  readonly client: Pick<AnalysisClient, 'run'>;
  readonly view: ViewState;
  readonly file: NewsFile;
  readonly focus: NewsResults;
  /** Files compared, the one in view among them. */
  readonly files: readonly NewsFile[];
  /** Results that are read, by the id of their file. */
  readonly results: ReadonlyMap<string, NewsResults>;
}

export interface NewsPiece<T> {
  readonly shown: (view: ViewState) => boolean;
  readonly wish: (input: NewsPieceInput) => Wish<T>;
}

export interface NewsPieces {
  /** Intervals of the gap's columns, in their order. */
  gap: readonly NewsEstimate[];
  /** Intervals of the shadowing figure's columns, in their order. */
  shadow: readonly NewsEstimate[];
  /** Intervals of the learning curves' columns, in their order. */
  learning: readonly NewsEstimate[];
  /** The planned tests, in their order: one family. */
  planned: readonly NewsContrast[];
  /** The comparison that the reader has chosen. */
  pair: NewsContrast;
  /** Exposures that models need, a kind of training each, in the order of `sizeQuestions`. */
  efficiency: readonly NewsEfficiency[];
  /** Cosines between training and context, of the protocol in focus. */
  bridge: ProtocolBridge;
  /** The planned tests of the bridge, one family, in the order of `plannedBridges`. */
  bridgeTests: readonly TestedBridge[];
  /** The picture of the bridge. */
  projection: BridgeProjection;
  /** What the adapter of the open cell was trained on, where that is not the news itself. */
  texts: JobResult<'newsTexts'>;
}

/** Components of the bridge's picture: two are shown, the others say how much is left. */
const BRIDGE_COMPONENTS = 6;

/** The results compared, the one in view first; those that are not read yet are left out. */
export function comparedResults({ file, files, results }: Pick<NewsPieceInput, 'file' | 'files' | 'results'>): readonly NewsResults[] {
  return [file, ...files.filter(({ id }) => id !== file.id)].flatMap(({ id }) => results.get(id) ?? []);
}

/** Of the view, what a key depends on: figures are made of nothing else. */
const filterKey = ({ newsKinds, newsDomains, newsUnflagged }: ViewState) => [newsKinds, newsDomains, newsUnflagged];

/** The checkpoint where the reader stands: between two it is the one before. */
function stopKey({ view, focus }: NewsPieceInput): number | null {
  const protocol = chosenProtocol(focus, view.newsProtocol);
  return protocol === null || view.exposure === null ? null : stopAt(protocolStops(focus, protocol.id), view.exposure);
}

function statistics<T>({ client }: NewsPieceInput, key: readonly unknown[], input: () => NewsStatisticsInput, take: (answer: { readonly columns: readonly NewsEstimate[]; readonly contrasts: readonly NewsContrast[] }) => T): Wish<T> {
  return {
    kind: 'run',
    task: {
      key: JSON.stringify(key),
      run: async ({ signal, report }) => take(await client.run('newsStatistics', input(), { signal, onProgress: (progress) => report({ ...progress, what: 'resampling' }), rank: 'layer', aside: 'anything' })),
    },
  };
}

type NewsPieceTable = { readonly [Name in keyof NewsPieces]: NewsPiece<NewsPieces[Name]> };

const inBridge = ({ newsView }: ViewState) => newsView === 'bridge';

/** What a piece asks of the states; absent where there are none at hand. */
function ofStates<T>(input: NewsPieceInput, ask: (protocol: string, states: { readonly source: RecordingSource; readonly outline: StatesOutline }) => SlotTask<T>): Wish<T> {
  const { file, focus, view } = input;
  const { states } = focus;
  if (states === null) return { kind: 'absent', note: 'These results hold no states: make them with “contextscope news run --states all”.' };
  if (file.states === null) return { kind: 'absent', note: `The states of these results are in ${states.file}: open that file as well.` };
  const protocol = bridgeProtocol(focus, view.newsProtocol);
  if (protocol === null) return { kind: 'absent', note: 'The states hold no training.' };
  return { kind: 'run', task: ask(protocol, { source: file.states, outline: statesOutline(focus) }) };
}

const BRIDGE_PIECES: Pick<NewsPieceTable, 'bridge' | 'bridgeTests' | 'projection'> = {
  bridge: {
    shown: inBridge,
    wish: (input) =>
      ofStates(input, (protocol, states) => ({
        key: JSON.stringify(['bridge', input.file.id, protocol]),
        run: ({ signal, report }) => input.client.run('newsBridge', { ...states, protocol }, { signal, onProgress: (progress) => report({ ...progress, what: 'comparing directions' }), rank: 'layer' }),
      })),
  },
  bridgeTests: {
    shown: inBridge,
    wish: (input) =>
      ofStates(input, (_, states) => ({
        key: JSON.stringify(['bridge tests', input.file.id]),
        run: (tools) => plannedBridges(input.client, input.focus, states, tools),
      })),
  },
  projection: {
    shown: inBridge,
    wish: (input) => {
      const { client, focus, file, view } = input;
      return ofStates(input, (protocol, states) => {
        const { bridgePoints: points, bridgeBasis: basis, bridgeFrom: from } = view;
        const layer = bridgeLayer(focus, view.bridgeLayer);
        const projection = { protocol, layer, points, basis, from, centre: 'frame', states: 'coordinates', components: BRIDGE_COMPONENTS } as const;
        return {
          key: JSON.stringify(['projection', file.id, projection]),
          run: ({ signal, report }) => client.run('newsProjection', { ...states, news: focus.news, projection }, { signal, onProgress: (progress) => report({ ...progress, what: 'computing the principal components' }), rank: 'panel' }),
        };
      });
    },
  },
};

export const NEWS_PIECES: NewsPieceTable = {
  gap: {
    shown: ({ newsView }) => newsView === 'gap',
    wish(input) {
      const { view, focus } = input;
      const compared = comparedResults(input);
      const key = ['gap', input.file.id, compared.length, stopKey(input), view.newsMeasure, view.newsFacet, view.newsAll, filterKey(view)];
      return statistics(input, key, () => ({ columns: gapColumns(gapFigure(focus, compared, view)), contrasts: [] }), ({ columns }) => columns);
    },
  },
  shadow: {
    shown: ({ newsView }) => newsView === 'shadow',
    wish(input) {
      const { view, focus, file } = input;
      const key = ['shadow', file.id, view.newsMeasure, filterKey(view)];
      return statistics(input, key, () => ({ columns: shadowColumns(shadowFigure(focus, view)), contrasts: [] }), ({ columns }) => columns);
    },
  },
  learning: {
    shown: ({ newsView }) => newsView === 'learning',
    wish(input) {
      const { view, file } = input;
      const compared = comparedResults(input);
      const key = ['learning', file.id, compared.map(({ id }) => id), view.newsFacet === 'model', view.newsMeasure, view.newsAll, filterKey(view)];
      return statistics(input, key, () => ({ columns: learningColumns(learningFigure(compared, view)), contrasts: [] }), ({ columns }) => columns);
    },
  },
  planned: {
    shown: () => true,
    wish(input) {
      const { focus, file } = input;
      return statistics(input, ['planned', file.id], () => ({ columns: [], contrasts: knowledgeContrasts(focus).contrasts.map(({ values }) => values) }), ({ contrasts }) => contrasts);
    },
  },
  pair: {
    shown: ({ newsPair }) => newsPair !== null,
    wish(input) {
      const { view, focus, file } = input;
      const figure = pairFigure(focus, view);
      if (figure === null) return { kind: 'absent', note: 'These results do not have both conditions.' };
      const key = ['pair', file.id, stopKey(input), view.newsPair, view.newsMeasure, filterKey(view)];
      return statistics(input, key, () => ({ columns: [], contrasts: [figure.differences] }), ({ contrasts }) => contrasts[0]!);
    },
  },
  efficiency: {
    shown: ({ newsView }) => newsView === 'size',
    wish(input) {
      const { client, view, file } = input;
      const compared = comparedResults(input);
      const questions = sizeQuestions(sizeFigure(compared, view));
      if (questions.length === 0) return { kind: 'absent', note: null };
      return {
        kind: 'run',
        task: {
          key: JSON.stringify(['efficiency', file.id, compared.map(({ id }) => id), view.newsUnit, view.newsAll, view.newsShare, filterKey(view)]),
          async run({ signal, report }) {
            const answers: NewsEfficiency[] = [];
            for (const question of questions) {
              report({ what: 'resampling', done: answers.length, total: questions.length });
              answers.push(await client.run('newsEfficiency', question, { signal, rank: 'layer', aside: 'anything' }));
            }
            return answers;
          },
        },
      };
    },
  },
  ...BRIDGE_PIECES,
  texts: {
    shown: ({ newsCell }) => newsCell !== null,
    wish: ({ client, view, focus, file }) => {
      const news = focus.news.find(({ id }) => id === view.newsCell?.news);
      const condition = conditionsOf(focus).find(({ id }) => id === view.newsCell?.condition);
      const training = news === undefined || condition === undefined ? null : cellTraining(focus, news, condition);
      if (training === null || training.kind === 'naive') return { kind: 'absent', note: null };
      const source = file.texts.find(({ name }) => name === training.file?.name);
      if (source === undefined || training.kind === null) return { kind: 'absent', note: textsMissing(training) };
      const { kind, about } = training;
      return {
        kind: 'run',
        task: {
          key: JSON.stringify(['texts', file.id, source.name, about.id, kind]),
          run: ({ signal, report }) => client.run('newsTexts', { source, news: about.id, kind }, { signal, onProgress: report, rank: 'layer', aside: 'anything' }),
        },
      };
    },
  },
};

function textsMissing({ file, kind, protocol }: CellTraining): string {
  if (file === null || kind === null) return `The results do not name a file with the texts of ${protocol.data}.`;
  return `The texts are not at hand: they stand in ${file.name}, beside which these runs were made. Drop that file on the page to read them here.`;
}

/** Files that the view compares: all that are trained, and the one in view. Only where models are told apart, or are the subject. */
export function comparedFiles(view: ViewState, files: readonly NewsFile[], focus: NewsFile): readonly NewsFile[] {
  const apart = (view.newsView === 'gap' || view.newsView === 'learning') && view.newsFacet === 'model';
  if (view.newsView !== 'size' && !apart) return [focus];
  return files.filter((file) => file === focus || file.protocols === null || file.protocols.length > 0);
}
