/** Curves over the context in a frame, with their legend. */
import { useRef, type ReactNode } from 'react';
import { formatRatio } from '../controls/formatNumber.ts';
import { ChartFrame, type ChartFrameProps } from './ChartFrame.tsx';
import { CurveChart, type CurveChartProps } from './CurveChart.tsx';
import { seriesLegend } from './legendEntries.ts';
import { SeriesLegend } from './SeriesLegend.tsx';
import { seriesTable } from './seriesTable.ts';

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
