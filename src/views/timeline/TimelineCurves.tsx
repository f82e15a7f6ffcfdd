/** The still part of the track: value axis, context axis, recorded contexts, accuracy and energy. */
import { scaleLinear } from 'd3';
import { memo } from 'react';
import { bandPath, seriesPath, valueCeiling } from './seriesPath.ts';
import { axisTicks, type TimelineScale } from './timelineScale.ts';
import type { TimelineSeries } from './timelineSeries.ts';
import type { TrackGeometry } from './trackGeometry.ts';

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
          <line className={value === 0 ? 'track-base' : 'track-grid'} x1={left} x2={right} />
          <text className="track-label" x={left - 8} dy="0.35em" textAnchor="end">
            {value}
          </text>
        </g>
      ))}
      <path className="track-band" d={bandPath(series.band, scale.x, y)} />
      {series.chance !== null && (
        <line className="track-chance" x1={left} x2={right} y1={y(series.chance)} y2={y(series.chance)} />
      )}
      <path className="track-energy" d={seriesPath(series.energy, scale.x, y)} />
      <path className="track-accuracy" d={seriesPath(series.accuracy, scale.x, y)} />
      {contexts.map((context) => (
        <line
          key={context}
          className="track-context"
          x1={scale.x(context)}
          x2={scale.x(context)}
          y1={geometry.bottom}
          y2={geometry.bottom + 4}
        />
      ))}
      {axisTicks(scale).map((tick) => (
        <text key={tick.context} className="track-label" x={tick.x} y={geometry.bottom + 17} textAnchor="middle">
          {tick.label}
        </text>
      ))}
    </g>
  );
});
