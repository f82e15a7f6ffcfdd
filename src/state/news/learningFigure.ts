/** What training does, checkpoint by checkpoint: the measure without and with the news in context, and the loss beside it. */
import { checkpointAt, conditionOf, mean, type NewsValues, valuesByNews } from '../../core/news/conditions.ts';
import type { NewsEstimate } from '../../core/news/statistics.ts';
import type { ExposureUnit, NewsProtocol, NewsResults } from '../../core/news/types.ts';
import type { ViewState } from '../view/viewFields.ts';
import { protocolWords } from './conditionWords.ts';
import { exposuresAt, protocolStops, runsOf } from './exposures.ts';
import { guessed } from './gapFigure.ts';
import { chanceLevel, type FilterView, valueOptions } from './newsFilter.ts';

export interface LearningPoint {
  readonly step: number;
  /** Mean over the runs, in the unit; NaN where not counted. */
  readonly exposures: number;
  /** Mean over the runs; NaN at step 0 and where the file has none. */
  readonly loss: number;
  readonly closed: NewsValues;
  /** With the news in context. */
  readonly open: NewsValues;
  /** Index of the column of `closed`; that of `open` follows it. */
  readonly column: number;
}

export interface LearningCurve {
  readonly protocol: string;
  readonly label: string;
  /** Which of the kinds of training text it is, the same with every prefix; and what stood before each text. */
  readonly series: number;
  readonly prefix: NewsProtocol['prefix'];
  /** News that were trained on. */
  readonly news: number;
  readonly points: readonly LearningPoint[];
}

/** One model. */
export interface LearningFacet {
  readonly results: NewsResults;
  readonly curves: readonly LearningCurve[];
  /** What the untrained model makes of the trained news in its context; NaN where not read. */
  readonly context: number;
}

export interface LearningFigure {
  readonly measure: ReturnType<typeof checkpointMeasure>;
  readonly unit: ExposureUnit;
  readonly facets: readonly LearningFacet[];
  /** What guessing gives, in the measure; null where guessing has no such value. */
  readonly chance: number | null;
}

export type LearningView = FilterView & Pick<ViewState, 'newsMeasure' | 'newsUnit' | 'newsAll' | 'newsFacet'>;

/** Measures that are read at every checkpoint; free answers are given at the last alone. */
export function checkpointMeasure(measure: ViewState['newsMeasure']): Exclude<ViewState['newsMeasure'], 'free'> {
  return measure === 'free' ? 'accuracy' : measure;
}

/** @param compared the results of every file compared, the one in view first; told apart where the view asks for it */
export function learningFigure(compared: readonly NewsResults[], view: LearningView): LearningFigure {
  const shown = (view.newsFacet === 'model' ? compared : compared.slice(0, 1)).filter((results) => trainedProtocols(results, view).length > 0);
  const kinds = [...new Set(shown.flatMap(({ protocols, runs }) => protocols.filter(({ id }) => runs.some(({ protocol }) => protocol === id)).map(textKind)))];
  let column = 0;
  const facets = shown.map((results): LearningFacet => ({
    results,
    curves: trainedProtocols(results, view).map((protocol): LearningCurve => ({
      protocol: protocol.id,
      label: protocolWords(results, protocol.id),
      series: kinds.indexOf(textKind(protocol)),
      prefix: protocol.prefix,
      news: new Set(runsOf(results, protocol.id).map(({ news }) => news)).size,
      points: protocolStops(results, protocol.id).map((step) => {
        const point = learningPoint(results, protocol.id, step, view, view.newsUnit, column);
        column += 2;
        return point;
      }),
    })),
    context: contextLevel(results, view),
  }));
  const [focus] = shown;
  return { measure: checkpointMeasure(view.newsMeasure), unit: view.newsUnit, facets, chance: focus === undefined ? null : guessed(checkpointMeasure(view.newsMeasure), chanceLevel(focus, view)) };
}

/** What two protocols have in common that differ in the prefix alone. A writer by name is another one in each file. */
const textKind = ({ data, writer, match, scope }: NewsProtocol): string => JSON.stringify([data, writer, match, scope]);

function contextLevel(results: NewsResults, view: LearningView): number {
  const trained = new Set(results.runs.map(({ news }) => news));
  const { news, values } = valuesByNews(results, conditionOf(null, 'own'), checkpointMeasure(view.newsMeasure), valueOptions(view));
  const kept = news.flatMap((id, at) => (trained.has(id) ? [at] : []));
  return mean({ values: Float64Array.from(kept, (at) => values[at]!) });
}

export function learningPoint(results: NewsResults, protocol: string, step: number, view: FilterView & Pick<ViewState, 'newsMeasure'>, unit: ExposureUnit, column = 0): LearningPoint {
  const options = { ...valueOptions(view), step };
  const measure = checkpointMeasure(view.newsMeasure);
  return {
    step,
    exposures: exposuresAt(results, protocol, step, unit),
    loss: lossAt(results, protocol, step),
    closed: valuesByNews(results, conditionOf(protocol, 'none'), measure, options),
    open: valuesByNews(results, conditionOf(protocol, 'own'), measure, options),
    column,
  };
}

export function learningColumns({ facets }: LearningFigure): readonly Float64Array[] {
  return facets.flatMap(({ curves }) => curves.flatMap(({ points }) => points.flatMap(({ closed, open }) => [closed.values, open.values])));
}

/** True where the estimates are those of this very figure: those of an earlier one may be as many. */
export function areEstimatesOf(figure: LearningFigure, estimates: readonly NewsEstimate[]): boolean {
  const columns = learningColumns(figure);
  return columns.length === estimates.length && columns.every((values, at) => values.length === estimates[at]!.count && (values.length === 0 || Math.abs(mean({ values }) - estimates[at]!.mean) < 1e-9));
}

/** Protocols with runs; those whose texts stand behind a prefix only where all are asked for. */
export function trainedProtocols(results: NewsResults, { newsAll }: Pick<ViewState, 'newsAll'>): readonly NewsProtocol[] {
  return results.protocols.filter(({ id, prefix }) => (newsAll || prefix === 'none') && runsOf(results, id).length > 0);
}

function lossAt(results: NewsResults, protocol: string, step: number): number {
  const losses = runsOf(results, protocol).flatMap((run) => checkpointAt(run, step)?.loss ?? []);
  return losses.length === 0 ? NaN : losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}
