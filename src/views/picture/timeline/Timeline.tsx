/** Under the stage: where in the context the reader is, and how accuracy and energy went. */
import { useMemo } from 'react';
import { useExplorer, useView } from '../../../state/binding.tsx';
import type { PanelResult } from '../../../state/panels/analysisStore.ts';
import { useFocusPanel, type FocusPanel } from '../../../state/panels/useFocusPanel.ts';
import { nextSpeed, SPEEDS } from '../../controls/playbackSpeed.ts';
import { usePointedFrame } from '../../evidence/useCursorMeasures.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Field.tsx';
import { Hint } from '../../ui/Text.tsx';
import { classNames } from '../../ui/classNames.ts';
import { useFrameStep } from '../panelPosition.ts';
import { CursorLabel } from './CursorLabel.tsx';
import { TimelineNames } from './TimelineNames.tsx';
import { TimelineTrack } from './TimelineTrack.tsx';
import { Transport } from './Transport.tsx';
import * as styles from './timeline.module.css';
import { trackGeometry } from './timelineScale.ts';
import { trackSeries, useTimelineSeries } from './timelineSeries.ts';
import { contextAxis } from './trackAxis.ts';

export function SpeedSelect() {
  const { view } = useExplorer();
  const speed = useView((state) => state.speed);
  const offered = SPEEDS.includes(speed) ? SPEEDS : [...SPEEDS, speed].sort((a, b) => a - b);
  return (
    <Select
      className={styles.timelineSpeed}
      aria-label="Playback speed"
      title={`Playback speed: , slower (${nextSpeed(speed, -1)}), . faster (${nextSpeed(speed, 1)})`}
      data-testid="speed"
      value={speed}
      onChange={(event) => view.getState().update({ speed: Number(event.currentTarget.value) })}
    >
      {offered.map((value) => (
        <option key={value} value={value}>
          {value} / s
        </option>
      ))}
    </Select>
  );
}

function SpacingToggle() {
  const { view } = useExplorer();
  const spacing = useView((state) => state.spacing);
  return (
    <Button
      size="small"
      aria-pressed={spacing === 'log'}
      data-testid="spacing-log"
      title="Logarithmic spacing of the contexts"
      onClick={() => view.getState().update({ spacing: spacing === 'log' ? 'linear' : 'log' })}
    >
      Log
    </Button>
  );
}

interface TimelineOfProps {
  readonly className: string | undefined;
  readonly panel: FocusPanel;
  readonly result: PanelResult;
}

function TimelineOf({ className, panel, result }: TimelineOfProps) {
  const mode = useView((state) => state.mode);
  const { frame } = useFrameStep(result);
  const hovered = usePointedFrame(result);
  const series = useTimelineSeries(result, panel.spec.axes, mode);
  const axis = useMemo(() => contextAxis(result.analysis), [result]);
  const drawn = useMemo(() => trackSeries(series), [series]);
  return (
    <section className={classNames(styles.timeline, className)} aria-label="Timeline" data-testid="timeline">
      <div className={styles.timelineRow}>
        <div className={styles.timelineHead}>
          <Transport />
          <div className={styles.timelineOptions}>
            <SpeedSelect />
            <SpacingToggle />
          </div>
          <CursorLabel axis={axis} />
        </div>
        <div className={styles.timelinePlot}>
          <TimelineTrack axis={axis} series={drawn} geometry={GEOMETRY} hovered={hovered} />
          <TimelineNames result={result} series={series} drawn={drawn} geometry={GEOMETRY} axes={panel.spec.axes} frame={hovered ?? frame} hovering={hovered !== null} />
        </div>
      </div>
    </section>
  );
}

/** Room beside the curves for "word counts 0.13". */
const NAMES = 108;
const GEOMETRY = trackGeometry(2, NAMES);

/** @param className where it stands on the page */
export function Timeline({ className }: { readonly className: string | undefined }) {
  const panel = useFocusPanel();
  if (panel === null || panel.result === null) {
    return (
      <section className={classNames(styles.timeline, styles.timelineWaiting, className)} aria-label="Timeline" data-testid="timeline">
        <Hint>The timeline appears with the recording.</Hint>
      </section>
    );
  }
  return <TimelineOf key={panel.index} className={className} panel={panel} result={panel.result} />;
}
