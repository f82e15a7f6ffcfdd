/** The still part of the track: value axis, context axis, recorded contexts, accuracy and energy. */
import { scaleLinear } from 'd3';
import { memo, type PointerEvent, type RefObject, useEffect, useMemo, useRef } from 'react';
import type { LayerAnalysis } from '../../../core/analysis/settings.ts';
import { useExplorer, useView } from '../../../state/binding.tsx';
import type { PanelResult } from '../../../state/panels/analysisStore.ts';
import { nearestFrame } from '../../../state/recordings/contexts.ts';
import { bandPath, seriesPath, valueCeiling } from '../../charts/polyline.ts';
import { tenths } from '../../ui/formatNumber.ts';
import { useSize } from '../../ui/useSize.ts';
import { betweenLabel, positionContext, contextLabel, useCursorFollower } from './CursorLabel.tsx';
import * as styles from './timeline.module.css';
import { axisTicks, moveByKey, type TimelineScale, timelineScale, type TrackGeometry } from './timelineScale.ts';
import type { TimelineSeries } from './timelineSeries.ts';

interface TimelineCurvesProps {
  readonly geometry: TrackGeometry;
  readonly scale: TimelineScale;
  readonly contexts: readonly number[];
  readonly series: TimelineSeries;
}

export const TimelineCurves = memo(function TimelineCurves({ geometry, scale, contexts, series }: TimelineCurvesProps) {
  const [left, right] = scale.range;
  const ceiling = valueCeiling([...series.energy.map(({ value }) => value), ...series.band.map(({ high }) => high)]);
  const y = scaleLinear([0, ceiling], [geometry.bottom, geometry.top]);
  return (
    <g aria-hidden="true">
      {[0, 1].map((value) => (
        <g key={value} transform={`translate(0, ${y(value)})`}>
          <line className={value === 0 ? styles.trackBase : styles.trackGrid} x1={left} x2={right} />
          <text className={styles.trackLabel} x={left - 8} dy="0.35em" textAnchor="end">
            {value}
          </text>
        </g>
      ))}
      <path className={styles.trackBand} d={bandPath(series.band, scale.x, y)} />
      {series.chance !== null && series.unigram.length === 0 && (
        <line className={styles.trackChance} x1={left} x2={right} y1={y(series.chance)} y2={y(series.chance)} />
      )}
      {series.unigram.length > 0 && <path className={styles.trackUnigram} data-testid="timeline-unigram" d={seriesPath(series.unigram, scale.x, y)} />}
      <path className={styles.trackEnergy} d={seriesPath(series.energy, scale.x, y)} />
      <path className={styles.trackAccuracy} d={seriesPath(series.accuracy, scale.x, y)} />
      {contexts.map((context) => (
        <line
          key={context}
          className={styles.trackContext}
          x1={scale.x(context)}
          x2={scale.x(context)}
          y1={geometry.bottom}
          y2={geometry.bottom + 4}
        />
      ))}
      {axisTicks(scale).map((tick) => (
        <text key={tick.context} className={styles.trackLabel} x={tick.x} y={geometry.bottom + 17} textAnchor="middle">
          {tick.label}
        </text>
      ))}
    </g>
  );
});

/** The scrubber: a slider with the accuracy and the energy drawn on it. */
interface TimelineTrackProps {
  readonly result: PanelResult;
  readonly series: TimelineSeries;
  readonly geometry: TrackGeometry;
  /** Recorded frame of the context under the pointer, or null. */
  readonly hovered: number | null;
}

