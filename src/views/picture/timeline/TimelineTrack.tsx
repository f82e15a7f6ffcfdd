/** The track of a timeline: value axis, the axis itself with its recorded stops, curves, and the cursor on them. */
import { scaleLinear } from 'd3';
import { memo, type PointerEvent, type RefObject, useEffect, useMemo, useRef } from 'react';
import { useExplorer, useView } from '../../../state/binding.tsx';
import { nearestFrame } from '../../../state/recordings/contexts.ts';
import { spacingOf } from '../../../state/view/stages.ts';
import { bandPath, seriesPath, valueCeiling } from '../../charts/polyline.ts';
import { tenths } from '../../ui/formatNumber.ts';
import { useSize } from '../../ui/useSize.ts';
import { betweenLabel, placeLabel, positionContext, useCursorFollower } from './CursorLabel.tsx';
import * as styles from './timeline.module.css';
import { axisTicks, clearOf, type LaneGeometry, moveByKey, stopTicks, type TimelineScale, timelineScale, type TrackGeometry } from './timelineScale.ts';
import { offsetOf, type TrackAxis, type TrackLane, type TrackSeries } from './trackAxis.ts';

interface TimelineCurvesProps {
  readonly geometry: TrackGeometry;
  readonly scale: TimelineScale;
  readonly axis: TrackAxis;
  readonly series: TrackSeries;
}

const CURVES: Readonly<Record<TrackLane['curves'][number]['kind'], string | undefined>> = { accuracy: styles.trackAccuracy, energy: styles.trackEnergy, loss: styles.trackLoss, unigram: styles.trackUnigram };
const LEVELS: Readonly<Record<TrackLane['levels'][number]['kind'], string | undefined>> = { chance: styles.trackChance, context: styles.trackInContext };

/** Values of a lane to pixels: from 0 to 1, or to the next tenth above the largest. */
export function laneScale({ curves, band }: TrackLane, { top, bottom }: LaneGeometry) {
  const ceiling = valueCeiling([...curves.flatMap(({ points }) => points.map(({ value }) => value)), ...band.map(({ high }) => high)]);
  return scaleLinear([0, ceiling], [bottom, top]);
}

interface LaneProps {
  readonly lane: TrackLane;
  readonly place: LaneGeometry;
  readonly scale: TimelineScale;
}

function Lane({ lane, place, scale }: LaneProps) {
  const [left, right] = scale.range;
  const y = laneScale(lane, place);
  const { axis, curves, band, levels, absence } = lane;
  return (
    <g data-lane={axis}>
      {[0, 1].map((value) => (
        <g key={value} transform={`translate(0, ${y(value)})`}>
          <line className={value === 0 ? styles.trackBase : styles.trackGrid} x1={left} x2={right} />
          <text className={styles.trackValue} x={left - 6} dy={value === 0 ? '0em' : '0.7em'} textAnchor="end">
            {value}
          </text>
        </g>
      ))}
      {absence !== null && (
        <text className={styles.trackLabel} x={left + 6} y={(place.top + place.bottom) / 2} dy="0.35em">
          {absence}
        </text>
      )}
      <path className={styles.trackBand} d={bandPath(band, scale.x, y)} />
      {levels.map(({ kind, value }) => (
        <line key={kind} className={LEVELS[kind]} x1={left} x2={right} y1={y(value)} y2={y(value)} />
      ))}
      {curves.toReversed().map(({ kind, points }) => (
        <path key={kind} className={CURVES[kind]} data-testid={`timeline-${kind}`} d={seriesPath(points, scale.x, y)} />
      ))}
    </g>
  );
}

