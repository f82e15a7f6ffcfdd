import { useLayoutEffect, useMemo, useRef, type RefObject } from 'react';
import { nodeDetails, type NearNodeDetails } from '../../state/nodeDetails.ts';
import type { Box } from './box.ts';
import { cardPosition } from './cardPosition.ts';
import { graphPlace } from './describeNode.ts';
import type { FrameStep } from './panelPosition.ts';
import { nodePaint, type ProjectionContent } from './projectionContent.ts';
import type { Size } from './useSize.ts';
import styles from './hoverCard.module.css';

/** Moves the card when the drawing has moved: called with the pixels [n, 2] of every node. */
export type CardMover = (points: Float64Array) => void;

interface HoverCardProps {
  readonly content: ProjectionContent;
  readonly node: number | null;
  readonly pinned: boolean;
  readonly step: FrameStep;
  /** Components in which near nodes are looked for. */
  readonly axes: readonly number[];
  readonly size: Size;
  readonly moverRef: RefObject<CardMover | null>;
  readonly avoid: readonly Box[];
  /** Asks the drawing for a call of the mover. */
  readonly refresh: () => void;
}

const NEIGHBOUR_WEIGHT = 30;
const NODE_WEIGHT = 6;
const EDGE_WEIGHT = 12;
/** Fractions of the way to a neighbour at which its edge counts as covered. */
const EDGE_SAMPLES = [0.35, 0.6, 0.85] as const;

/** Nodes [n, 2] followed by points along the edges of one of them: what the card rather leaves in sight. */
function sightPoints(points: Float64Array, node: number, neighbours: readonly number[]): Float64Array {
  const all = new Float64Array(points.length + neighbours.length * EDGE_SAMPLES.length * 2);
  all.set(points);
  let at = points.length;
  for (const other of neighbours) {
    for (const t of EDGE_SAMPLES) {
      all[at++] = points[node * 2]! * (1 - t) + points[other * 2]! * t;
      all[at++] = points[node * 2 + 1]! * (1 - t) + points[other * 2 + 1]! * t;
    }
  }
  return all;
}

/** Word, place, evidence and nearest nodes of one node, beside it and inside the panel. */
export function HoverCard({ content, node, pinned, step, axes, size, avoid, moverRef, refresh }: HoverCardProps) {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (node === null) return;
    const neighbours = content.neighbours[node] ?? [];
    moverRef.current = (points) => {
      const card = ref.current;
      if (card === null) return;
      const anchor = { x: points[node * 2]!, y: points[node * 2 + 1]! };
      const missing = Number.isNaN(anchor.x);
      const { left, top } = cardPosition({
        anchor: missing ? { x: 0, y: 0 } : anchor,
        card: { width: card.offsetWidth, height: card.offsetHeight },
        panel: size,
        avoid,
        points: sightPoints(points, node, neighbours),
        weight: (other) => (other >= content.nodes ? EDGE_WEIGHT : neighbours.includes(other) ? NEIGHBOUR_WEIGHT : NODE_WEIGHT),
      });
      card.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
      card.style.visibility = 'visible';
    };
    refresh();
    return () => {
      moverRef.current = null;
    };
  }, [content, node, size, avoid, step, moverRef, refresh]);
  if (node === null) return null;
  return (
    <div ref={ref} className={styles.card} data-testid="hover-card" role="status">
      <CardText content={content} node={node} pinned={pinned} step={step} axes={axes} />
    </div>
  );
}

type CardTextProps = Pick<HoverCardProps, 'content' | 'pinned' | 'step' | 'axes'> & { readonly node: number };

function CardText({ content, node, pinned, step, axes }: CardTextProps) {
  const { result } = content;
  const { frame, between } = step;
  const details = useMemo(
    () => nodeDetails(result, { frame, fraction: 0, between, clamped: false }, axes, node),
    [result, frame, between, axes, node],
  );
  const context = result.analysis.frames[frame]!.context;
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
          : `mean of ${details.tokens} ${details.tokens === 1 ? 'token' : 'tokens'}${between ? ` at ${context}` : ''}`}
      </p>
      {details.nearest.length > 0 ? <NearList nearest={details.nearest} /> : null}
    </>
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
