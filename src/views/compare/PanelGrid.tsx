/** One to eight panels under one timeline. */
import { useRef, type CSSProperties } from 'react';
import { useView } from '../../state/binding.tsx';
import { useSize } from '../shared/useSize.ts';
import { EmptyStage } from './EmptyStage.tsx';
import { Panel } from './Panel.tsx';
import { panelLayout } from './panelLayout.ts';
import './compare.css';

export function PanelGrid() {
  const panels = useView((state) => state.panels);
  const focus = useView((state) => state.focus);
  const grid = useRef<HTMLDivElement>(null);
  const { width } = useSize(grid);
  const { columns, rows } = panelLayout(Math.max(1, panels.length), width);
  return (
    <div
      ref={grid}
      className="panel-grid"
      data-compare={panels.length > 1 || undefined}
      style={{ '--columns': columns } as CSSProperties}
    >
      {panels.length === 0 && <EmptyStage />}
      {width > 0 &&
        panels.map((spec, index) => (
          <Panel key={index} index={index} spec={spec} focused={index === focus} removable={panels.length > 1} />
        ))}
      {panels.length > 0 &&
        Array.from({ length: columns * rows - panels.length }, (_, i) => (
          <div key={`filler-${i}`} className="panel-filler" />
        ))}
    </div>
  );
}
