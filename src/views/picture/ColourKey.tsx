import { memo, useMemo, useState, type CSSProperties } from 'react';
import * as styles from './colourKey.module.css';
import { colourKeyHeight, colourKeyShapes } from './colourKeyShapes.ts';
import { graphShape, type GraphShape } from './contextGraph.ts';
import type { ProjectionContent } from './projectionContent.ts';

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
  const kind = useMemo(() => graphShape(content.result.info.metadata).kind, [content]);
  const text = explain[byTokens ? 'tokens' : kind];
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
        <KeyPicture content={content} size={size} active={active} />
      </button>
      {open ? <p className={styles.words} style={{ maxWidth: Math.max(150, size * 2) }}>{text}</p> : null}
    </div>
  );
}

/** Apart from the key, which is rendered at every recorded context that is played. */
const KeyPicture = memo(function KeyPicture({ content, size, active }: Pick<ColourKeyProps, 'content' | 'size' | 'active'>) {
  const height = colourKeyHeight(content, size);
  return (
    <svg width={size} height={height} viewBox={`0 0 ${size} ${height}`} aria-hidden="true" className={content.colour === 'tokens' ? styles.scale : undefined}>
      {colourKeyShapes(content, size, active).map((shape, i) => {
        switch (shape.kind) {
          case 'edge':
            return <line key={i} className={styles.edge} x1={shape.x1} y1={shape.y1} x2={shape.x2} y2={shape.y2} />;
          case 'dot':
            return <circle key={i} className={shape.active ? styles.activeDot : undefined} cx={shape.cx} cy={shape.cy} r={shape.r} fill={shape.fill} />;
          case 'step':
            return <rect key={i} x={shape.x} y={shape.y} width={shape.width} height={shape.height} fill={shape.fill} />;
          case 'word':
            return (
              <text key={i} x={shape.x} y={shape.y} textAnchor={shape.anchor}>
                {shape.text}
              </text>
            );
        }
      })}
    </svg>
  );
});
