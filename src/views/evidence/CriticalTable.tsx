/** The critical context of every size, each of which may be left out of the fit, and why where a figure is missing. */
import { Fragment } from 'react';
import { useExplorer, useView } from '../../state/binding.tsx';
import type { ScalingStudy, StudyPoint } from '../../state/evidence/scalingTypes.ts';
import { TableBox } from '../charts/ChartFrame.tsx';
import { Toggle } from '../ui/Field.tsx';
import { classNames } from '../ui/classNames.ts';
import { formatCount } from '../ui/formatNumber.ts';
import * as styles from './evidence.module.css';

export function CriticalTable({ study }: { readonly study: ScalingStudy }) {
  const { commands } = useExplorer();
  const left = useView((state) => state.scalingChoices.dropped);
  const withBreaks = study.method.kind === 'onset' || study.method.kind === 'knee';
  const columns = withBreaks ? 5 : 4;
  const toggle = (nodes: number) =>
    commands.setScaling({ dropped: left.includes(nodes) ? left.filter((size) => size !== nodes) : [...left, nodes] });
  return (
    <TableBox label="Critical context of every size">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">nodes</th>
            <th scope="col">tokens</th>
            <th scope="col">95 % interval</th>
            {withBreaks && <th scope="col">breaks</th>}
            <th scope="col">{study.method.kind === 'fall' ? 'recordings' : 'sequences'}</th>
          </tr>
        </thead>
        <tbody>
          {study.points.map((point) => (
            <Fragment key={point.nodes}>
              <tr>
                <th scope="row">
                  <Toggle
                    testId={`scaling-size-${point.nodes}`}
                    label={`${point.nodes} nodes in the fit`}
                    checked={!left.includes(point.nodes)}
                    onChange={() => toggle(point.nodes)}
                  >
                    {point.nodes}
                  </Toggle>
                </th>
                <Figures point={point} withBreaks={withBreaks} />
                <td className={styles.minor}>{point.rows}</td>
              </tr>
              <Reason text={point.intervalReason === null ? null : `No interval: ${point.intervalReason}`} columns={columns} />
            </Fragment>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

function Figures({ point: { context, low, high, breaks, refusal, reason }, withBreaks }: { readonly point: StudyPoint; readonly withBreaks: boolean }) {
  if (refusal !== null) {
    return (
      <td className={classNames(styles.minor, styles.words)} colSpan={withBreaks ? 3 : 2}>
        {reason ?? refusal}
      </td>
    );
  }
  return (
    <>
      <td>{formatCount(context)}</td>
      <td className={styles.minor}>{Number.isFinite(low) && Number.isFinite(high) ? `${formatCount(low)}–${formatCount(high)}` : 'none'}</td>
      {withBreaks && <td className={styles.minor}>{breaks ?? '–'}</td>}
    </>
  );
}

/** A line under the size that it is about. */
function Reason({ text, columns }: { readonly text: string | null; readonly columns: number }) {
  if (text === null) return null;
  return (
    <tr className={styles.reason}>
      <td className={classNames(styles.minor, styles.words)} colSpan={columns}>
        {text}
      </td>
    </tr>
  );
}
