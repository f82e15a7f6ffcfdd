/** What the timeline of the weights stage draws of one protocol: accuracy, loss, and the levels they are read against. */
import { conditionOf, mean, valuesByNews, type NewsValues } from '../../core/news/conditions.ts';
import { EXPOSURE_UNITS, type ExposureUnit, type NewsResults } from '../../core/news/types.ts';
import type { BandPoint, SeriesPoint } from '../figures/accuracy.ts';
import { exposuresAt, protocolStops, runsOf } from './exposures.ts';
import { learningPoint } from './learningFigure.ts';
import { chanceLevel, type FilterView, valueOptions } from './newsFilter.ts';

export interface TimelinePoint {
  readonly step: number;
  readonly exposures: Readonly<Record<ExposureUnit, number>>;
  /** With nothing in context, and with the news. NaN where not read. */
  readonly accuracy: number;
  readonly open: number;
  /** NaN at step 0 and where there is none. */
  readonly loss: number;
}

export interface TimelineCurves {
  readonly points: readonly TimelinePoint[];
  /** Accuracy of the untrained model with the news in context, of the news that were trained; NaN where not read. */
  readonly context: number;
  readonly chance: number;
  /** Loss as a share of its first value. */
  readonly series: {
    readonly curves: readonly { readonly kind: 'accuracy' | 'energy' | 'loss'; readonly points: readonly SeriesPoint[] }[];
    readonly band: readonly BandPoint[];
    readonly levels: readonly { readonly kind: 'chance' | 'context'; readonly value: number }[];
  };
}

export function timelineCurves(results: NewsResults, protocol: string, filter: FilterView): TimelineCurves {
  const points = protocolStops(results, protocol).map((step): TimelinePoint => {
    const { closed, open, loss } = learningPoint(results, protocol, step, { ...filter, newsMeasure: 'accuracy' }, 'step');
    return { step, exposures: counts(results, protocol, step), accuracy: mean(closed), open: mean(open), loss };
  });
  const about = new Set(runsOf(results, protocol).map(({ news }) => news));
  const inContext = valuesByNews(results, conditionOf(null, 'own'), 'accuracy', valueOptions(filter));
  const context = mean(only(inContext, about));
  const chance = chanceLevel(results, filter);
  const first = points.find(({ loss }) => loss > 0)?.loss ?? NaN;
  const along = (value: (point: TimelinePoint) => number): readonly SeriesPoint[] => points.map((point) => ({ context: point.step, value: value(point) }));
  return {
    points,
    context,
    chance,
    series: {
      curves: [
        { kind: 'accuracy', points: along(({ accuracy }) => accuracy) },
        { kind: 'energy', points: along(({ open }) => open) },
        { kind: 'loss', points: along(({ loss }) => loss / first) },
      ],
      band: [],
      levels: [{ kind: 'context' as const, value: context }, { kind: 'chance' as const, value: chance }].filter(({ value }) => Number.isFinite(value)),
    },
  };
}

function counts(results: NewsResults, protocol: string, step: number): Readonly<Record<ExposureUnit, number>> {
  return Object.fromEntries(EXPOSURE_UNITS.map((unit) => [unit, exposuresAt(results, protocol, step, unit)])) as Record<ExposureUnit, number>;
}

function only({ news, values }: NewsValues, about: ReadonlySet<string>): NewsValues {
  const kept = news.flatMap((id, at) => (about.has(id) ? [at] : []));
  return { news: kept.map((at) => news[at]!), values: Float64Array.from(kept, (at) => values[at]!) };
}
