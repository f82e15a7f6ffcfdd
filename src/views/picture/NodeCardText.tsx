import { useMemo } from 'react';
import { nodeDetails, type NearNodeDetails } from '../../state/figures/nodeDetails.ts';
import { recordedPosition } from '../../state/figures/projection.ts';
import { tokenCountsKnown } from '../../state/recordings/contexts.ts';
import { graphPlace } from './describeNode.ts';
import * as styles from './nodeCards.module.css';
import type { FrameStep } from './panelPosition.ts';
import { nodePaint, type ProjectionContent } from './projectionContent.ts';

interface NodeCardTextProps {
  readonly content: ProjectionContent;
  readonly node: number;
  readonly pinned: boolean;
  readonly step: FrameStep;
  readonly axes: readonly number[];
  /** For small panels: the nearest words in one line. */
  readonly compact: boolean;
}

/** Word, place on the graph, evidence and nearest nodes of one node. */
export function NodeCardText({ content, node, pinned, step, axes, compact }: NodeCardTextProps) {
  const { result } = content;
  const { frame, between } = step;
  const details = useMemo(
    () => nodeDetails(result, recordedPosition(frame, between), axes, node),
    [result, frame, between, axes, node],
  );
  const context = result.analysis.frames[frame]!.context;
  const evidence = tokenCountsKnown(result.info) ? `mean of ${details.tokens} ${details.tokens === 1 ? 'token' : 'tokens'}` : 'mean over the window of the file';
  return (
    <>
      <p className={styles.word}>
        <span className={styles.swatch} style={{ background: nodePaint(content, node, frame).fill }} />
        <strong>{details.label.trim()}</strong>
        {pinned ? <span className={styles.pinned}>pinned</span> : null}
      </p>
      <p className={styles.place}>{graphPlace(result.info.metadata, node)}</p>
      <p className={styles.evidence}>
        {details.tokens === 0
          ? `missing in the window that ends at ${context}`
          : `${evidence}${between ? ` at ${context}` : ''}`}
      </p>
      {details.nearest.length === 0 ? null : compact ? <NearLine nearest={details.nearest} /> : <NearList nearest={details.nearest} />}
    </>
  );
}

function NearLine({ nearest }: { readonly nearest: readonly NearNodeDetails[] }) {
  return (
    <p className={styles.evidence}>
      near:{' '}
      {nearest.map(({ node, label, hops }, i) => (
        <span key={node} className={hops === 1 ? styles.neighbour : undefined}>
          {i > 0 && ', '}
          {label.trim()}
        </span>
      ))}
    </p>
  );
}

function NearList({ nearest }: { readonly nearest: readonly NearNodeDetails[] }) {
  return (
    <table className={styles.near}>
      <thead>
        <tr>
          <th scope="col">nearest here</th>
          <th scope="col">on the graph</th>
        </tr>
      </thead>
      <tbody>
        {nearest.map(({ node, label, hops }) => (
          <tr key={node} data-neighbour={hops === 1 || undefined}>
            <td>{label.trim()}</td>
            <td>{hopText(hops)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function hopText(hops: number | null): string {
  if (hops === null) return 'no path';
  return hops === 1 ? 'neighbour' : `${hops} steps`;
}
