/** Under the stage: where in the context the reader is, and how accuracy and energy went. */
import { useMemo } from 'react';
import type { PanelResult } from '../../../state/panels/analysisStore.ts';
import { useExplorer, useView } from '../../../state/binding.tsx';
import { nextSpeed, SPEEDS } from '../../controls/playbackSpeed.ts';
import { useFocusPanel, type FocusPanel } from '../../../state/panels/useFocusPanel.ts';
import { useMediaQuery } from '../../ui/useSize.ts';
import { useHoveredFrame } from '../../evidence/useCursorMeasures.ts';
import { useFrameStep } from '../panelPosition.ts';
import { CursorLabel } from './CursorLabel.tsx';
import { TimelineLegend } from './TimelineLegend.tsx';
import { TimelineTrack } from './TimelineTrack.tsx';
import { Transport } from './Transport.tsx';
import { useTimelineSeries } from './timelineSeries.ts';
import { trackGeometry } from './timelineScale.ts';
import './timeline.css';

function SpeedSelect() {
  const { view } = useExplorer();
  const speed = useView((state) => state.speed);
  const offered = SPEEDS.includes(speed) ? SPEEDS : [...SPEEDS, speed].sort((a, b) => a - b);
  return (
    <select
      className="select timeline-speed"
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
    </select>
  );
}

function SpacingToggle() {
  const { view } = useExplorer();
  const spacing = useView((state) => state.spacing);
  return (
    <button
      type="button"
      className="button button-small"
      aria-pressed={spacing === 'log'}
      data-testid="spacing-log"
      title="Logarithmic spacing of the contexts"
      onClick={() => view.getState().update({ spacing: spacing === 'log' ? 'linear' : 'log' })}
    >
      Log
    </button>
  );
}

function TimelineOf({ panel, result }: { readonly panel: FocusPanel; readonly result: PanelResult }) {
  const mode = useView((state) => state.mode);
  const { frame } = useFrameStep(result);
  const hovered = useHoveredFrame(result);
  const narrow = useMediaQuery('(width < 720px)');
  const geometry = useMemo(() => trackGeometry(narrow), [narrow]);
  const series = useTimelineSeries(result, panel.spec.axes, mode);
  return (
    <section className="timeline" aria-label="Timeline" data-testid="timeline">
      <div className="timeline-head">
        <Transport />
        <CursorLabel result={result} />
        <div className="timeline-options">
          <SpeedSelect />
          <SpacingToggle />
        </div>
      </div>
      <TimelineTrack result={result} series={series} geometry={geometry} hovered={hovered} />
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

export function Timeline() {
  const panel = useFocusPanel();
  if (panel === null || panel.result === null) {
    return (
      <section className="timeline timeline-waiting" aria-label="Timeline" data-testid="timeline">
        <p className="hint">The timeline appears with the recording.</p>
      </section>
    );
  }
  return <TimelineOf key={panel.index} panel={panel} result={panel.result} />;
}
