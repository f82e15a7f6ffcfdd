/** Takes a chart away: its numbers as text, CSV or JSON, its picture as SVG or PNG. */
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { usePopoverHome } from '../controls/popoverHome.ts';
import { useChartExport, type ChartExport, type ExportKind } from './useChartExport.ts';
import './charts.css';

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
  const home = usePopoverHome();
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
      <MenuTrigger>
        <Button className="button button-small button-quiet" aria-label={`Export: ${title}`}>
          Export
        </Button>
        <Popover {...home} className="popover" placement="bottom end" offset={4}>
          <Menu className="chart-menu" aria-label={`Export: ${title}`} onAction={(key) => run(key as ExportKind)}>
            {kinds.map(({ id, label }) => (
              <MenuItem key={id} id={id} className="chart-menu-item">
                {label}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
    </>
  );
}
