/** The critical context of every size, each of which may be left out of the fit. */
import { useEvidence, useExplorer } from '../../state/binding.tsx';
import type { ScalingStudy } from '../../state/scalingTypes.ts';
import { TableBox } from '../charts/TableBox.tsx';
import { formatCount } from '../controls/formatNumber.ts';

export function CriticalTable({ study }: { readonly study: ScalingStudy }) {
  const { commands } = useExplorer();
  const left = useEvidence((state) => state.scalingChoices.dropped);
  const toggle = (nodes: number) =>
    commands.setScaling({ dropped: left.includes(nodes) ? left.filter((size) => size !== nodes) : [...left, nodes] });
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
          {study.points.map(({ nodes, context, low, high, rows, breaks, refusal }) => (
            <tr key={nodes}>
              <th scope="row">
                <label className="toggle">
                  <input
                    type="checkbox"
                    data-testid={`scaling-size-${nodes}`}
                    aria-label={`${nodes} nodes in the fit`}
                    checked={!left.includes(nodes)}
                    onChange={() => toggle(nodes)}
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
