import { useState, type CSSProperties } from 'react';
import { graphShape, type GraphShape } from './contextGraph.ts';
import { tokenColour } from './nodeColour.ts';
import type { ProjectionContent } from './projectionContent.ts';
import styles from './colourKey.module.css';

interface ColourKeyProps {
  readonly content: ProjectionContent;
  readonly size: number;
  readonly active: readonly number[];
  readonly style: CSSProperties;
}

const explain: Record<GraphShape['kind'] | 'tokens', string> = {
  cycle: 'Colour is the place on the ring: neighbours on the ring have similar colours. This is the true ring, in order.',
  layout: 'Colour is the place on the graph: neighbours on the graph have similar colours. This is the true layout.',
  list: 'Colour is the order in which the recording lists the words.',
  tokens: 'Colour is the number of tokens averaged into the point: the stronger, the more evidence.',
};

/** What the colours mean: the true graph in miniature, or the scale of tokens. Press it to read it in words. */
export function ColourKey({ content, size, active, style }: ColourKeyProps) {
  const [open, setOpen] = useState(false);
  const byTokens = content.colour === 'tokens';
  const shape = graphShape(content.result.info.metadata);
  const text = explain[byTokens ? 'tokens' : shape.kind];
  return (
    <div className={styles.key} style={style} data-overlay="" data-open={open || undefined}>
      <button
        type="button"
        className={styles.button}
        aria-expanded={open}
        aria-label="What the colours mean"
        title={open ? undefined : 'What the colours mean'}
        onClick={() => setOpen(!open)}
      >
        {byTokens ? <TokenScale content={content} width={size} /> : <MiniGraph content={content} shape={shape} size={size} active={active} />}
      </button>
      {open ? <p className={styles.words} style={{ maxWidth: Math.max(150, size * 2) }}>{text}</p> : null}
    </div>
  );
}

interface MiniGraphProps {
  readonly content: ProjectionContent;
  readonly shape: GraphShape;
  readonly size: number;
  readonly active: readonly number[];
}

function MiniGraph({ content, shape, size, active }: MiniGraphProps) {
  const dot = Math.min(4.5, Math.max(2, (size * 0.62) / Math.sqrt(content.nodes) / 2.6));
  const reach = size / 2 - dot - 2;
  const at = (node: number) => {
    const [x, y] = shape.points[node]!;
    return [size / 2 + reach * x, size / 2 - reach * y] as const;
  };
  return (
    <svg width={size} height={size} viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
      {content.context?.edges.map(([source, target], i) => {
        const [x1, y1] = at(source);
        const [x2, y2] = at(target);
        return <line key={i} className={styles.edge} x1={x1} y1={y1} x2={x2} y2={y2} />;
      })}
      {content.colours.map((colour, node) => {
        const [cx, cy] = at(node);
        const isActive = active.includes(node);
        return <circle key={node} className={isActive ? styles.activeDot : undefined} cx={cx} cy={cy} r={isActive ? dot + 1.5 : dot} fill={colour} />;
      })}
    </svg>
  );
}

const SCALE_STEPS = 24;

function TokenScale({ content, width }: { readonly content: ProjectionContent; readonly width: number }) {
  const { mostTokens, theme } = content;
  const step = width / SCALE_STEPS;
  return (
    <svg width={width} height={34} aria-hidden="true" className={styles.scale}>
      <text x={0} y={9}>tokens</text>
      {Array.from({ length: SCALE_STEPS }, (_, i) => (
        <rect key={i} x={i * step} y={13} width={step + 0.5} height={8} fill={tokenColour((mostTokens * i) / (SCALE_STEPS - 1), mostTokens, theme.scheme)} />
      ))}
      <text x={0} y={32}>0</text>
      <text x={width} y={32} textAnchor="end">{mostTokens}</text>
    </svg>
  );
}

/** Height of the key for a given width. */
export function colourKeyHeight(content: ProjectionContent, size: number): number {
  return content.colour === 'tokens' ? 34 : size;
}
