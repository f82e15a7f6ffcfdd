/** The timeline of the weights stage: exposures in training, with accuracy and loss on it. */
import { useMemo } from 'react';
import { useExplorer, usePlayhead, useView } from '../../state/binding.tsx';
import { conditionOf } from '../../state/news/conditionChoices.ts';
import { conditionWords, protocolWords } from '../../state/news/conditionWords.ts';
import { chosenProtocol, protocolStops, runsOf, stopAt } from '../../state/news/exposures.ts';
import { type TimelineCurves, timelineCurves } from '../../state/news/timelineCurves.ts';
import { useNewsInView, useNewsResults } from '../../state/news/useNews.ts';
import type { ExposureUnit, NewsProtocol, NewsResults } from '../../core/news/types.ts';
import { CursorLabel } from '../picture/timeline/CursorLabel.tsx';
import { SpeedSelect } from '../picture/timeline/Timeline.tsx';
import { TimelineTrack } from '../picture/timeline/TimelineTrack.tsx';
import { Transport } from '../picture/timeline/Transport.tsx';
import * as timeline from '../picture/timeline/timeline.module.css';
import { STEP_WORDS, type TrackAxis } from '../picture/timeline/trackAxis.ts';
import { trackGeometry } from '../picture/timeline/timelineScale.ts';
import { classNames } from '../ui/classNames.ts';
import { Select } from '../ui/Field.tsx';
import { formatCount, formatRatio } from '../ui/formatNumber.ts';
import { Hint } from '../ui/Text.tsx';
import { useMediaQuery } from '../ui/useSize.ts';
import * as styles from './news.module.css';
import { UNIT_WORDS } from './newsWords.ts';

interface ProtocolSelectProps {
  readonly results: NewsResults;
  readonly protocol: NewsProtocol;
}

/** What was trained on. */
export function ProtocolSelect({ results, protocol }: ProtocolSelectProps) {
  const { view } = useExplorer();
  const trained = results.protocols.filter(({ id }) => runsOf(results, id).length > 0);
  return (
    <Select
      className={styles.protocol}
      aria-label="Trained on"
      title="What was trained on"
      data-testid="news-protocol"
      value={protocol.id}
      onChange={(event) => view.getState().update({ newsProtocol: event.currentTarget.value, playing: false })}
    >
      {trained.map(({ id }) => (
        <option key={id} value={id}>
          {protocolWords(results, id)}
        </option>
      ))}
    </Select>
  );
}

interface LegendProps {
  readonly results: NewsResults;
  readonly curves: TimelineCurves;
  readonly unit: ExposureUnit;
  readonly stops: readonly number[];
}

function Legend({ results, curves, unit, stops }: LegendProps) {
  const hovered = useView((state) => state.hoveredContext);
  const at = usePlayhead((place) => stopAt(stops, hovered ?? place) ?? 0);
  const point = curves.points.find(({ step }) => step === at);
  if (point === undefined) return null;
  const item = (look: string | undefined, name: string, value: number, title: string) => (
    <span className={classNames(timeline.legendItem, look)} title={title}>
      <span className={timeline.legendMark} />
      {name}
      <span className={timeline.legendValue}>{Number.isNaN(value) ? '–' : formatRatio(value)}</span>
    </span>
  );
  return (
    <div className={timeline.legend} data-testid="news-legend">
      <span className={hovered === null ? timeline.legendAt : classNames(timeline.legendAt, timeline.legendHovering)}>
        {Number.isNaN(point.exposures[unit]) ? `${formatCount(at)} steps` : `${formatCount(point.exposures[unit])} ${UNIT_WORDS[unit].short}`}
      </span>
      {item(timeline.legendAccuracy, 'accuracy', point.accuracy, 'Questions answered right with nothing in context')}
      {item(timeline.legendEnergy, 'with the news', point.open, 'Questions answered right with the news in context')}
      {item(timeline.legendLoss, 'loss (share of first)', point.loss, 'Training loss, mean over the tokens under it; the line is drawn as a share of its first value, the number is the loss itself')}
      {item(timeline.legendInContext, conditionWords(results, conditionOf(null, 'own')).toLowerCase(), curves.context, 'Accuracy of the untrained model with the news in context')}
      {item(timeline.legendChance, 'chance', curves.chance, 'Accuracy of guessing')}
    </div>
  );
}

/** The filter as one value that changes only when it does. */
function useNewsFilter() {
  const newsKinds = useView((state) => state.newsKinds);
  const newsDomains = useView((state) => state.newsDomains);
  const newsUnflagged = useView((state) => state.newsUnflagged);
  return useMemo(() => ({ newsKinds, newsDomains, newsUnflagged }), [newsKinds, newsDomains, newsUnflagged]);
}

interface ShownProps {
  readonly className: string | undefined;
  readonly results: NewsResults;
  readonly protocol: NewsProtocol;
}

function Shown({ className, results, protocol }: ShownProps) {
  const unit = useView((state) => state.newsUnit);
  const hovered = useView((state) => state.hoveredContext);
  const filter = useNewsFilter();
  const narrow = useMediaQuery('(width < 720px)');
  const geometry = useMemo(() => trackGeometry(narrow), [narrow]);
  const stops = useMemo(() => protocolStops(results, protocol.id), [results, protocol]);
  const curves = useMemo(() => timelineCurves(results, protocol.id, filter), [results, protocol, filter]);
  const axis = useMemo((): TrackAxis => {
    const counts = new Map(curves.points.map(({ step, exposures }) => [step, exposures[unit]]));
    const tick = (step: number) => {
      const count = counts.get(step) ?? NaN;
      return Number.isNaN(count) ? String(step) : formatCount(count);
    };
    return { kind: 'exposures', frames: stops.map((step) => ({ start: step, context: step })), words: STEP_WORDS, tick };
  }, [stops, curves, unit]);
  const at = hovered === null ? -1 : stops.indexOf(hovered);
  return (
    <section className={classNames(timeline.timeline, className)} aria-label="Timeline" data-testid="timeline">
      <div className={timeline.timelineHead}>
        <Transport />
        <CursorLabel axis={axis} />
        <div className={timeline.timelineOptions}>
          <ProtocolSelect results={results} protocol={protocol} />
          <SpeedSelect />
        </div>
      </div>
      <TimelineTrack axis={axis} series={curves.series} geometry={geometry} hovered={at === -1 ? null : at} />
      <Legend results={results} curves={curves} unit={unit} stops={stops} />
    </section>
  );
}

/** @param className where it stands on the page */
export function NewsTimeline({ className }: { readonly className: string | undefined }) {
  const inView = useNewsInView();
  const results = useNewsResults();
  const chosen = useView((state) => state.newsProtocol);
  const protocol = results === null ? null : chosenProtocol(results, chosen);
  if (results === null || protocol === null) {
    return (
      <section className={classNames(timeline.timeline, timeline.timelineWaiting, className)} aria-label="Timeline" data-testid="timeline">
        <Hint>{results === null ? 'The timeline appears with the runs.' : `${inView?.file.title ?? 'This file'} holds no training: only what the model makes of the news in context.`}</Hint>
      </section>
    );
  }
  return <Shown className={className} results={results} protocol={protocol} />;
}
