/** Curves over the context in a frame, with a legend that gives their values at the cursor or the pointer. */
import { type ReactNode, useRef } from 'react';
import { useView } from '../../state/binding.tsx';
import { formatRatio } from '../ui/formatNumber.ts';
import { ChartFrame, type ChartFrameProps } from './ChartFrame.tsx';
import { CurveChart, type CurveChartProps } from './CurveChart.tsx';
import { Legend, seriesLegend } from './Legend.tsx';
import { type ChartSeries, seriesTable } from './chartSeries.ts';

/** The series of a chart and their bands, with their values at the cursor, or where the pointer is. */
interface SeriesLegendProps {
  readonly series: readonly ChartSeries[];
  readonly last: number;
  readonly format?: (value: number) => string;
}

export function SeriesLegend({ series, last, format = formatRatio }: SeriesLegendProps) {
  const hovered = useView((state) => state.hoveredContext);
  const cursor = useView((state) => state.cursor);
  return <Legend entries={seriesLegend(series, hovered ?? cursor ?? last, format)} pointed={hovered !== null} />;
}

/** Curves over the context in a frame, with their legend. */
type FrameProps = Omit<ChartFrameProps, 'table' | 'svgRef' | 'legend' | 'children'>;
type CurveProps = Omit<CurveChartProps, 'svgRef' | 'name' | 'format'>;

interface CurveFrameProps extends FrameProps, CurveProps {
  /** Unit of every curve's values. */
  readonly unit: string;
  readonly format?: (value: number) => string;
  /** Choices above the curves. */
  readonly options?: ReactNode;
  /** A remark below them. */
  readonly children?: ReactNode;
}

/** Without series there is nothing but the remark. */
export function CurveFrame({ series, contexts, valueName, include, mark, height, unit, format = formatRatio, options, children, ...frame }: CurveFrameProps) {
  const svg = useRef<SVGSVGElement>(null);
  const chart = {
    ...(include === undefined ? {} : { include }),
    ...(mark === undefined ? {} : { mark }),
    ...(height === undefined ? {} : { height }),
  };
  return (
    <ChartFrame {...frame} table={() => seriesTable(series, unit)} svgRef={svg} legend={() => seriesLegend(series, NaN, format)}>
      {options}
      {series.length > 0 && (
        <>
          <CurveChart name={frame.title} series={series} contexts={contexts} valueName={valueName} format={format} {...chart} svgRef={svg} />
          <SeriesLegend series={series} last={contexts.at(-1)!} format={format} />
        </>
      )}
      {children}
    </ChartFrame>
  );
}
