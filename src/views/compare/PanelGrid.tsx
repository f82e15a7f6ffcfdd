/** One to eight panels under one timeline. */
import type { CSSProperties } from 'react';
import { useView } from '../../state/binding.tsx';
import { useMediaQuery } from '../controls/useMediaQuery.ts';
import { EmptyStage } from './EmptyStage.tsx';
import { Panel } from './Panel.tsx';
import { panelLayout } from './panelLayout.ts';
import './compare.css';

const NARROW = '(width < 720px)';

export function PanelGrid() {
  const panels = useView((state) => state.panels);
  const focus = useView((state) => state.focus);
  const narrow = useMediaQuery(NARROW);
  if (panels.length === 0) return <EmptyStage />;
  const { columns, rows } = panelLayout(panels.length, narrow);
  return (
    <div
      className="panel-grid"
      data-compare={panels.length > 1 || undefined}
      style={{ '--columns': columns, '--rows': rows } as CSSProperties}
    >
      {panels.map((spec, index) => (
        <Panel key={index} index={index} spec={spec} focused={index === focus} removable={panels.length > 1} />
      ))}
      {Array.from({ length: columns * rows - panels.length }, (_, i) => (
        <div key={`filler-${i}`} className="panel-filler" />
      ))}
    </div>
  );
}
