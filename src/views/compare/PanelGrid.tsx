/** One to eight panels under one timeline, and the mixing null beside them when it is asked for. */
import { useRef, type CSSProperties } from 'react';
import { useEvidence, useView } from '../../state/binding.tsx';
import { GhostPanel } from '../evidence/GhostPanel.tsx';
import { PanelBackdropProvider } from '../shared/panelBackdrop.ts';
import { useSize } from '../shared/useSize.ts';
import { EmptyStage } from './EmptyStage.tsx';
import { Panel } from './Panel.tsx';
import { panelLayout } from './panelLayout.ts';
import './compare.css';

export function PanelGrid() {
  const panels = useView((state) => state.panels);
  const focus = useView((state) => state.focus);
  const grid = useRef<HTMLDivElement>(null);
  const backdrop = useRef<HTMLDivElement>(null);
  const { width } = useSize(grid);
  const ghost = useEvidence((state) => state.ghostPanel) && panels.length > 0;
  const cells = panels.length + Number(ghost);
  const { columns, rows } = panelLayout(Math.max(1, cells), width);
  return (
    <div
      ref={grid}
      className="panel-grid"
      data-compare={cells > 1 || undefined}
      style={{ '--columns': columns } as CSSProperties}
    >
      <div ref={backdrop} className="panel-backdrop" aria-hidden="true" />
      {panels.length === 0 && <EmptyStage />}
      <PanelBackdropProvider value={backdrop}>
        {width > 0 &&
          panels.map((spec, index) => (
            <Panel key={index} index={index} spec={spec} focused={index === focus} removable={panels.length > 1} />
          ))}
      </PanelBackdropProvider>
      <GhostPanel />
      {panels.length > 0 &&
        Array.from({ length: columns * rows - cells }, (_, i) => (
          <div key={`filler-${i}`} className="panel-filler" />
        ))}
    </div>
  );
}
