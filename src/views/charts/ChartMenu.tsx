/** Takes a chart away: its numbers as text, CSV or JSON, its picture as SVG or PNG. */
import { lazyPart } from '../ui/lazyPart.ts';
import { PopoverButton, type PopoverOpening } from '../ui/PopoverButton.tsx';
import type { ChartMenuListProps } from './ChartMenuList.tsx';
import { useChartExport, type ChartExport } from './useChartExport.ts';
import type { ExportKind } from './chartTable.ts';
import './charts.css';

const menuList = lazyPart<ChartMenuListProps<ExportKind> & PopoverOpening>(() => import('./ChartMenuList.tsx').then(({ ChartMenuList }) => ChartMenuList<ExportKind>));

const KINDS: readonly { readonly id: ExportKind; readonly label: string; readonly picture: boolean }[] = [
  { id: 'copy', label: 'Copy table', picture: false },
  { id: 'csv', label: 'Save as CSV', picture: false },
  { id: 'json', label: 'Save as JSON', picture: false },
  { id: 'svg', label: 'Save as SVG', picture: true },
  { id: 'png', label: 'Save as PNG', picture: true },
];

/** A table, which has no picture, can be copied with one press. */
export function ChartMenu(chart: ChartExport) {
  const { title, svgRef } = chart;
  const label = `Export: ${title}`;
  const [run, said] = useChartExport(chart);
  const kinds = svgRef === null ? KINDS.filter(({ id, picture }) => id !== 'copy' && !picture) : KINDS;
  return (
    <>
      <span className="chart-said" role="status">{said}</span>
      {svgRef === null && (
        <button type="button" className="button button-small button-quiet" aria-label={`Copy: ${title}`} onClick={() => run('copy')}>
          Copy
        </button>
      )}
      <PopoverButton part={menuList} given={{ label, kinds, onChoose: run }} name="The menu" opens="menu" className="button button-small button-quiet" label={label}>
        Export
      </PopoverButton>
    </>
  );
}
