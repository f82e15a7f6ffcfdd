/** What training does, checkpoint by checkpoint: the measure without and with the news in context, and the loss beside it. */
import { conditionOf, type NewsValues, valuesByNews } from '../../core/news/conditions.ts';
import type { ExposureUnit, NewsResults } from '../../core/news/types.ts';
import type { ViewState } from '../view/viewFields.ts';
import { protocolWords } from './conditionWords.ts';
import { checkpointAt, exposuresAt, protocolStops, runsOf } from './exposures.ts';
import { type FilterView, valueOptions } from './newsFilter.ts';

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
  readonly points: readonly LearningPoint[];
}

export type LearningView = FilterView & Pick<ViewState, 'newsMeasure' | 'newsUnit' | 'newsAll'>;

/** Measures that are read at every checkpoint; free answers are given at the last alone. */
export function checkpointMeasure(measure: ViewState['newsMeasure']): Exclude<ViewState['newsMeasure'], 'free'> {
  return measure === 'free' ? 'accuracy' : measure;
}

export function learningFigure(results: NewsResults, view: LearningView): readonly LearningCurve[] {
  let column = 0;
  return trainedProtocols(results, view).map((protocol) => ({
    protocol,
    label: protocolWords(results, protocol),
    points: protocolStops(results, protocol).map((step) => {
      const point = learningPoint(results, protocol, step, view, view.newsUnit, column);
      column += 2;
      return point;
    }),
  }));
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

export function learningColumns(curves: readonly LearningCurve[]): readonly Float64Array[] {
  return curves.flatMap(({ points }) => points.flatMap(({ closed, open }) => [closed.values, open.values]));
}

/** Protocols with runs; those whose texts stand behind a prefix only where all are asked for. */
export function trainedProtocols(results: NewsResults, { newsAll }: Pick<ViewState, 'newsAll'>): readonly string[] {
  return results.protocols.filter(({ id, prefix }) => (newsAll || prefix === 'none') && runsOf(results, id).length > 0).map(({ id }) => id);
}

function lossAt(results: NewsResults, protocol: string, step: number): number {
  const losses = runsOf(results, protocol).flatMap((run) => checkpointAt(run, step)?.loss ?? []);
  return losses.length === 0 ? NaN : losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}
