/** Takes a chart away: its numbers as text, CSV or JSON, its picture as SVG or PNG. */
import { Button, buttonClass } from '../ui/Button.tsx';
import { PopoverButton, type PopoverOpening } from '../ui/PopoverButton.tsx';
import { lazyPart } from '../ui/lazyPart.ts';
import type { ChartMenuListProps } from './ChartMenuList.tsx';
import * as styles from './chartMenu.module.css';
import type { ExportKind } from './chartTable.ts';
import { useChartExport, type ChartExport } from './useChartExport.ts';

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
      <span className={styles.said} role="status">{said}</span>
      {svgRef === null && (
        <Button kind="quiet" size="small" aria-label={`Copy: ${title}`} onClick={() => run('copy')}>
          Copy
        </Button>
      )}
      <PopoverButton part={menuList} given={{ label, kinds, onChoose: run }} name="The menu" opens="menu" className={buttonClass({ kind: 'quiet', size: 'small' })} label={label}>
        Export
      </PopoverButton>
    </>
  );
}