export function TimelineTrack({ result, series, geometry, hovered }: TimelineTrackProps) {
  const { commands, view } = useExplorer();
  const spacing = useView((state) => state.spacing);
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  const dragging = useRef(false);

  const contexts = useMemo(() => result.analysis.frames.map(({ context }) => context), [result]);
  const scale = useMemo(
    () => timelineScale(contexts[0]!, contexts.at(-1)!, spacing, [
        geometry.left,
        Math.max(geometry.left + 1, width - geometry.right),
      ]),
    [contexts, spacing, width, geometry],
  );

  const contextUnder = (event: PointerEvent) =>
    scale.context(event.clientX - event.currentTarget.getBoundingClientRect().left);
  const hover = (context: number | null) => {
    const hoveredContext = context === null ? null : contexts[nearestFrame(contexts, context)]!;
    if (view.getState().hoveredContext !== hoveredContext) view.getState().update({ hoveredContext });
  };
  useEffect(() => () => view.getState().update({ hoveredContext: null }), [view, contexts]);

  return (
    <div
      ref={box}
      className={styles.track}
      role="slider"
      tabIndex={0}
      data-testid="timeline-slider"
      aria-label="Context length"
      aria-valuemin={contexts[0]}
      aria-valuemax={contexts.at(-1)}
      onKeyDown={(event) => moveByKey(event, commands)}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        dragging.current = true;
        hover(null);
        commands.seek(contextUnder(event));
      }}
      onPointerMove={(event) => {
        const context = contextUnder(event);
        if (dragging.current) commands.seek(context);
        else if (event.pointerType !== 'touch') hover(context);
      }}
      onPointerUp={(event) => {
        if (!dragging.current) return;
        dragging.current = false;
        commands.seek(contexts[nearestFrame(contexts, contextUnder(event))]!);
      }}
      onPointerCancel={() => {
        dragging.current = false;
        hover(null);
      }}
      onPointerLeave={() => hover(null)}
    >
      {width > 0 && (
        <svg width={width} height={geometry.height} className={styles.trackSvg} aria-hidden="true" focusable="false">
          <TimelineCurves geometry={geometry} scale={scale} contexts={contexts} series={series} />
          {hovered !== null && <HoverMark x={scale.x(contexts[hovered]!)} geometry={geometry} />}
        </svg>
      )}
      <TrackCursor result={result} geometry={geometry} scale={scale} slider={box} />
    </div>
  );
}

function HoverMark({ x, geometry }: { readonly x: number; readonly geometry: TrackGeometry }) {
  return <line className={styles.trackHover} x1={x} x2={x} y1={geometry.top} y2={geometry.bottom} />;
}

interface TrackCursorProps {
  readonly result: PanelResult;
  readonly geometry: TrackGeometry;
  readonly scale: TimelineScale;
  readonly slider: RefObject<HTMLElement | null>;
}

/** Cursor line, handle and the averaging window behind it; moved by the store, not by React. */
function TrackCursor({ result, geometry, scale, slider }: TrackCursorProps) {
  const line = useRef<HTMLDivElement>(null);
  const window = useRef<HTMLDivElement>(null);
  const said = useRef<{ readonly tokens: number; readonly between: boolean; readonly of: LayerAnalysis | null }>({ tokens: NaN, between: false, of: null });
  useCursorFollower(result, (position) => {
    const { analysis } = result;
    const context = positionContext(analysis, position);
    const start = scale.x(Math.max(analysis.frames[position.frame]!.start, scale.domain[0]));
    const x = scale.x(context);
    line.current!.style.transform = `translateX(${tenths(x)}px)`;
    line.current!.classList.toggle(styles.trackCursorBetween!, position.between);
    window.current!.style.transform = `translateX(${tenths(start)}px) scaleX(${tenths(Math.max(0, x - start))})`;
    const tokens = Math.round(context);
    // Not there yet when its first content is drawn.
    if (slider.current === null) return;
    if (said.current.tokens === tokens && said.current.between === position.between && said.current.of === analysis) return;
    said.current = { tokens, between: position.between, of: analysis };
    const between = betweenLabel(analysis, position);
    slider.current.setAttribute('aria-valuenow', String(tokens));
    slider.current.setAttribute(
      'aria-valuetext',
      between === null ? contextLabel(context) : `${contextLabel(context)}, ${between} recorded tokens`,
    );
  });
  const span = { top: geometry.top, height: geometry.bottom - geometry.top };
  return (
    <>
      <div ref={window} className={styles.trackWindow} style={span} />
      <div ref={line} className={styles.trackCursor} style={span} />
    </>
  );
}