export const TimelineCurves = memo(function TimelineCurves({ geometry, scale, axis, series }: TimelineCurvesProps) {
  const stops = axis.frames.map(({ context }) => context);
  const marks = series.marks.map((mark) => ({ ...mark, context: mark.at, x: scale.x(mark.at) }));
  const ticks = axis.tick === undefined ? axisTicks(scale) : stopTicks(scale, stops, axis.tick);
  const [left, right] = scale.range;
  return (
    <g aria-hidden="true">
      {series.lanes.map((lane, i) => (
        <Lane key={lane.axis} lane={lane} place={geometry.lanes[i]!} scale={scale} />
      ))}
      <line className={styles.trackBase} x1={left} x2={right} y1={geometry.bottom} y2={geometry.bottom} />
      {stops.map((stop) => (
        <line key={stop} className={styles.trackContext} x1={scale.x(stop)} x2={scale.x(stop)} y1={geometry.bottom} y2={geometry.bottom + 4} />
      ))}
      {clearOf(ticks, marks).map((tick) => (
        <text key={tick.context} className={styles.trackLabel} x={tick.x} y={geometry.bottom + 16} textAnchor="middle">
          {tick.label}
        </text>
      ))}
      {marks.map(({ x, label, about }) => (
        <g key={about} className={styles.trackMark} data-testid="timeline-mark">
          <title>{about}</title>
          <line x1={x} x2={x} y1={geometry.top} y2={geometry.bottom + 6} />
          <text x={x} y={geometry.bottom + 16} textAnchor="middle">
            {label}
          </text>
        </g>
      ))}
    </g>
  );
});

/** The scrubber: a slider with curves drawn on it. */
interface TimelineTrackProps {
  readonly axis: TrackAxis;
  readonly series: TrackSeries;
  readonly geometry: TrackGeometry;
  /** Recorded frame under the pointer, or null. */
  readonly hovered: number | null;
}

export function TimelineTrack({ axis, series, geometry, hovered }: TimelineTrackProps) {
  const { commands, view } = useExplorer();
  const spacing = useView(spacingOf);
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  const dragging = useRef(false);

  const contexts = useMemo(() => axis.frames.map(({ context }) => context), [axis]);
  const scale = useMemo(
    () => timelineScale(contexts[0]!, contexts.at(-1)!, spacing, [
        geometry.left,
        Math.max(geometry.left + 1, width - geometry.right),
      ], offsetOf(axis)),
    [contexts, spacing, width, geometry, axis],
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
      aria-label={axis.words.name}
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
          <TimelineCurves geometry={geometry} scale={scale} axis={axis} series={series} />
          {hovered !== null && <HoverMark x={scale.x(contexts[hovered]!)} geometry={geometry} />}
        </svg>
      )}
      <TrackCursor axis={axis} geometry={geometry} scale={scale} slider={box} />
    </div>
  );
}

function HoverMark({ x, geometry }: { readonly x: number; readonly geometry: TrackGeometry }) {
  return <line className={styles.trackHover} x1={x} x2={x} y1={geometry.top} y2={geometry.bottom} />;
}

interface TrackCursorProps {
  readonly axis: TrackAxis;
  readonly geometry: TrackGeometry;
  readonly scale: TimelineScale;
  readonly slider: RefObject<HTMLElement | null>;
}

/** Cursor line, handle and the averaging window behind it; moved by the store, not by React. */
function TrackCursor({ axis, geometry, scale, slider }: TrackCursorProps) {
  const line = useRef<HTMLDivElement>(null);
  const window = useRef<HTMLDivElement>(null);
  const said = useRef<{ readonly tokens: number; readonly between: boolean; readonly of: TrackAxis | null }>({ tokens: NaN, between: false, of: null });
  useCursorFollower(axis, (position) => {
    const context = positionContext(axis, position);
    const start = scale.x(Math.max(axis.frames[position.frame]!.start, scale.domain[0]));
    const x = scale.x(context);
    line.current!.style.transform = `translateX(${tenths(x)}px)`;
    line.current!.classList.toggle(styles.trackCursorBetween!, position.between);
    window.current!.style.transform = `translateX(${tenths(start)}px) scaleX(${tenths(Math.max(0, x - start))})`;
    const tokens = Math.round(context);
    // Not there yet when its first content is drawn.
    if (slider.current === null) return;
    if (said.current.tokens === tokens && said.current.between === position.between && said.current.of === axis) return;
    said.current = { tokens, between: position.between, of: axis };
    const between = betweenLabel(axis, position);
    slider.current.setAttribute('aria-valuenow', String(tokens));
    slider.current.setAttribute(
      'aria-valuetext',
      between === null ? placeLabel(axis, context) : `${placeLabel(axis, context)}, ${between} ${axis.words.recorded}`,
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
