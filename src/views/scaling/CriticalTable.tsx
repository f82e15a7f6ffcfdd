/** The critical context of every size, each of which may be left out of the fit. */
import { useExplorer } from '../../state/binding.tsx';
import type { ScalingStudy } from '../../state/scalingTypes.ts';
import { TableBox } from '../charts/TableBox.tsx';
import { formatCount } from '../controls/formatNumber.ts';

export function CriticalTable({ study }: { readonly study: ScalingStudy }) {
  const { commands, evidence } = useExplorer();
  const toggle = (nodes: number, dropped: boolean) => {
    const before = evidence.getState().scalingChoices.dropped;
    commands.setScaling({ dropped: dropped ? before.filter((size) => size !== nodes) : [...before, nodes] });
  };
  return (
    <TableBox label="Critical context of every size">
      <table className="evidence-table numeric">
        <thead>
          <tr>
            <th scope="col">nodes</th>
            <th scope="col">tokens</th>
            <th scope="col">95 % interval</th>
            <th scope="col">breaks</th>
            <th scope="col">sequences</th>
          </tr>
        </thead>
        <tbody>
          {study.points.map(({ nodes, context, low, high, rows, breaks, dropped, refusal }) => (
            <tr key={nodes}>
              <th scope="row">
                <label className="toggle">
                  <input
                    type="checkbox"
                    data-testid={`scaling-size-${nodes}`}
                    aria-label={`${nodes} nodes in the fit`}
                    checked={!dropped}
                    onChange={() => toggle(nodes, dropped)}
                  />
                  {nodes}
                </label>
              </th>
              {refusal === null ? (
                <>
                  <td>{formatCount(context)}</td>
                  <td className="evidence-minor">{Number.isFinite(low) && Number.isFinite(high) ? `${formatCount(low)}–${formatCount(high)}` : 'none'}</td>
                  <td className="evidence-minor">{breaks ?? '–'}</td>
                </>
              ) : (
                <td className="evidence-minor scaling-refusal" colSpan={3}>
                  {refusal}
                </td>
              )}
              <td className="evidence-minor">{rows}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}
