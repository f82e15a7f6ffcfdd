/** Names of the curves and their values at the pointer, or else at the cursor. */
import { useView } from '../../../state/binding.tsx';
import { accuracyAbsence } from '../../../state/figures/accuracy.ts';
import type { PanelResult } from '../../../state/panels/analysisStore.ts';
import { shownAxes, type Axes } from '../../../state/view/panelSpec.ts';
import { axesName } from '../../evidence/useCursorMeasures.ts';
import { InfoPopover } from '../../ui/InfoPopover.tsx';
import { classNames } from '../../ui/classNames.ts';
import { formatCount, formatRatio } from '../../ui/formatNumber.ts';
import * as styles from './timeline.module.css';
import type { TimelineSeries } from './timelineSeries.ts';

interface TimelineLegendProps {
  readonly result: PanelResult;
  readonly series: TimelineSeries;
  readonly axes: Axes;
  readonly frame: number;
  /** The values are of the context under the pointer rather than of the cursor. */
  readonly hovering: boolean;
  /** No room for more than the curves: the rest waits behind a disclosure. */
  readonly narrow: boolean;
}

function CurveNames({ result, series, axes, frame, hovering, narrow }: TimelineLegendProps) {
  const mode = useView((state) => state.mode);
  const context = result.analysis.frames[frame]?.context ?? NaN;
  const fixed = result.info.metadata.windows === 'fixed';
  return (
    <>
      <span className={hovering ? classNames(styles.legendAt, styles.legendHovering) : styles.legendAt} title="Context that these values belong to, in tokens">
        at {formatCount(context)}
      </span>
      {!series.masked && (
        <span
          className={classNames(styles.legendItem, styles.legendAccuracy)}
          title={`Rule-following accuracy, mean ${fixed ? 'at this context, over a window fixed by the file' : 'per recorded segment'}`}
        >
          <span className={styles.legendMark} />
          {fixed ? 'accuracy' : 'accuracy, segment'}
          <span className={styles.legendValue}>{formatRatio(series.accuracy[frame]?.value ?? NaN)}</span>
        </span>
      )}
      <span className={classNames(styles.legendItem, styles.legendEnergy)} title="Normalised Dirichlet energy within the shown components: 1 = edges no closer than any pair">
        <span className={styles.legendMark} />
        {narrow ? 'energy' : 'energy in'} {axesName(shownAxes(axes, mode))}
        <span className={styles.legendValue}>{formatRatio(series.energy[frame]?.value ?? NaN)}</span>
      </span>
    </>
  );
}

function OtherMarks({ result, series, frame }: Pick<TimelineLegendProps, 'result' | 'series' | 'frame'>) {
  return (
    <>
      {series.masked && (
        <span className={styles.legendNote}>{accuracyAbsence(result.info)}</span>
      )}
      {series.band.length > 0 && (
        <span className={classNames(styles.legendItem, styles.legendBand)} title={`Range of the accuracy of the ${result.info.metadata.task.sequences} sequences`}>
          <span className={styles.legendMark} />
          {result.info.metadata.task.sequences} sequences
        </span>
      )}
      {series.unigram.length > 0 ? (
        <span className={classNames(styles.legendItem, styles.legendUnigram)}>
          <span className={styles.legendMark} />
          word counts
          <span className={styles.legendValue}>{formatRatio(series.unigram[frame]?.value ?? NaN)}</span>
          <InfoPopover term="Word counts">
            <p>
              Accuracy of a predictor that counts the words so far and knows nothing of their order: the words allowed next, weighed by how often they have occurred. Early on a walk has met few words, and this
              alone is accurate{series.chance === null ? '' : `; later it goes to the chance level, ${formatRatio(series.chance)}`}.
            </p>
          </InfoPopover>
        </span>
      ) : (
        series.chance !== null && (
          <span className={classNames(styles.legendItem, styles.legendChance)} title="Accuracy of a predictor that knows how often each word occurs and nothing of the order">
            <span className={styles.legendMark} />
            chance
            <span className={styles.legendValue}>{formatRatio(series.chance)}</span>
          </span>
        )
      )}
      {result.info.metadata.windows !== 'fixed' && (
        <span className={classNames(styles.legendItem, styles.legendWindow)} title="Averaging window: the tokens behind every point of the picture">
          <span className={styles.legendMark} />
          window
        </span>
      )}
    </>
  );
}

export function TimelineLegend(props: TimelineLegendProps) {
  const { result, series, frame, narrow } = props;
  if (narrow) {
    return (
      <details className={styles.legendMore}>
        <summary className={styles.legend}>
          <CurveNames {...props} />
        </summary>
        <div className={styles.legend}>
          <OtherMarks result={result} series={series} frame={frame} />
        </div>
      </details>
    );
  }
  return (
    <div className={styles.legend}>
      <CurveNames {...props} />
      <OtherMarks result={result} series={series} frame={frame} />
    </div>
  );
}
