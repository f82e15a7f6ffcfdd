/** The names of the curves at their right ends, with their values at the pointer, or else at the cursor. */
import { useView } from '../../../state/binding.tsx';
import type { PanelResult } from '../../../state/panels/analysisStore.ts';
import { shownAxes, type Axes } from '../../../state/view/panelSpec.ts';
import { axesName } from '../../evidence/useCursorMeasures.ts';
import { formatRatio } from '../../ui/formatNumber.ts';
import { laneScale } from './TimelineTrack.tsx';
import * as styles from './timeline.module.css';
import { spreadNames, type TrackGeometry } from './timelineScale.ts';
import type { TimelineSeries } from './timelineSeries.ts';
import type { TrackSeries } from './trackAxis.ts';

/** Between the middles of two names. */
const LINE = 13;

interface TimelineNamesProps {
  readonly result: PanelResult;
  readonly series: TimelineSeries;
  readonly drawn: TrackSeries;
  readonly geometry: TrackGeometry;
  readonly axes: Axes;
  readonly frame: number;
  /** The values are of the context under the pointer rather than of the cursor. */
  readonly hovering: boolean;
}

interface CurveName {
  readonly kind: 'accuracy' | 'unigram' | 'chance' | 'energy';
  readonly name: string;
  readonly value: number;
  /** Where its line ends. */
  readonly end: number;
  readonly about: string;
}

function accuracyNames({ result, series, frame }: TimelineNamesProps): readonly CurveName[] {
  const { accuracy, absence, unigram, chance, band } = series;
  if (absence !== null) return [];
  const { sequences } = result.info.metadata.task;
  const window = result.info.metadata.windows === 'fixed' ? 'over a window fixed by the file' : 'mean over the averaging window, which is shaded';
  const spread = band.length === 0 ? '' : `; around it, the range of the ${sequences} sequences`;
  const counted = unigram.length > 0 ? unigram : null;
  return [
    { kind: 'accuracy', name: 'accuracy', value: accuracy[frame]?.value ?? NaN, end: accuracy.at(-1)?.value ?? NaN, about: `Rule-following accuracy, ${window}${spread}` },
    ...(counted !== null
      ? [{ kind: 'unigram' as const, name: 'word counts', value: counted[frame]?.value ?? NaN, end: counted.at(-1)?.value ?? NaN, about: `Accuracy of a predictor that counts the words so far and knows nothing of their order. Early on a walk has met few words, and this alone is accurate${chance === null ? '' : `; later it goes to the chance level, ${formatRatio(chance)}`}` }]
      : chance === null
        ? []
        : [{ kind: 'chance' as const, name: 'chance', value: chance, end: chance, about: 'Accuracy of a predictor that knows how often each word occurs and nothing of the order' }]),
  ];
}

export function TimelineNames(props: TimelineNamesProps) {
  const { series, drawn, geometry, axes, frame, hovering } = props;
  const mode = useView((state) => state.mode);
  const { energy } = series;
  const names: readonly (readonly CurveName[])[] = [
    accuracyNames(props),
    [{ kind: 'energy', name: 'energy', value: energy[frame]?.value ?? NaN, end: energy.at(-1)?.value ?? NaN, about: `Normalised Dirichlet energy within ${axesName(shownAxes(axes, mode))}: 0 = neighbours on the graph at one place, 1 = no closer than any pair` }],
  ];
  return (
    <div className={styles.names} data-hovering={hovering || undefined} style={{ width: geometry.right - 8 }}>
      {names.map((ofLane, lane) => {
        const place = geometry.lanes[lane]!;
        const y = laneScale(drawn.lanes[lane]!, place);
        const ends = spreadNames(ofLane.map(({ end }) => (Number.isFinite(end) ? y(end) : place.top)), { top: place.top + 4, bottom: place.bottom - 2 }, LINE);
        return ofLane.map(({ kind, name, value, about }, i) => (
          <span key={kind} className={styles.name} data-kind={kind} title={about} style={{ top: ends[i]! - LINE / 2 }}>
            {name} <b>{formatRatio(value)}</b>
          </span>
        ));
      })}
    </div>
  );
}
