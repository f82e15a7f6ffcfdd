/** Variance along each component, at the cursor. */
import { useMemo, useRef, type RefObject } from 'react';
import type { PanelResult } from '../../state/panels/analysisStore.ts';
import { ChartMenu } from '../charts/ChartMenu.tsx';
import type { LegendEntry } from '../charts/Legend.tsx';
import { MeasureInfo } from '../charts/MeasureInfo.tsx';
import { type ChartTable, exported } from '../charts/chartTable.ts';
import { basisShare, ownShare } from '../picture/explainedVariance.ts';
import { useFrameStep } from '../picture/panelPosition.ts';
import { Section } from '../ui/Section.tsx';
import { ScreePlot } from './ScreePlot.tsx';
import { TERMS } from './measureTerms.ts';

interface ScreeSectionProps {
  readonly panel: number;
  readonly result: PanelResult;
}

const TITLE = 'Variance by component';

const ABOUT = (
  <>
    <p>Share of variance along every component: bars of the shown basis, dots of the PCA of the context at the cursor alone.</p>
    <p>It cannot tell what the components hold. Where neighbours are nearly equal, their axes may turn into one another.</p>
  </>
);

const LEGEND: readonly LegendEntry[] = [
  { id: 'basis', label: 'bars: shown basis', colour: null, mark: 'bar', value: null },
  { id: 'own', label: "dots: this context's own PCA", colour: null, mark: 'line', value: null },
];

export function ScreeSection({ panel, result }: ScreeSectionProps) {
  const { analysis } = result;
  const host = useRef<HTMLDivElement>(null);
  const { frame } = useFrameStep(result);
  // The plot keeps its drawing to itself, so it is looked up when a picture is asked for.
  const svg = useMemo((): RefObject<SVGSVGElement | null> => ({ get current() { return host.current?.querySelector('svg') ?? null; } }), []);
  const table = (): ChartTable => ({
    columns: [
      { name: 'component', unit: '' }, { name: 'context', unit: 'tokens' }, { name: 'share of variance, shown basis', unit: 'share' },
      { name: "share of variance, this context's own PCA", unit: 'share' },
    ],
    rows: Array.from({ length: analysis.components }, (_, k) => [
      `PC ${k + 1}`, analysis.frames[frame]!.context, exported(basisShare(analysis, frame, k)), exported(ownShare(analysis, frame, k)),
    ]),
  });
  return (
    <Section
      title={TITLE}
      aside={
        <>
          <MeasureInfo term={TITLE} section={TERMS.captured.section}>
            {ABOUT}
          </MeasureInfo>
          <ChartMenu title={TITLE} table={table} svgRef={svg} legend={() => LEGEND} source="picture" />
        </>
      }
    >
      <div ref={host}>
        <ScreePlot panel={panel} />
      </div>
    </Section>
  );
}
