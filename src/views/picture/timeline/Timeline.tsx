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
import { useMediaQuery } from '../../ui/useSize.ts';
import { useFrameStep } from '../panelPosition.ts';
import { CursorLabel } from './CursorLabel.tsx';
import { TimelineLegend } from './TimelineLegend.tsx';
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
  const narrow = useMediaQuery('(width < 720px)');
  const geometry = useMemo(() => trackGeometry(narrow), [narrow]);
  const series = useTimelineSeries(result, panel.spec.axes, mode);
  const axis = useMemo(() => contextAxis(result.analysis), [result]);
  const drawn = useMemo(() => trackSeries(series), [series]);
  return (
    <section className={classNames(styles.timeline, className)} aria-label="Timeline" data-testid="timeline">
      <div className={styles.timelineHead}>
        <Transport />
        <CursorLabel axis={axis} />
        <div className={styles.timelineOptions}>
          <SpeedSelect />
          <SpacingToggle />
        </div>
      </div>
      <TimelineTrack axis={axis} series={drawn} geometry={geometry} hovered={hovered} />
      <TimelineLegend
        result={result}
        series={series}
        axes={panel.spec.axes}
        frame={hovered ?? frame}
        hovering={hovered !== null}
        narrow={narrow}
      />
    </section>
  );
}

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
