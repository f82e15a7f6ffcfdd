/** The graph as a picture that is drawn on: nodes are joined or moved by the pointer, edges go when they are pressed. */
import { useRef, useState, type PointerEvent } from 'react';
import type { LayoutPoint } from '../../core/recording/types.ts';
import { moveNode, toggleEdge } from '../../state/graphs/draftGraph.ts';
import * as styles from './graph.module.css';
import { shownNames } from './graphText.ts';
import type { DraftAction, DraftHistory } from './useDraft.ts';

export type CanvasTool = 'join' | 'move';

interface GraphCanvasProps {
  readonly history: DraftHistory;
  readonly dispatch: (action: DraftAction) => void;
  readonly tool: CanvasTool;
}

/** The square of the layout, [-1, 1], is this many units to a side from the middle; the rest is room for names. */
const REACH = 150;
const HALF = 200;
const HIT = 18;

const toCanvas = ([x, y]: LayoutPoint): LayoutPoint => [x * REACH, -y * REACH];

/** What the pointer is doing: the node it began on, where it is, and the node it would join. */
interface Stroke {
  readonly from: number;
  readonly at: LayoutPoint;
}

export function GraphCanvas({ history, dispatch, tool }: GraphCanvasProps) {
  const { present: draft } = history;
  const svg = useRef<SVGSVGElement>(null);
  const [stroke, setStroke] = useState<Stroke | null>(null);
  /** A node that was pressed and waits for the other end. */
  const [armed, setArmed] = useState<number | null>(null);
  const points = draft.layout.map(toCanvas);
  const names = shownNames(draft.labels);
  const radius = draft.labels.length > 60 ? 4 : 7;

  const under = (event: PointerEvent): LayoutPoint => {
    const matrix = svg.current!.getScreenCTM()!.inverse();
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
    return [point.x, point.y];
  };
  const nodeAt = ([x, y]: LayoutPoint): number | null => {
    const distances = points.map(([px, py]) => Math.hypot(px - x, py - y));
    const nearest = distances.indexOf(Math.min(...distances));
    return distances[nearest]! <= HIT ? nearest : null;
  };
  const join = (from: number, to: number) => {
    setArmed(null);
    dispatch({ kind: 'change', to: toggleEdge(draft, from, to) });
  };

  const target = stroke === null || tool === 'move' ? null : nodeAt(stroke.at);
  return (
    <svg
      ref={svg}
      className={styles.canvas}
      data-testid="graph-canvas"
      data-tool={tool}
      viewBox={`${-HALF} ${-HALF} ${2 * HALF} ${2 * HALF}`}
      role="img"
      aria-label={`The drawn graph: ${draft.labels.length} nodes, ${draft.edges.length} edges. The list of edges beside it is the same graph as text.`}
      onPointerDown={(event) => {
        const at = under(event);
        const from = nodeAt(at);
        if (event.button !== 0 || from === null) return setArmed(null);
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        setStroke({ from, at });
      }}
      onPointerMove={(event) => {
        if (stroke === null) return;
        const at = under(event);
        setStroke({ ...stroke, at });
        if (tool === 'move') dispatch({ kind: 'change', to: moveNode(draft, stroke.from, [at[0] / REACH, -at[1] / REACH]), join: `move ${stroke.from}` });
      }}
      onPointerUp={(event) => {
        if (stroke === null) return;
        setStroke(null);
        dispatch({ kind: 'rest' });
        if (tool === 'move') return;
        const to = nodeAt(under(event));
        if (to !== null && to !== stroke.from) join(stroke.from, to);
        else if (to === null) setArmed(null);
        else if (armed !== null && armed !== to) join(armed, to);
        else setArmed(armed === to ? null : to);
      }}
      onPointerCancel={() => setStroke(null)}
    >
      <defs>
        <marker id="graph-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
          <path d="M0 0.5 8 4 0 7.5z" className={styles.arrow} />
        </marker>
      </defs>
      {draft.edges.map(([a, b]) => (
        <EdgeLine
          key={`${a}-${b}`}
          from={points[a]!}
          to={points[b]!}
          arrow={draft.directed}
          gap={radius + 2}
          name={`${names[a]} ${draft.directed ? 'to' : 'and'} ${names[b]}`}
          onDelete={() => dispatch({ kind: 'change', to: toggleEdge(draft, a, b) })}
        />
      ))}
      {stroke !== null && tool === 'join' && <StrokeLine from={points[stroke.from]!} to={target === null ? stroke.at : points[target]!} />}
      {points.map(([x, y], i) => (
        <g key={i} className={styles.node} data-testid={`graph-node-${i}`} data-on={stroke?.from === i || target === i || armed === i ? '' : undefined}>
          <circle cx={x} cy={y} r={radius} />
          {draft.labels.length <= 60 && <NodeName point={[x, y]} name={names[i]!} gap={radius + 4} />}
        </g>
      ))}
    </svg>
  );
}

function StrokeLine({ from, to }: { readonly from: LayoutPoint; readonly to: LayoutPoint }) {
  return <line className={styles.stroke} x1={from[0]} y1={from[1]} x2={to[0]} y2={to[1]} />;
}

interface EdgeLineProps {
  readonly from: LayoutPoint;
  readonly to: LayoutPoint;
  readonly arrow: boolean;
  /** Left free before the node's centre. */
  readonly gap: number;
  readonly name: string;
  readonly onDelete: () => void;
}

function EdgeLine({ from, to, arrow, gap, name, onDelete }: EdgeLineProps) {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const short = length > 2 * gap ? gap / length : 0;
  const end = arrow ? [to[0] - (to[0] - from[0]) * short, to[1] - (to[1] - from[1]) * short] : to;
  const ends = { x1: from[0], y1: from[1], x2: end[0], y2: end[1] };
  return (
    <g className={styles.edge} onClick={onDelete}>
      <title>{`Take away: ${name}`}</title>
      <line className={styles.edgeHit} {...ends} />
      <line className={styles.edgeLine} {...ends} {...(arrow ? { markerEnd: 'url(#graph-arrow)' } : {})} />
    </g>
  );
}

/** Width of one letter of a name, about. */
const LETTER = 6;

/** Beside the node, on the side away from the middle; above it where there is no room at the side. */
function NodeName({ point: [x, y], name, gap }: { readonly point: LayoutPoint; readonly name: string; readonly gap: number }) {
  const reach = Math.hypot(x, y);
  const [ux, uy] = reach < 1 ? [0, -1] : [x / reach, y / reach];
  const text = name.length > 16 ? `${name.slice(0, 15)}…` : name;
  const width = text.length * LETTER;
  const beside = Math.abs(ux) > 0.4 && Math.abs(x) + gap + width < HALF;
  const middle = Math.max(-HALF + width / 2, Math.min(HALF - width / 2, x));
  return beside ? (
    <text x={x + ux * gap} y={y + uy * (gap + 4) + 4} textAnchor={ux > 0 ? 'start' : 'end'}>
      {text}
    </text>
  ) : (
    <text x={middle} y={y + (uy > 0 ? gap + 9 : -gap)} textAnchor="middle">
      {text}
    </text>
  );
}
